import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../src/bench/replications/queue.ts';
import { main } from '../../../src/cli/program.ts';
import { ReplicatedDesigns } from '../../../src/experiment/replications/replicated-designs.ts';
import { readLine } from '../../../src/experiment/units/outcome-lines.ts';
import { DRAWN, drawnExperiment } from '../experiment/fixture.ts';
import { type MemoryIo, memoryIo } from '../memory-io.ts';
import { type Built, build } from '../process/built.ts';
import { CutOnce } from './cut-once.ts';
import { HAS_REDIS, RedisServer } from './redis-server.ts';
import { RunningProgram, until } from './running-program.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const AXIS = 'proxies.*.maxConcurrentTasks=2,3';
const JOURNAL = 'out/journal.ndjson';
const VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
const queueOf = (version: string) => `units-1-${version}`;

type Files = ReadonlyMap<string, string | Uint8Array>;

/** A sweep of two designs that somebody starts here, on the files of a machine of its own. */
class Submission {
  readonly io: MemoryIo;
  readonly code: Promise<number>;
  #interrupt: () => void = () => undefined;

  constructor(args: readonly string[], files: Files = new Map()) {
    this.io = memoryIo({ files: { 'drawn.yaml': DRAWN, ...Object.fromEntries(files) } });
    const onInterrupt = (handler: () => void) => {
      this.#interrupt = handler;
      return () => undefined;
    };
    const sweep = ['sweep', 'drawn.yaml', '--vary', AXIS, '-o', 'out', ...args];
    this.code = main(sweep, { ...this.io, onInterrupt });
  }

  /** Ids of the outcomes in its journal. */
  get kept(): string[] {
    const lines = `${this.io.files.get(JOURNAL) ?? ''}`.trimEnd().split('\n').map(readLine);
    return lines.flatMap((line) => (line.kind === 'outcome' ? [line.id] : []));
  }

  /** Its result folder. */
  get results(): Files {
    return new Map([...this.io.files].filter(([path]) => path.startsWith('out/')));
  }

  ctrlC(): void {
    this.#interrupt();
  }
}

const locals = new Map<string, Files>();

/** What the sweep comes to without a queue. */
async function local(replications: string): Promise<Files> {
  const known = locals.get(replications);
  if (known !== undefined) return known;
  const submission = new Submission(['--replications', replications]);
  expect(await submission.code).toBe(0);
  locals.set(replications, submission.results);
  return submission.results;
}

test('an unreachable queue is reported within seconds: exit code 2, and earlier work is kept', async () => {
  const started = new Submission(['--replications', '100']);
  await until('some are done', () => started.kept.length > 3);
  started.ctrlC();
  expect(await started.code).toBe(130);
  const url = `redis://me:secret@127.0.0.1:${await freePort()}`;
  const submission = new Submission(['--replications', '100', '--resume', '--queue', url], started.results);
  expect(await submission.code).toBe(2);
  expect(submission.io.err()).toMatch(
    /^error\[queue-unusable\] redis:\/\/\*\*\*@127\.0\.0\.1:\d+ cannot be used: nothing listens there\. Start a Redis/,
  );
  expect(submission.io.out()).toBe('');
  expect(submission.results).toEqual(started.results);
});

test('replications of a run whose queue cannot be reached are refused before the run writes anything', async () => {
  const io = memoryIo({ files: { 'drawn.yaml': DRAWN } });
  const url = `redis://127.0.0.1:${await freePort()}`;
  const args = ['run', 'drawn.yaml', '--replications', '5', '--queue', url, '-o', 'out'];
  expect(await main(args, io)).toBe(2);
  expect(io.err()).toMatch(/^error\[queue-unusable\] .*: nothing listens there\./);
  expect(io.out()).toBe('');
  expect([...io.files.keys()]).toEqual(['drawn.yaml']);
});

test('a policy from a file is refused before anything is sent, because a queue carries no code', async () => {
  const policy = new Map([['mine.mjs', "export default { name: 'mine', extends: 'rts' };"]]);
  const args = ['--policy', './mine.mjs', '--queue', 'redis://127.0.0.1:1'];
  const submission = new Submission(args, policy);
  expect(await submission.code).toBe(2);
  expect(submission.io.err()).toMatch(
    /^error\[queue-unusable\] a policy in a file .*: \.\/mine\.mjs\. Leave --queue out/,
  );
});

// Programs start slowly where many do: only hanging must be a failure.
describe.skipIf(!HAS_REDIS)(
  'a queue of machines (skipped without redis-server)',
  { timeout: 120_000 },
  () => {
    let redis: RedisServer;
    let queue: Queue;
    let built: Built;
    let workers: RunningProgram[];
    let queued: string[];

    const work = (main = built.main) =>
      new RunningProgram(main, ['worker', '--queue', redis.url, '--concurrency', '1', '--lost-after', '3s']);
    const counts = () => queue.getJobCounts('wait', 'active', 'delayed', 'failed', 'completed');
    const submit = (replications: string, ...more: string[]) =>
      new Submission([...queued, '--replications', replications, ...more]);

    beforeAll(async () => {
      built = build();
      redis = await RedisServer.start();
      queued = ['--queue', redis.url];
      queue = new Queue(queueOf(VERSION), { connection: redis.client, prefix: 'proxysim' });
      queue.on('error', () => undefined);
      workers = [work(), work()];
      await until('both workers are there', () => workers.every(({ err }) => err.includes('works for')));
    }, 120_000);

    afterAll(async () => {
      for (const worker of workers) worker.kill('SIGKILL');
      await queue.close();
      await redis.stop();
      built.remove();
    });

    test('a worker and then the server killed midway: nothing is lost or counted twice, and the bytes equal those of a local run', async () => {
      const submission = submit('60');
      await until('both workers have a unit in hand', async () => (await queue.getActiveCount()) === 2);
      workers[0]!.kill('SIGKILL');
      await until('some are done', () => submission.kept.length > 10);
      const { kept } = submission;
      await redis.restart();
      expect(await submission.code).toBe(0);
      expect(submission.io.err()).toBe(`${redis.url} is lost; trying on.\n${redis.url} is back.\n`);
      expect(submission.results).toEqual(await local('60'));
      expect(new Set(kept).size).toBe(kept.length);
      expect(kept.length).toBeLessThan(120);
      expect(await counts()).toEqual({ wait: 0, active: 0, delayed: 0, failed: 0, completed: 120 });
      const orphans = (await queue.getCompleted()).filter(({ stalledCounter }) => stalledCounter > 0);
      expect(orphans.length).toBeGreaterThanOrEqual(1);
      expect(workers[1]!.err).toMatch(/is lost; trying on\.\n.* is back\.\n/);
    });

    test('the same submission again uses existing results and runs nothing again', async () => {
      const finished = async () => (await queue.getCompleted()).map(({ id, finishedOn }) => [id, finishedOn]);
      const before = await finished();
      const again = submit('60');
      expect(await again.code).toBe(0);
      expect(again.io.err()).toBe('');
      expect(again.results).toEqual(await local('60'));
      expect(await finished()).toEqual(before);
    });

    test('replications of a run give the same bytes through the queue', async () => {
      const run = async (...more: string[]) => {
        const io = memoryIo({ files: { 'drawn.yaml': DRAWN } });
        const args = ['run', 'drawn.yaml', '-o', 'out', '--charts', 'none', '--replications', '3'];
        expect(await main([...args, ...more], io)).toBe(0);
        return io.files;
      };
      expect(await run(...queued)).toEqual(await run());
    });

    test('a connection lost while units are added costs only time', async () => {
      const wire = await CutOnce.before(redis.port);
      try {
        const nights = ['--replications', '4', '--seed', '5'];
        const here = new Submission(nights);
        const submission = new Submission([...nights, '--queue', wire.url]);
        expect(await here.code).toBe(0);
        expect(await submission.code).toBe(0);
        expect(wire.isCut).toBe(true);
        expect(submission.io.err()).toBe(`${wire.url} is lost; trying on.\n${wire.url} is back.\n`);
        expect(submission.results).toEqual(here.results);
      } finally {
        await wire.close();
      }
    });

    test('a result folder that cannot be written ends the program, although it was connected', async () => {
      const scenario = join(ROOT, 'scenarios/tutorial/01-one-proxy-one-disk.yaml');
      const words = ['sweep', scenario, '--vary', 'seed=1,2', ...queued, '-o', scenario];
      const program = new RunningProgram(built.main, words);
      expect(await program.exited).toBe(2);
      expect(program.err).toContain('journal.ndjson');
    });

    test('a server that refuses a command of a queue is told, and the program ends', async () => {
      await redis.client.call('ACL', 'SETUSER', 'guest', 'on', '>word', '~*', '+@all', '-xrevrange');
      const scenario = join(ROOT, 'scenarios/tutorial/01-one-proxy-one-disk.yaml');
      const url = redis.url.replace('redis://', 'redis://guest:word@');
      const words = ['sweep', scenario, '--vary', 'seed=1,2', '--queue', url, '-o', 'results/sweeps/guest'];
      const program = new RunningProgram(built.main, words);
      expect(await program.exited).toBe(2);
      expect(program.err).toMatch(
        /^error\[queue-unusable\] redis:\/\/\*\*\*@\S+ refuses: NOPERM .*'xrevrange'/,
      );
    });

    test('a unit that fails at every attempt is named, all others are finished and kept, and --resume tries it again', async () => {
      const { experiment } = await drawnExperiment([AXIS], 61);
      const poisoned = new ReplicatedDesigns(experiment).ask().find(({ replication }) => replication === 60)!;
      const opts = { jobId: poisoned.id, attempts: 3, backoff: { type: 'exponential', delay: 100 } };
      // Of what has failed before it is submitted nothing is said: it is tried again.
      await queue.pause();
      await queue.add('unit', { parcel: 'of nobody', unit: poisoned }, opts);
      const submission = submit('61');
      await until('the other new one is in the queue', async () => (await counts())['wait'] === 2);
      await queue.resume();
      expect(await submission.code).toBe(70);
      expect(submission.io.err().split('\n')).toEqual([
        'error: 1 unit failed at every attempt:',
        `  proxies.*.maxConcurrentTasks=2, replication 60 (unit ${poisoned.id}): its experiment is not in the queue any more`,
        'They stay among the failed jobs of the queue, with what happened at each attempt.',
        '--resume tries them again; without --queue they run on this machine.',
        `121 runs kept in ${JOURNAL}; go on with:`,
        `  proxysim sweep drawn.yaml --vary '${AXIS}' --replications 61 --queue ${redis.url} --output out --resume`,
        '',
      ]);
      expect(await queue.getFailed()).toMatchObject([{ id: poisoned.id, attemptsMade: 3 }]);
      expect(workers[1]!.err).toContain(
        `unit ${poisoned.id} (proxies.*.maxConcurrentTasks=2, replication 60) failed at attempt 3 of 3: its`,
      );
      const resumed = new Submission([...queued, '--replications', '61', '--resume'], submission.results);
      expect(await resumed.code).toBe(0);
      expect(resumed.results).toEqual(await local('61'));
      expect(await queue.getFailedCount()).toBe(0);
    });

    test('a worker asked to end finishes its units; Ctrl-C withdraws those not begun; --resume continues to the same bytes', async () => {
      const submission = submit('140');
      await until('the worker is at work', () => submission.kept.length > 124);
      workers[1]!.kill('SIGTERM');
      expect(await workers[1]!.exited).toBe(0);
      expect(workers[1]!.err).toMatch(/Finishing the runs in progress; .*\n\d+ units done, 3 failed\.\n$/);
      const left = await counts();
      expect(left).toMatchObject({ active: 0, delayed: 0, failed: 0 });
      // 280 of this sweep, 3 and 8 of others before.
      expect(left['wait']).toBe(291 - left['completed']!);
      submission.ctrlC();
      expect(await submission.code).toBe(130);
      expect(submission.io.err()).toMatch(
        /^Interrupted\. \d+ runs kept in out\/journal\.ndjson; go on with:\n/,
      );
      expect(await counts()).toMatchObject({ wait: 0, completed: left['completed'] });

      workers.push(work());
      const resumed = new Submission([...queued, '--replications', '140', '--resume'], submission.results);
      expect(await resumed.code).toBe(0);
      expect(resumed.results).toEqual(await local('140'));
      workers[2]!.kill('SIGKILL');
      await workers[2]!.exited;
    });

    test('a worker of another version says so and leaves the units to others; without its packages none starts', async () => {
      const root = mkdtempSync(join(tmpdir(), 'proxysim-other-'));
      try {
        const main = otherVersion(built, root, '0.0.1-other');
        const submission = submit('141');
        await until('somebody is missed', () => submission.io.err() !== '');
        expect(submission.io.err()).toBe(
          `No worker of proxysim ${VERSION} is at ${redis.url} yet. To start one: proxysim worker --queue ${redis.url}\n`,
        );
        const other = work(main);
        await until('it has spoken', () => other.err.includes('left to its workers'));
        const waiting = (await counts())['wait']!;
        expect(other.err).toContain(
          `${waiting} units in the queue ${queueOf(VERSION)} are for another version of proxysim and left to its workers: this one works for ${queueOf('0.0.1-other')}.`,
        );
        expect(await counts()).toMatchObject({ wait: waiting, active: 0 });
        other.kill('SIGTERM');
        expect(await other.exited).toBe(0);
        submission.ctrlC();
        expect(await submission.code).toBe(130);

        rmSync(join(root, 'node_modules/bullmq'));
        const bare = work(main);
        expect(await bare.exited).toBe(2);
        expect(bare.err).toBe(
          'error[queue-unusable] a queue needs two packages that are not installed: bullmq and ioredis. npm install bullmq@6 ioredis@6\n',
        );
      } finally {
        rmSync(root, { recursive: true, force: true });
      }
    });
  },
);

/** The same program under another version, with links to each of its packages: the file that `node` runs. */
function otherVersion({ main }: Built, root: string, version: string): string {
  cpSync(dirname(dirname(main)), join(root, 'dist'), { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ type: 'module', version }));
  mkdirSync(join(root, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name), 'junction');
  return join(root, 'dist', 'cli', 'main.js');
}
