import { runScenario } from '../../runs/run.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { numbers } from './estate.ts';

/** The shape of a night: every disk waits from the start, and all share the same resources. */
export interface Night {
  readonly proxies: number;
  readonly datastores: number;
  readonly repositories: number;
  /** Each VM has two. */
  readonly disks: number;
  readonly hosts: number;
  /** Open snapshots that each datastore allows: a number or `unlimited`. */
  readonly maxSnapshots: string;
}

const SLOTS_PER_PROXY = 8;

/** 50 proxies of 8 slots, as wide as workload (c). */
export function nightOf(disks: number): Night {
  return { proxies: 50, datastores: 20, repositories: 4, disks, hosts: 10, maxSnapshots: '32' };
}

/** The same with the default limit of snapshots on a larger estate: slots are free, yet nearly all disks wait. */
export function heldUpNightOf(disks: number): Night {
  return { ...nightOf(disks), hosts: 40, maxSnapshots: '4' };
}

/** The night as the text of a scenario file. */
export function nightText(night: Night): string {
  const { proxies, datastores, repositories, disks, maxSnapshots } = night;
  const hosts = `esx{1..${night.hosts}}`;
  const lines = [
    'version: 1',
    'name: Benchmark night',
    'seed: 1',
    'hosts:',
    `  - { name: "${hosts}" }`,
    'datastores:',
    ...numbers(datastores).map(
      (d) =>
        `  - { name: ds${d}, protocol: fc, read: ${300 + 50 * (d % 20)} MB/s, maxSnapshots: ${maxSnapshots} }`,
    ),
    'proxies:',
    ...numbers(proxies).map(
      (p) =>
        `  - { name: px${p}, kind: physical, cores: ${SLOTS_PER_PROXY}, network: 10 Gbit/s, storage: { protocols: [fc], bandwidth: ${160 + 4 * (p % 50)} MB/s } }`,
    ),
    'repositories:',
    ...numbers(repositories).map(
      (r) => `  - { name: repo${r}, write: ${750 + 250 * (r % 4)} MB/s, maxConcurrentTasks: unlimited }`,
    ),
    'vms:',
    ...numbers(repositories).map(
      (r) =>
        `  - { name: "r${r}-vm{1..${Math.ceil(disks / 2 / repositories)}}", hosts: ["${hosts}"], disks: { count: 2, size: { lognormal: { median: 60 GB, p95: 300 GB, min: 8 GB, max: 2 TB } }, used: { uniform: [40%, 80%] }, changeRate: { uniform: [1%, 5%] }, datastores: ["ds{0..${datastores - 1}}"] } }`,
    ),
    'jobs:',
    ...numbers(repositories).map(
      (r) => `  - { name: job${r}, vms: ["r${r}-*"], repository: repo${r}, run: full }`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * Runs a night through the whole product: parse, compile, simulate, metrics. Returns the number of disks backed up.
 */
export function runNight(text: string): number {
  const source = { name: 'night.yaml', text };
  const parsed = parseScenario({ source, files: { text: () => undefined, table: () => undefined } });
  if (!parsed.ok) throw new Error(parsed.diagnostics.map(({ message }) => message).join('\n'));
  const outcome = runScenario(parsed.value, { file: { name: source.name, sha256: '' } });
  if (!outcome.ok) throw new Error(outcome.diagnostics.map(({ message }) => message).join('\n'));
  const { tasks, succeeded } = outcome.result.summary.totals;
  if (succeeded < tasks) throw new Error(`only ${succeeded} of ${tasks} disks were backed up`);
  return succeeded;
}
