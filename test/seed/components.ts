import { expect } from 'vitest';
import { night, places, type Sections, times, vm } from '../helpers/night.ts';
import { runText, type TestRun } from '../helpers/run-scenario-text.ts';
import type { Scenes } from './outline.ts';

/** After every start and end of a task: how many data streams there are. */
function streams({ trace }: TestRun): number[] {
  let running = 0;
  return trace.flatMap((record) => {
    if (record.kind !== 'task-started' && record.kind !== 'task-ended') return [];
    running += record.kind === 'task-started' ? 1 : -1;
    return [running];
  });
}

/** Of every task the rows of the proxy that reads, of the one that writes and of the repository; null, -1: none. */
const movers = ({ trace }: TestRun) =>
  trace.flatMap((r) => (r.kind === 'task-started' ? [[r.proxy, r.second?.proxy ?? null, r.repository]] : []));

const STEPS: readonly string[] = ['task-started', 'snapshot-created', 'transfer-started', 'transfer-ended'];
const TWO_PROXIES: Sections = { proxies: '[{ name: p1 }, { name: p2 }]', vms: `[${vm('v', [100, 100])}]` };

export const COMPONENTS: Scenes = {
  // Added at 100 s to a machine of 3 cores; installing takes a minute here, and then there are 3 slots for 4 disks.
  'installer-service'() {
    const run = runText(
      night({
        overheads: '{ base: none, deploy: 60s }',
        proxies: '[{ name: p, cores: 3, added: 100s }]',
        vms: `[${vm('v', [100, 100, 100, 100])}]`,
      }),
    );
    expect(times(run, 'proxy-deployed')).toEqual([160]);
    expect(run.tasks.map(({ startSeconds }) => startSeconds)).toEqual([160, 160, 160, 1160]);
  },

  // The service of p1 is gone from 100 to 250 s: its data movers stand still, the others do not notice.
  'transport-service'() {
    const run = runText(
      night({ ...TWO_PROXIES, faults: '[{ kind: proxy-down, target: p1, at: 100s, for: 150s }]' }),
    );
    expect([times(run, 'task-interrupted'), times(run, 'task-resumed')]).toEqual([[100], [250]]);
    expect(places(run)).toEqual(['v/0 p1 0-1150', 'v/1 p2 0-1000']);
  },

  // Guest and snapshot 15 + 5 s from the slots at 15 s on, 2 s to open, 1000 s of copying, compressed to half.
  'job-activities'() {
    const run = runText(night({ overheads: 'default' }));
    const steps = run.trace.flatMap(({ kind, at }) => (STEPS.includes(kind) ? [`${kind} ${at / 1e6}`] : []));
    expect(steps).toEqual([
      'task-started 15',
      'snapshot-created 35',
      'transfer-started 37',
      'transfer-ended 1037',
    ]);
    expect([run.tasks[0]?.readBytes, run.tasks[0]?.transferredBytes]).toEqual([100e9, 50e9]);
  },

  // Three disks of 1000, 500 and 200 s: a mover is started with each, and gone with its stream.
  'mover-per-stream'() {
    const run = runText(night({ vms: `[${vm('v', [100, 50, 20])}]` }));
    expect(streams(run)).toEqual([1, 2, 3, 2, 1, 0]);
    expect(run.summary.proxies['px1']?.peakTasks).toBe(3);
  },

  // Each disk has one proxy, which reads; repository 0 takes what comes.
  'backup-reads'() {
    expect(movers(runText(night(TWO_PROXIES)))).toEqual([
      [0, null, 0],
      [1, null, 0],
    ]);
  },

  // Proxy 0 reads, proxy 1 writes; the copy goes into no repository.
  'target-writes'() {
    const run = runText(
      night({
        ...TWO_PROXIES,
        datastores: '[{ name: ds1 }, { name: ds2 }]',
        jobs: `[{ name: night, type: replication, vms: ["*"], run: full, proxies: [p1],
          target: { datastore: ds2, proxies: [p2] } }]`,
      }),
    );
    expect(movers(run)).toEqual([
      [0, 1, -1],
      [0, 1, -1],
    ]);
  },

  // One data mover at a time on the repository: the second disk waits for it, though its proxy is free. A backup copy has
  // movers on both repositories, and no proxy.
  'repository-writes'() {
    const one = runText(night({ ...TWO_PROXIES, repositories: '[{ name: repo, maxConcurrentTasks: 1 }]' }));
    expect(places(one)).toEqual(['v/0 p1 0-1000', 'v/1 p1 1000-2000']);
    expect(one.summary.waits['repository-slot']).toBe(1000);
    const copy = runText(
      night({
        repositories:
          '[{ name: repo, maxConcurrentTasks: 2 }, { name: from, maxConcurrentTasks: 1, read: 50 MB/s }]',
        vms: `[${vm('v', [100, 100])}]`,
        jobs: '[{ name: copy, type: backup-copy, vms: ["*"], source: from, repository: repo, run: full }]',
      }),
    );
    // The source reads the 50 GB of each disk in 1000 s, one after the other.
    expect(movers(copy)).toEqual([
      [-1, null, 0],
      [-1, null, 0],
    ]);
    expect(copy.summary.window?.seconds).toBe(2000);
  },
};
