import { type CompileOptions, compile } from '../../src/model/compile.ts';
import type { Model } from '../../src/model/model.ts';
import { scenarioOf, type TestRun } from './run-scenario-text.ts';

/** Sections of a scenario by name, each as YAML on one line. */
export type Sections = Readonly<Record<string, string>>;

/**
 * One disk of 100 GB over network mode at 100 MB/s a task, so 1000 s, with no overheads and nothing else that limits:
 * what a test does not say does not matter to it.
 */
const DEFAULTS: Sections = {
  version: '1',
  overheads: 'none',
  profile: '{ full: unlimited, incremental: unlimited }',
  transport: '{ nbd: { perTask: 100 MB/s } }',
  hosts: '[{ name: esx1 }]',
  datastores: '[{ name: ds1, maxSnapshots: unlimited }]',
  proxies: '[{ name: px1, maxConcurrentTasks: 4 }]',
  repositories: '[{ name: repo, maxConcurrentTasks: unlimited }]',
  vms: '[{ name: vm1, disks: [{ size: 100 GB, datastore: ds1 }] }]',
  jobs: '[{ name: night, vms: ["*"], repository: repo, run: full }]',
};

/** The text of a scenario: the given sections in place of the defaults above. */
export function night(sections: Sections = {}): string {
  return Object.entries({ ...DEFAULTS, ...sections })
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

export function modelOf(sections: Sections = {}, options: Partial<CompileOptions> = {}): Model {
  return compile(scenarioOf(night(sections)), { seed: 1, replication: 0, ...options });
}

/** A VM with disks of so many GB, all on one datastore. */
export function vm(name: string, gigabytes: readonly number[], datastore = 'ds1', rest = ''): string {
  const disks = gigabytes.map((size) => `{ size: ${size} GB, datastore: ${datastore} }`).join(', ');
  return `{ name: ${name}, ${rest === '' ? '' : `${rest}, `}disks: [${disks}] }`;
}

/** `vm/disk proxy start-end`, seconds, in the order of starts; without the proxy where a task never started. */
export function places(run: TestRun): string[] {
  return run.tasks.map(({ vm, disk, proxy, startSeconds, endSeconds, result }) =>
    proxy === null ? `${vm}/${disk} ${result}` : `${vm}/${disk} ${proxy} ${startSeconds}-${endSeconds}`,
  );
}

/** `vm/disk start >transfer start-transfer end> end`, seconds: every step of a task's life, in the order of starts. */
export function lives(run: TestRun): string[] {
  return run.tasks.map(
    (t) =>
      `${t.vm}/${t.disk} ${t.startSeconds} >${t.transferStartSeconds}-${t.transferEndSeconds}> ${t.endSeconds}`,
  );
}

/** `vm/disk cause seconds`, one per cause above 0, in the order of starts. */
export function waited(run: TestRun): string[] {
  return run.tasks.flatMap(({ vm, disk, waitedFor }) =>
    waitedFor.map(({ cause, seconds }) => `${vm}/${disk} ${cause} ${seconds}`),
  );
}

/** Times of the records of one kind, seconds. */
export function times(run: TestRun, kind: TestRun['trace'][number]['kind']): number[] {
  return run.trace.filter((record) => record.kind === kind).map(({ at }) => at / 1e6);
}
