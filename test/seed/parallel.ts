import { expect } from 'vitest';
import { night, places, vm, waited } from '../helpers/night.ts';
import { runText, scenarioOf, type TestRun } from '../helpers/run-scenario-text.ts';
import type { Scenes } from './outline.ts';

const windowOf = ({ summary }: TestRun) => summary.window?.seconds;
const vms = (names: readonly string[]) => `[${names.map((name) => vm(name, [100])).join(', ')}]`;
const jobOf = (name: string, members: string, more = '') =>
  `{ name: ${name}, vms: ${members}, repository: repo, run: full${more} }`;

/** 8 VMs of 100 GB in one job or two, into a repository that writes 1 GB/s, and 100 MB/s in one stream. */
const writing = (repository: string, jobs: readonly string[]) =>
  runText(
    night({
      proxies: '[{ name: p, maxConcurrentTasks: 8 }]',
      repositories: `[{ name: repo, write: 1 GB/s, perStream: 100 MB/s, maxConcurrentTasks: 8, ${repository} }]`,
      vms: vms(['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'b3', 'b4']),
      jobs: `[${jobs.join(', ')}]`,
    }),
  );
const written = (run: TestRun) => run.summary.repositories['repo']?.writeUtilisation;

/** Two jobs of one disk on one core of 100 MB/s: 100 s of init, 100 s to open, 1000 s of work each. */
const nightOf = (slots: number, second: string) =>
  runText(
    night({
      overheads: '{ base: none, jobInit: 100s, openNbd: 100s }',
      profile: '{ full: 100 MB/s, incremental: 100 MB/s }',
      proxies: `[{ name: p, cores: 1, maxConcurrentTasks: ${slots} }]`,
      vms: vms(['a', 'b']),
      jobs: `[${jobOf('one', '[a]')}, ${jobOf('two', '[b]', second)}]`,
    }),
  );

export const PARALLEL: Scenes = {
  // 8 disks of one job send 400 GB in one stream of 100 MB/s: 4000 s. Two jobs have two streams: 2000 s.
  'thread-per-job'() {
    expect(windowOf(writing('', [jobOf('all', '["*"]')]))).toBe(4000);
    expect(windowOf(writing('', [jobOf('a', '["a?"]'), jobOf('b', '["b?"]')]))).toBe(2000);
  },

  // 100 of the 1000 MB/s that the storage could write.
  'few-jobs'() {
    const run = writing('', [jobOf('all', '["*"]')]);
    expect(written(run)).toBeCloseTo(0.1, 9);
    expect(run.sessions[0]?.bottleneck).toBe('target');
  },

  // 8 streams: each disk flows at its 100 MB/s, 400 MB/s are written, in 1000 s.
  'per-vm-files'() {
    const run = writing('perVmFiles: true', [jobOf('all', '["*"]')]);
    expect(windowOf(run)).toBe(1000);
    expect(written(run)).toBeCloseTo(0.4, 9);
  },

  // 4 VMs at 100 MB/s each: together 400 MB/s, one by one 100 MB/s.
  'parallel-vms'() {
    const run = (parallel: string) =>
      runText(night({ parallelProcessing: parallel, vms: vms(['a', 'b', 'c', 'd']) }));
    expect([windowOf(run('true')), run('true').sessions[0]?.processingRate]).toEqual([1000, 400e6]);
    expect([windowOf(run('false')), run('false').sessions[0]?.processingRate]).toEqual([4000, 100e6]);
  },

  // 3 disks of 1000 s.
  'parallel-disks'() {
    const run = (parallel: string) =>
      runText(night({ parallelProcessing: parallel, vms: `[${vm('v', [100, 100, 100])}]` }));
    expect([windowOf(run('true')), windowOf(run('false'))]).toEqual([1000, 3000]);
  },

  // The snapshot stands until the last of 3 disks is done; before it 5 s are for its creation.
  'snapshot-lifetime'() {
    const life = (parallel: string) =>
      runText(
        night({
          overheads: '{ base: none, snapshotCreate: 5s }',
          parallelProcessing: parallel,
          vms: `[${vm('v', [100, 100, 100])}]`,
        }),
      ).sessions[0]?.longestSnapshotSeconds;
    expect([life('true'), life('false')]).toEqual([1000, 3000]);
  },

  // Two slots; e1 and e2 stand where one snapshot may be open. At 500 s e2 of the earlier session could start, its job
  // runs too; the second disk of `v`, which is being processed, goes first. First come, first served: e2.
  'running-first'() {
    const run = (policy: string) =>
      runText(
        night({
          policy,
          proxies: '[{ name: p, maxConcurrentTasks: 2 }]',
          datastores: '[{ name: ds1, maxSnapshots: 1 }, { name: ds2 }]',
          vms: `[${vm('e1', [50])}, ${vm('e2', [100])}, ${vm('v', [100, 100], 'ds2')}]`,
          jobs: `[${jobOf('early', '["e?"]')}, ${jobOf('late', '[v]', ', schedule: { start: 100s }')}]`,
        }),
      );
    expect(places(run('rts'))).toEqual([
      'e1/0 p 0-500',
      'v/0 p 100-1100',
      'v/1 p 500-1500',
      'e2/0 p 1100-2100',
    ]);
    expect(places(run('fifo')).slice(2)).toEqual(['e2/0 p 500-1500', 'v/1 p 1100-2100']);
  },

  // From the first task at 100 s. One job after the other: 1100 + 100 + 1100. Both at once on one slot: 1100 + 1100.
  // On two slots for one core both open at once and share it: 100 + 2000.
  'best-window'() {
    expect(windowOf(nightOf(1, ', schedule: { after: one }'))).toBe(2300);
    expect(windowOf(nightOf(1, ''))).toBe(2200);
    expect(windowOf(nightOf(2, ''))).toBe(2100);
  },

  'on-by-default'() {
    const text = night({ vms: `[${vm('v', [100, 100])}]` });
    expect(scenarioOf(text).parallelProcessing).toBe(true);
    expect(places(runText(text))).toEqual(['v/0 px1 0-1000', 'v/1 px1 0-1000']);
  },

  // Left off, VMs and disks wait for each other, and the report says why.
  'after-upgrade'() {
    const run = runText(
      night({ parallelProcessing: 'false', vms: `[${vm('a', [100, 100])}, ${vm('b', [100])}]` }),
    );
    expect(waited(run)).toEqual(['a/1 sequential 1000', 'b/0 sequential 2000']);
  },
};
