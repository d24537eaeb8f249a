import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../metrics/quantile.ts';
import { START_UP_TARGETS, type Target } from './comparison/targets.ts';
import { estateC2 } from './nights/estate.ts';
import { SCENARIO_FILE, writeEstate } from './nights/estate-run.ts';
import type { Row } from './table.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROGRAM = join(ROOT, 'dist', 'cli', 'main.js');
const RUNS = 5;
const DISKS = 100_000;

/** What a user waits for a command: whole processes of the built program, each from its start to its end. */
export const PROCESSES = new Map<string, (folder: string) => Row[] | Promise<Row[]>>([
  ['start-up', startUp],
  ['command-c2', largeRun],
]);

/** The rows of one of these. `undefined`: the program is not built. */
export async function processRows(name: string, folder: string): Promise<Row[] | undefined> {
  return existsSync(PROGRAM) ? await PROCESSES.get(name)!(folder) : undefined;
}

/** Small commands, compared with a process that does nothing. */
function startUp(folder: string): Row[] {
  const scenario = join(ROOT, 'scenarios', 'tutorial', '01-one-proxy-one-disk.yaml');
  const bare = processRow('start-up node -e 0', ['-e', '0']);
  const against = (row: Row, target: Target): Row => ({
    ...row,
    ...target,
    ratio: row.seconds / bare.seconds,
    reference: 'node -e 0',
    referenceSeconds: bare.seconds,
  });
  return [
    bare,
    against(processRow('start-up --help', [PROGRAM, '--help']), START_UP_TARGETS.help),
    // What users wait for most has the name of the benchmark.
    against(
      processRow('start-up', [PROGRAM, 'run', scenario, '-o', join(folder, 'run')]),
      START_UP_TARGETS.run,
    ),
  ];
}

/** The work of `product-c2` as a command of its own: with start-up and charts, and before the code is compiled. */
async function largeRun(folder: string): Promise<Row[]> {
  await writeEstate(estateC2(DISKS), folder);
  const row = processRow('command-c2', [
    PROGRAM,
    'run',
    join(folder, SCENARIO_FILE),
    '-o',
    join(folder, 'run'),
  ]);
  return [{ ...row, microsecondsPerDisk: (row.seconds * 1e6) / DISKS }];
}

function processRow(name: string, args: readonly string[]): Row {
  const times = Array.from({ length: RUNS }, () => {
    const startMs = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name} failed:\n${stderr}`);
    return (performance.now() - startMs) / 1000;
  });
  return { name, seconds: median(times), runs: RUNS };
}
