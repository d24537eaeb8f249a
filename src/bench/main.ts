import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BENCHMARKS, REFERENCE, type Run } from './benchmarks.ts';

/** One line of the table, and one element of the array that `--json` prints. */
interface Row {
  readonly name: string;
  /** Median of the runs. */
  readonly seconds: number;
  readonly runs: number;
  readonly microsecondsPerDisk?: number;
  /** Of a process that did nothing else, all its runs together. */
  readonly peakMiB?: number;
  /** Seconds over those of the reference, which the same call measured. */
  readonly ratio?: number;
  readonly reference?: string;
}

const USAGE = `usage: npm run bench [-- NAME... --json]`;
const START_UP = 'start-up';
const GROWTH = 'growth';
const MEASURE = '--measure';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The growth check: time per disk of the large night over that of the small one, on the same infrastructure. */
const SMALL = 'night-5000';
const LARGE = 'night-20000';
/** No step may grow with the square of the queue: four times the disks would be a ratio of 4. */
const GROWTH_LIMIT = 2;

const names = [...BENCHMARKS.keys(), START_UP, GROWTH];

/** A process of its own per benchmark: its peak memory is its own, and no benchmark warms up another. */
function measured(name: string): Row {
  const child = spawnSync(
    process.execPath,
    [...process.execArgv, fileURLToPath(import.meta.url), MEASURE, name],
    {
      encoding: 'utf8',
      maxBuffer: 1e6,
    },
  );
  if (child.status !== 0) throw new Error(`${name} failed:\n${child.stderr}`);
  return JSON.parse(child.stdout) as Row;
}

function measureHere(name: string): Row {
  const { runs, run } = BENCHMARKS.get(name)!;
  const done: Run[] = Array.from({ length: runs }, () => run(() => performance.now()));
  const seconds = median(done.map((one) => one.seconds));
  const microsecondsPerDisk = (seconds * 1e6) / done[0]!.items;
  return { name, seconds, runs, microsecondsPerDisk, peakMiB: process.resourceUsage().maxRSS / 1024 };
}

/** Whole processes: what a user waits for who types a command. */
function startUp(): Row[] {
  const program = join(ROOT, 'dist', 'cli', 'main.js');
  if (!existsSync(program)) {
    process.stderr.write(`${START_UP} needs the built program: npm run build\n`);
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'proxysim-bench-'));
  try {
    const scenario = join(ROOT, 'scenarios', 'tutorial', '01-one-proxy-one-disk.yaml');
    const bare = processRow(`${START_UP} node -e 0`, ['-e', '0']);
    const against = (row: Row): Row => ({
      ...row,
      ratio: row.seconds / bare.seconds,
      reference: 'node -e 0',
    });
    return [
      bare,
      against(processRow(`${START_UP} --help`, [program, '--help'])),
      against(processRow(`${START_UP} run`, [program, 'run', scenario, '-o', folder])),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function processRow(name: string, args: readonly string[]): Row {
  const runs = 5;
  const times = Array.from({ length: runs }, () => {
    const startMs = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name} failed:\n${stderr}`);
    return (performance.now() - startMs) / 1000;
  });
  return { name, seconds: median(times), runs };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

function rowsOf(wanted: ReadonlySet<string>): Row[] {
  const alone = [...BENCHMARKS.keys()].filter(
    (name) => wanted.has(name) || (wanted.has(GROWTH) && (name === SMALL || name === LARGE)),
  );
  const rows = alone.length > 0 ? withRatios([REFERENCE, ...alone.filter((n) => n !== REFERENCE)]) : [];
  if (wanted.has(START_UP)) rows.push(...startUp());
  return rows;
}

function withRatios(alone: readonly string[]): Row[] {
  const [reference, ...others] = alone.map(measured);
  const { seconds } = reference!;
  return [
    reference!,
    ...others.map((row) => ({
      ...row,
      ratio: row.seconds / seconds,
      reference: 'sorting 1,000,000 numbers',
    })),
  ];
}

/** Undefined where the two nights were not measured. */
function growth(rows: readonly Row[]): number | undefined {
  const perDisk = (name: string) => rows.find((row) => row.name === name)?.microsecondsPerDisk;
  const small = perDisk(SMALL);
  const large = perDisk(LARGE);
  return small === undefined || large === undefined ? undefined : large / small;
}

function secondsOf(rows: readonly Row[], name: string): number {
  return rows.find((row) => row.name === name)!.seconds;
}

function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    row.seconds.toFixed(3),
    row.microsecondsPerDisk?.toFixed(2) ?? '',
    row.peakMiB?.toFixed(0) ?? '',
    row.ratio === undefined ? '' : `${row.ratio.toFixed(2)} x ${row.reference}`,
    row.runs === 5 ? '' : row.runs === 1 ? 'one run' : `median of ${row.runs}`,
  ]);
  const all = [['name', 'seconds', 'us per disk', 'peak MiB', 'against', ''], ...cells];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  const isText = (column: number) => column === 0 || column > 3;
  return all
    .map((line) =>
      line
        .map((cell, c) => (isText(c) ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function main(args: readonly string[]): number {
  if (args[0] === MEASURE) {
    process.stdout.write(JSON.stringify(measureHere(args[1]!)));
    return 0;
  }
  const given = args.filter((arg) => arg !== '--json');
  const unknown = given.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    process.stderr.write(`'${unknown}' is not a benchmark. There are: ${names.join(', ')}\n${USAGE}\n`);
    return 2;
  }
  const usual = names.filter((name) => BENCHMARKS.get(name)?.usual ?? true);
  const rows = rowsOf(new Set(given.length > 0 ? given : usual));
  const ratio = growth(rows);
  if (args.includes('--json')) {
    const check =
      ratio === undefined
        ? []
        : [{ name: GROWTH, seconds: secondsOf(rows, LARGE), ratio, limit: GROWTH_LIMIT }];
    process.stdout.write(`${JSON.stringify([...rows, ...check], null, 2)}\n`);
  } else {
    process.stdout.write(`${table(rows)}\n`);
    if (ratio !== undefined) {
      const verdict = ratio <= GROWTH_LIMIT ? 'fine' : 'TOO MUCH';
      process.stdout.write(
        `\nGrowth: a disk of ${LARGE} takes ${ratio.toFixed(2)} x the time of one of ${SMALL} ` +
          `(at most ${GROWTH_LIMIT}; 4 would be the square of the queue): ${verdict}\n`,
      );
    }
    process.stdout.write(
      '\nMedians of 5 runs unless said otherwise; peak memory with the TypeScript loader.\n',
    );
  }
  return ratio !== undefined && ratio > GROWTH_LIMIT ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
