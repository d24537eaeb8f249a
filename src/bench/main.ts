import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from '../metrics/quantile.ts';
import { BENCHMARKS, REFERENCE } from './benchmarks.ts';
import { GROWTHS, type GrowthRow, growthLine, growthOf } from './comparison/growth.ts';
import { PEERS, type Peer, peerName, peerRatio, peerSeconds } from './comparison/peers.ts';
import { verdict } from './comparison/targets.ts';
import { PROCESSES, processRows } from './processes.ts';
import { answerRounds, type EfficiencyName, efficiencyRows, REPLICATE } from './replications/efficiency.ts';
import { SUBJECTS } from './replications/replications.ts';
import { type Row, table } from './table.ts';
import type { Run } from './timed-run.ts';

/** A peer that can be run: its index in PEERS, and its command. */
interface Built {
  readonly peer: number;
  readonly command: string;
  readonly args: readonly string[];
}

const USAGE = `usage: npm run bench [-- NAME... --json --save --peers DIR]`;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SAVED = join(ROOT, 'results', 'bench');

const EFFICIENCIES = Object.keys(SUBJECTS) as EfficiencyName[];

const names = [
  ...BENCHMARKS.keys(),
  ...EFFICIENCIES,
  ...PROCESSES.keys(),
  ...GROWTHS.map(({ name }) => name),
];

/** One process per benchmark, so that it has its own peak memory and no benchmark warms up another. */
async function measured(name: string, built: readonly Built[]): Promise<Row[]> {
  const own = built.filter(({ peer }) => PEERS[peer]!.benchmark === name);
  const folder = temporaryFolder();
  try {
    await BENCHMARKS.get(name)!.prepare?.(folder);
    const args = [fileURLToPath(import.meta.url), '--measure', name, folder, JSON.stringify(own)];
    const child = spawnSync(process.execPath, [...process.execArgv, ...args], {
      encoding: 'utf8',
      maxBuffer: 1e6,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.status !== 0) throw new Error(`${name} failed`);
    return JSON.parse(child.stdout) as Row[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Alternates between our program and the peers, so that other load on the machine affects all of them equally. */
async function measureHere(name: string, folder: string, built: readonly Built[]): Promise<Row[]> {
  const { runs, run } = BENCHMARKS.get(name)!;
  const ours: Run[] = [];
  const theirs: number[][] = built.map(() => []);
  let peakMiB = 0;
  for (let i = 0; i < runs; i++) {
    const one = await run(() => performance.now(), folder);
    if (one === undefined) return [];
    if (i === 0) peakMiB = process.resourceUsage().maxRSS / 1024;
    ours.push(one);
    built.forEach((each, at) => {
      if (i === 0 || !PEERS[each.peer]!.once) theirs[at]!.push(runPeer(each));
    });
  }
  const seconds = median(ours.map((one) => one.seconds));
  const microsecondsPerDisk = (seconds * 1e6) / ours[0]!.items;
  const row: Row = {
    name,
    seconds,
    runs,
    microsecondsPerDisk,
    peakMiB,
  };
  if (built.length === 0) return [row];
  return built.map(({ peer }, at) => {
    const referenceSeconds = median(theirs[at]!);
    const ratio = peerRatio(PEERS[peer]!, seconds, referenceSeconds);
    return { ...row, ratio, reference: peerName(PEERS[peer]!), referenceSeconds, ...PEERS[peer]!.target };
  });
}

function runPeer({ peer, command, args }: Built): number {
  const env = { ...process.env, ...PEERS[peer]!.env };
  const { stdout, stderr } = spawnSync(command, [...args], { encoding: 'utf8', env });
  const seconds = peerSeconds(stdout ?? '');
  if (seconds === undefined) throw new Error(`${command} did not say how long it took:\n${stdout}${stderr}`);
  return seconds;
}

/** Compiles the peers for these benchmarks; those that cannot be compiled here are left out, which is reported. */
function buildPeers(folder: string | undefined, wanted: ReadonlySet<string>, into: string): Built[] {
  const asked = PEERS.flatMap((peer, at) => (wanted.has(peer.benchmark) ? [{ ...peer, at }] : []));
  if (folder === undefined) {
    if (asked.length > 0) note('Comparison with other programs left out: no --peers DIR.');
    return [];
  }
  const programs = new Map<string, boolean>();
  return asked.flatMap((peer) => {
    const source = join(resolve(folder), peer.source);
    if ('interpreter' in peer.build) {
      const isThere = existsSync(source) && succeeds(peer.build.interpreter, ['-c', 'import simpy']);
      if (isThere) return [{ peer: peer.at, command: peer.build.interpreter, args: [source, ...peer.args] }];
      return leftOut(peer);
    }
    const program = join(into, peer.source.replace(/\.cpp$/, ''));
    if (!programs.has(program)) {
      const flags = ['-O2', '-std=c++17', source, '-o', program, ...peer.build.libraries];
      programs.set(program, existsSync(source) && succeeds('g++', flags));
    }
    return programs.get(program) ? [{ peer: peer.at, command: program, args: peer.args }] : leftOut(peer);
  });
}

function leftOut(peer: Peer): [] {
  note(`Comparison of ${peer.benchmark} with ${peerName(peer)} left out: it cannot be built or run here.`);
  return [];
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, [...args], { encoding: 'utf8' }).status === 0;
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'proxysim-bench-'));
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function rowsOf(wanted: ReadonlySet<string>, peers: string | undefined): Promise<Row[]> {
  const folder = temporaryFolder();
  try {
    const parts = GROWTHS.flatMap(({ name, small, large }) => (wanted.has(name) ? [small, large] : []));
    const alone = [...BENCHMARKS.keys()].filter((name) => wanted.has(name) || parts.includes(name));
    const built = buildPeers(peers, wanted, folder);
    const rows =
      alone.length > 0 ? await withRatios([REFERENCE, ...alone.filter((n) => n !== REFERENCE)], built) : [];
    for (const name of EFFICIENCIES)
      if (wanted.has(name) || parts.includes(`${name}-2`))
        rows.push(...(await efficiencyRows(name, () => performance.now(), folder)));
    for (const name of PROCESSES.keys()) {
      if (!wanted.has(name)) continue;
      const measured = await processRows(name, folder);
      if (measured === undefined) note(`${name} needs the built program: npm run build`);
      else rows.push(...measured);
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Benchmarks without a peer are compared with the reference. */
async function withRatios(alone: readonly string[], built: readonly Built[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of alone) rows.push(...(await measured(name, built)));
  const [reference, ...others] = rows;
  const { seconds } = reference!;
  const against = { reference: 'sorting 1,000,000 numbers', referenceSeconds: seconds };
  return [
    reference!,
    ...others.map((row) =>
      row.reference === undefined ? { ...row, ratio: row.seconds / seconds, ...against } : row,
    ),
  ];
}

/** One file per name, so that single benchmarks can be repeated. */
function save(rows: readonly (Row | GrowthRow)[]): void {
  mkdirSync(SAVED, { recursive: true });
  for (const name of new Set(rows.map((row) => row.name))) {
    const same = rows.filter((row) => row.name === name);
    writeFileSync(
      join(SAVED, `${name.replace(/[^a-z0-9]+/gi, '-')}.json`),
      `${JSON.stringify(same, null, 2)}\n`,
    );
  }
}

function optionsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { json: { type: 'boolean' }, save: { type: 'boolean' }, peers: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    note(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    return undefined;
  }
}

async function main(args: string[]): Promise<number> {
  if (args[0] === '--measure') {
    process.stdout.write(
      JSON.stringify(await measureHere(args[1]!, args[2]!, JSON.parse(args[3]!) as Built[])),
    );
    return 0;
  }
  if (args[0] === REPLICATE) {
    await answerRounds(args[1] as EfficiencyName, args[2]!, () => performance.now());
    return 0;
  }
  const asked = optionsOf(args);
  if (asked === undefined) return 2;
  const { values, positionals } = asked;
  const unknown = positionals.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    note(`'${unknown}' is not a benchmark. There are: ${names.join(', ')}\n${USAGE}`);
    return 2;
  }
  const usual = names.filter((name) => BENCHMARKS.get(name)?.usual ?? true);
  const rows = await rowsOf(new Set(positionals.length > 0 ? positionals : usual), values.peers);
  const checks = GROWTHS.flatMap((growth) => {
    const row = growthOf(growth, rows);
    return row === undefined ? [] : [{ growth, row }];
  });
  const all = [...rows, ...checks.map(({ row }) => row)];
  if (values.save) save(all);
  if (values.json) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  else {
    const lines = [table(rows), '', ...checks.map(({ growth, row }) => growthLine(growth, row))];
    lines.push('Medians of 5 runs unless said otherwise; CPU: of all threads.');
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return checks.some(({ row }) => verdict(row.ratio, row) === 'MISSED') ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
