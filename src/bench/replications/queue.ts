import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readQueueAddress } from '../../cli/queue/queue-address.ts';
import { openQueueDriver } from '../../cli/queue/queue-driver.ts';
import type { Clock, Run } from '../timed-run.ts';
import { type OpenDriver, Replications, ROUNDS_BEFORE_MIDDLE, SUBJECTS } from './replications.ts';

/** Beside the bundle that contains this file (`bench/build.ts`). */
const PROGRAM = fileURLToPath(new URL('../cli/main.js', import.meta.url));

/** A round through a queue: a local Redis server, and the built program as a worker with two threads. */
export async function queueReplications(now: Clock, folder: string): Promise<Run | undefined> {
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    process.stderr.write('replications-queue left out: there is no redis-server.\n');
    return undefined;
  }
  const port = `${await freePort()}`;
  const url = `redis://127.0.0.1:${port}`;
  const options = [
    '--bind',
    '127.0.0.1',
    '--port',
    port,
    '--dir',
    // A folder of its own, because a server that finds another round's outcomes would have nothing left to do.
    mkdtempSync(join(folder, 'server-')),
    '--save',
    '',
    '--appendonly',
    'yes',
  ];
  const server = spawn('redis-server', options);
  try {
    await said(server.stdout, 'Ready to accept connections');
    const words = [PROGRAM, 'worker', '--queue', url, '--concurrency', '2'];
    const worker = spawn(process.execPath, [...process.execArgv, ...words]);
    try {
      await said(worker.stderr, 'works for');
      const subject = SUBJECTS.replications;
      const open: OpenDriver = async (io, input) => {
        const address = readQueueAddress(url);
        const driver = address.ok ? await openQueueDriver(address.value, input, io) : address;
        if (!driver.ok) throw new Error(driver.diagnostics[0]!.message);
        return driver.value;
      };
      // A queue remembers the units that were run, so a round cannot be repeated.
      const crew = { workers: 2, open, roundsBefore: ROUNDS_BEFORE_MIDDLE };
      const replications = await Replications.open(subject, crew, folder);
      try {
        return { seconds: await replications.round(now), items: subject.replications };
      } finally {
        await replications.close();
      }
    } finally {
      await ended(worker);
    }
  } finally {
    await ended(server);
  }
}

/** A free local port. */
export async function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Continues reading afterwards, so that the program never blocks on a full pipe. */
async function said(stream: NodeJS.ReadableStream, words: string): Promise<void> {
  let text = '';
  return new Promise((resolve, reject) => {
    stream.on('data', (piece) => {
      text += piece;
      if (text.includes(words)) resolve();
    });
    stream.on('end', () => reject(new Error(`ended without '${words}':\n${text}`)));
  });
}

async function ended(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return;
  const exit = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGTERM');
  await exit;
}
