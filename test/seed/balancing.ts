import { expect } from 'vitest';
import { parseScenario } from '../../src/scenario/parse.ts';
import { night, places, type Sections, times, vm } from '../helpers/night.ts';
import { runText, type TestRun } from '../helpers/run-scenario-text.ts';
import type { Scenes } from './outline.ts';

const windowOf = ({ summary }: TestRun) => summary.window?.seconds;
const modes = ({ tasks }: TestRun) => tasks.map(({ vm, proxy, mode }) => `${vm} ${proxy} ${mode}`);
/** Tasks by proxy, in declaration order. */
const shares = ({ summary }: TestRun) =>
  Object.entries(summary.proxies).map(([p, { tasks }]) => `${p} ${tasks}`);
/** One VM with so many disks of 100 GB, 1000 s each. */
const disks = (count: number) => `[${vm('v', Array(count).fill(100))}]`;
const ONE_SLOT = '[{ name: p, maxConcurrentTasks: 1 }]';

/**
 * Two slots. `c` and `b` stand on ds1, where one snapshot may be open: `b` cannot start before `c` is done at 500 s, and
 * until then `a` has the other slot.
 */
const BLOCKED: Sections = {
  proxies: '[{ name: p, maxConcurrentTasks: 2 }]',
  datastores: '[{ name: ds1, maxSnapshots: 1 }, { name: ds2 }]',
};

export const BALANCING: Scenes = {
  // The job starts at 60 s: both disks are given out at that instant, one to each proxy.
  dispatching() {
    const run = runText(
      night({
        proxies: '[{ name: p1 }, { name: p2 }]',
        vms: disks(2),
        jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { start: 60s } }]',
      }),
    );
    expect(places(run)).toEqual(['v/0 p1 60-1060', 'v/1 p2 60-1060']);
  },

  // 3 disks, a threshold of 2: the third runs when a slot is free.
  'max-concurrent-tasks'() {
    const run = runText(night({ proxies: '[{ name: p, maxConcurrentTasks: 2 }]', vms: disks(3) }));
    expect(places(run)).toEqual(['v/0 p 0-1000', 'v/1 p 0-1000', 'v/2 p 1000-2000']);
    expect(run.summary.proxies['p']?.peakTasks).toBe(2);
  },

  // One VM of 3 disks: 3 slots of 4 are in use for the whole window, three quarters.
  'task-per-disk'() {
    const run = runText(night({ vms: disks(3) }));
    expect(run.summary.totals.tasks).toBe(3);
    expect(run.summary.proxies['px1']).toMatchObject({ peakTasks: 3, slotUtilisation: 0.75 });
  },

  spread() {
    const run = runText(night({ proxies: '[{ name: "p{1..3}", maxConcurrentTasks: 4 }]', vms: disks(6) }));
    expect(shares(run)).toEqual(['p1 2', 'p2 2', 'p3 2']);
  },

  // 4 disks on two proxies of 2 slots: 1000 s. Held to one of them by hand, the job takes two rounds.
  'spread-pays'() {
    const on = (proxies: string) =>
      runText(
        night({
          proxies: '[{ name: "p{1..2}", maxConcurrentTasks: 2 }]',
          vms: disks(4),
          jobs: `[{ name: night, vms: ["*"], repository: repo, run: full, proxies: ${proxies} }]`,
        }),
      );
    expect([windowOf(on('[p1, p2]')), windowOf(on('[p1]'))]).toEqual([1000, 2000]);
  },

  'default-two'() {
    const run = runText(night({ proxies: '[{ name: p, default: true, cores: 8 }]', vms: disks(3) }));
    expect(places(run)).toEqual(['v/0 p 0-1000', 'v/1 p 0-1000', 'v/2 p 1000-2000']);
  },

  // 6 cores: 6 disks at once, the seventh later.
  'one-per-core'() {
    const run = runText(night({ proxies: '[{ name: p, cores: 6 }]', vms: disks(7) }));
    expect([run.summary.proxies['p']?.slots, windowOf(run)]).toEqual([6, 2000]);
    expect(places(run).slice(5)).toEqual(['v/5 p 0-1000', 'v/6 p 1000-2000']);
  },

  // Each virtual proxy attaches what its own host mounts; a csv is for the host that owns it.
  'access-found'() {
    const run = runText(
      night({
        hosts: '[{ name: "esx{1..2}" }, { name: "hv{1..2}", platform: hyperv }]',
        datastores:
          '[{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx2] }, { name: csv, type: csv, owner: hv2 }]',
        proxies: '[{ name: p1, host: esx1 }, { name: p2, host: esx2 }]',
        vms: `[${vm('b', [100], 'ds2')}, ${vm('a', [100], 'ds1')}, ${vm('c', [100], 'csv')}]`,
      }),
    );
    expect(modes(run)).toEqual(['b p2 hotadd', 'a p1 hotadd', 'c hv2 on-host']);
  },

  // p1 loses the datastore at 60 s. At 120 s what is stored still says that it has the better connection: it is chosen,
  // and fails over to the network. After the look at 1 h the other proxy is.
  'access-stored'() {
    const run = runText(
      night({
        rescan: '1h',
        proxies: '[{ name: p1, storage: { protocols: [fc] } }, { name: p2, host: esx1 }]',
        vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
        faults: '[{ kind: connectivity-lost, target: p1, datastore: ds1, at: 60s }]',
        jobs: `[{ name: soon, vms: [a], repository: repo, run: full, schedule: { start: 120s } },
          { name: later, vms: [b], repository: repo, run: full, schedule: { start: 2h } }]`,
      }),
    );
    const chosen = run.trace.flatMap((r) => (r.kind === 'task-started' ? [r.mode] : []));
    expect([chosen, times(run, 'task-failed-over')]).toEqual([['san', 'hotadd'], [120]]);
    expect(modes(run)).toEqual(['a p1 nbd', 'b p2 hotadd']);
  },

  // One virtual proxy on esx1 with iSCSI: direct, by its host's mount of the second, else over the network.
  'access-used'() {
    const run = runText(
      night({
        hosts: '[{ name: "esx{1..2}" }]',
        datastores:
          '[{ name: ds1, protocol: iscsi }, { name: ds2, hosts: [esx1] }, { name: ds3, hosts: [esx2] }]',
        proxies: '[{ name: p, host: esx1, storage: { protocols: [iscsi] }, maxConcurrentTasks: 3 }]',
        vms: `[${vm('a', [100], 'ds1')}, ${vm('b', [100], 'ds2')}, ${vm('c', [100], 'ds3')}]`,
      }),
    );
    expect(modes(run)).toEqual(['a p san', 'b p hotadd', 'c p nbd']);
  },

  // Of three proxies one is switched off: 6 disks on the two that are there.
  'all-proxies'() {
    const run = runText(
      night({ proxies: '[{ name: p1 }, { name: p2, enabled: false }, { name: p3 }]', vms: disks(4) }),
    );
    expect([run.summary.policy, shares(run)]).toEqual(['rts', ['p1 2', 'p2 0', 'p3 2']]);
  },

  // Slots 4 and 2, shares of them in use at each choice: 0 0 | 1/4 0 | 1/4 1/2 | 1/2 1/2, where p2 runs fewer | 1/2 1 | 3/4 1.
  'lowest-load'() {
    const run = runText(
      night({
        proxies: '[{ name: p1, maxConcurrentTasks: 4 }, { name: p2, maxConcurrentTasks: 2 }]',
        vms: disks(6),
      }),
    );
    expect(run.tasks.map(({ proxy }) => proxy)).toEqual(['p1', 'p2', 'p1', 'p2', 'p1', 'p1']);
  },

  // The network proxy is declared first and the SAN proxy is loaded more, yet as long as it has a slot it is taken.
  'best-connection'() {
    const run = runText(
      night({
        proxies:
          '[{ name: lan, maxConcurrentTasks: 4 }, { name: san, storage: { protocols: [fc] }, maxConcurrentTasks: 2 }]',
        vms: disks(3),
      }),
    );
    expect(modes(run)).toEqual(['v san san', 'v san san', 'v lan nbd']);
    expect(run.tasks.map(({ decidedBy }) => decidedBy)).toEqual([
      'connection-class',
      'connection-class',
      'proxy-slot-at-the-best',
    ]);
  },

  // Two VMs of two jobs: all 4 disks are in the queue at 0, 3 of them wait 1000, 2000 and 3000 s.
  queue() {
    const run = runText(
      night({
        proxies: ONE_SLOT,
        vms: `[${vm('a', [100, 100])}, ${vm('b', [100, 100])}]`,
        jobs: '[{ name: one, vms: [a], repository: repo, run: full }, { name: two, vms: [b], repository: repo, run: full }]',
      }),
    );
    expect(times(run, 'task-ready')).toEqual([0, 0, 0, 0]);
    expect(run.tasks.map(({ queueWaitSeconds }) => queueWaitSeconds)).toEqual([0, 1000, 2000, 3000]);
  },

  // Disks of 100, 50 and 20 GB: the slot is free at 1000 and 1500 s.
  'next-on-free-slot'() {
    const run = runText(night({ proxies: ONE_SLOT, vms: `[${vm('v', [100, 50, 20])}]` }));
    expect(places(run)).toEqual(['v/0 p 0-1000', 'v/1 p 1000-1500', 'v/2 p 1500-1700']);
  },

  // At 500 s `b`, which stands before `a` in the job, could start; the second disk of `a` goes first. By list order not.
  'processed-vm-first'() {
    const run = (policy: string) =>
      runText(
        night({
          ...BLOCKED,
          policy,
          vms: `[${vm('c', [50])}, ${vm('b', [100])}, ${vm('a', [100, 100], 'ds2')}]`,
        }),
      );
    expect(places(run('rts'))).toEqual(['c/0 p 0-500', 'a/0 p 0-1000', 'a/1 p 500-1500', 'b/0 p 1000-2000']);
    expect(places(run('list')).slice(2)).toEqual(['b/0 p 500-1500', 'a/1 p 1000-2000']);
  },

  // At 500 s `b` of the job that has not run yet could start; another VM of a running job goes first. By list order not.
  'running-job-next'() {
    const run = (policy: string) =>
      runText(
        night({
          ...BLOCKED,
          policy,
          vms: `[${vm('c', [50])}, ${vm('b', [100])}, ${vm('a1', [100], 'ds2')}, ${vm('a2', [100], 'ds2')}]`,
          jobs: `[{ name: first, vms: [c], repository: repo, run: full },
            { name: idle, vms: [b], repository: repo, run: full },
            { name: busy, vms: ["a?"], repository: repo, run: full }]`,
        }),
      );
    expect(places(run('rts'))).toEqual([
      'c/0 p 0-500',
      'a1/0 p 0-1000',
      'a2/0 p 500-1500',
      'b/0 p 1000-2000',
    ]);
    expect(places(run('list')).slice(2)).toEqual(['b/0 p 500-1500', 'a2/0 p 1000-2000']);
  },

  // As many slots as cores; one core is fewer than advised, and the scenario is told so.
  'task-per-core'() {
    const on = (cores: number) => {
      const parsed = parseScenario({
        source: { name: 'proxy.yaml', text: night({ proxies: `[{ name: p, cores: ${cores} }]` }) },
        files: { text: () => undefined, table: () => undefined },
      });
      const slots = parsed.ok ? parsed.value.proxies[0]?.maxConcurrentTasks : undefined;
      return [slots, ...(parsed.ok ? parsed.warnings : parsed.diagnostics).map(({ code }) => code)];
    };
    expect([on(16), on(2), on(1)]).toEqual([[16], [2], [1, 'few-cores']]);
  },

  // One core of 100 MB/s; 100 s to open a disk, then 1000 s of work. One after the other 2 x 1100 s; with two slots both
  // open at once and share the core: 100 + 2000 s.
  oversubscribe() {
    const on = (slots: number) =>
      runText(
        night({
          overheads: '{ base: none, openNbd: 100s }',
          profile: '{ full: 100 MB/s, incremental: 100 MB/s }',
          proxies: `[{ name: p, cores: 1, maxConcurrentTasks: ${slots} }]`,
          vms: disks(2),
        }),
      );
    expect([windowOf(on(1)), windowOf(on(2))]).toEqual([2200, 2100]);
    expect(on(2).summary.diagnostics.map(({ code }) => code)).toContain('oversubscribed');
  },

  // One core of 100 MB/s, two disks of 150 GB: 3000 s at full use. With 3 GB, room for one task (2 + 1), two tasks get
  // 3/4 of it: 75 MB/s, 4000 s. And where more tasks than cores cost something, half of it: 6000 s.
  'watch-cpu-ram'() {
    const on = (ram: string, penalty: string) =>
      runText(
        night({
          oversubscriptionPenalty: penalty,
          profile: '{ full: 100 MB/s, incremental: 100 MB/s }',
          proxies: `[{ name: p, cores: 1, ram: ${ram}, maxConcurrentTasks: 2 }]`,
          vms: `[${vm('v', [150, 150])}]`,
        }),
      );
    expect([windowOf(on('4 GB', '0')), windowOf(on('3 GB', '0')), windowOf(on('4 GB', '1'))]).toEqual([
      3000, 4000, 6000,
    ]);
    expect(on('3 GB', '0').summary.diagnostics.map(({ code }) => code)).toContain('ram-short');
  },
};
