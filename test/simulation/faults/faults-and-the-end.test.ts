import { describe, expect, it } from 'vitest';
import { night, places, vm, waited } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

const DAY = 86_400;
const endOf = (text: string) => runText(text).trace.at(-1)!;

describe('a run ends when its work does', () => {
  // vm1 is read from 0 to 1000; what comes after that concerns no work.
  it('faults after that are not reported', () => {
    const run = runText(
      night({
        faults: '[{ kind: proxy-down, target: px1, at: 2000s, for: 10s }, { kind: tracking-reset, at: 10h }]',
      }),
    );
    expect(run.trace.at(-1)).toMatchObject({ kind: 'run-ended', at: 1000e6 });
    expect(run.trace.map(({ kind }) => kind)).not.toContain('went-down');
    expect(run.trace.map(({ kind }) => kind)).not.toContain('tracking-reset');
  });

  it('no proxy that would be added later is deployed', () => {
    const run = runText(
      night({
        clock: '{ sample: 15 min }',
        proxies: '[{ name: px1, maxConcurrentTasks: 4 }, { name: late, added: 2000s }]',
        datastores: '[{ name: ds1, read: 100 MB/s }]',
      }),
    );
    expect(run.trace.at(-1)).toMatchObject({ kind: 'run-ended', at: 1000e6 });
    expect(run.trace.map(({ kind }) => kind)).not.toContain('proxy-deployed');
    // Steps of 900 s: no last one that reaches beyond its own.
    const read = run.utilisation.filter(({ resource }) => resource === 'datastores.ds1.read');
    expect(read.map(({ seconds, value }) => [seconds, value])).toEqual([
      [900, 1],
      [1000, 1],
    ]);
  });

  it('latency is no longer sampled', () => {
    const run = runText(
      night({
        vms: `[${vm('a', [0.5])}]`,
        datastores: '[{ name: ds1, latency: { base: 1ms, perTask: 1ms } }]',
      }),
    );
    // 500 MB at 100 MB/s: done at 5, before the sample of 20. The pass at 0 looked once.
    expect(run.trace.at(-1)).toMatchObject({ at: 5e6 });
    expect(run.trace.flatMap(({ kind, at }) => (kind === 'latency-sampled' ? [at] : []))).toEqual([0]);
  });

  it('a random fault ends with the night, too', () => {
    const run = runText(night({ faults: '[{ kind: tracking-reset, mtbf: 10 min }]' }));
    expect(run.trace.at(-1)).toMatchObject({ at: 1000e6 });
  });
});

describe('a horizon does not cut a run in which nothing is left to happen', () => {
  const clock = '{ start: 2026-01-05T20:00, horizon: 1h }';

  // vm1 is read from 20:00 to 20:16:40.
  it.each([
    [
      'a change of what production uses',
      { datastores: '[{ name: ds1, read: 1 GB/s, productionLoad: { "20:10-22:00": 10% } }]' },
    ],
    ['a sample', { clock: '{ start: 2026-01-05T20:00, horizon: 1h, sample: 5h }' }],
    ['a fault', { faults: '[{ kind: proxy-down, target: px1, at: 5h }]' }],
    ['a new proxy', { proxies: '[{ name: px1, maxConcurrentTasks: 4 }, { name: late, added: 5h }]' }],
    ['a failure at random', { faults: '[{ kind: proxy-down, target: px1, mtbf: 9000d, mttr: 1h }]' }],
  ])('because %s would have come later', (_what, sections) => {
    expect(endOf(night({ clock, ...sections }))).toMatchObject({ reason: 'idle', at: 1000e6 });
  });

  it('it does cut one in which a session would still have started', () => {
    const jobs = '[{ name: night, vms: ["*"], repository: repo, schedule: { at: 2026-01-06T05:00 } }]';
    expect(endOf(night({ clock, jobs }))).toMatchObject({ reason: 'horizon', at: 3600e6 });
  });
});

describe('a run ends although its work never does', () => {
  const forGood = '{ kind: repository-down, target: repo, at: 500s }';

  // Cut off at 500, given up at 2300. By hand there are no retries: vm2, for which the one slot was taken, waits for ever.
  const stuck = {
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
    vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
  };

  // The failures hit proxies that the job does not use.
  const failing = (seed: number, jobs = '') => ({
    ...stuck,
    seed: `${seed}`,
    clock: '{ start: 2026-01-05T20:00 }',
    rescan: '7 min',
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2 }, { name: px3 }]',
    jobs: `[{ name: night, vms: ["*"], repository: repo, run: full, proxies: [px1] }${jobs}]`,
    faults: `[${forGood}, { kind: proxy-down, target: px2, mtbf: 1 min, mttr: 1s },
      { kind: proxy-down, target: px3, mtbf: 10 min, mttr: 10 min }]`,
  });

  it('when nothing more is to come: what waits is unfinished', () => {
    const run = runText(night({ ...stuck, faults: `[${forGood}]` }));
    expect(places(run)).toEqual(['a/0 px1 0-2300', 'b/0 unfinished']);
    expect(run.trace.at(-1)).toMatchObject({ reason: 'idle', at: 2300e6 });
  });

  it('whatever the horizon: vm2 is charged with waiting until the last thing that happened', () => {
    const random = '{ kind: proxy-down, target: px1, mtbf: 9000d, mttr: 1 min }';
    const run = runText(night({ ...stuck, clock: '{ horizon: 12h }', faults: `[${forGood}, ${random}]` }));
    expect(run.trace.at(-1)).toMatchObject({ reason: 'idle', at: 2300e6 });
    // For the slot, and from 500 on for the repository that is down.
    expect(waited(run)).toEqual(['b/0 proxy-slot 500', 'b/0 no-candidate 1800']);
  });

  it('with random failures, once they have changed nothing for a long time', () => {
    const random = '{ kind: proxy-down, target: px1, mtbf: 10 min, mttr: 1 min }';
    const end = endOf(night({ ...stuck, faults: `[${forGood}, ${random}]` }));
    expect(end).toMatchObject({ reason: 'idle' });
    // Ten repairs of a minute and a rescan of 4 h after the last task, and the last failure on top.
    expect(end.at / 1e6).toBeLessThan(DAY);
  });

  it('not before the end of a repair that was under way when something last moved, however long it takes', () => {
    // px1 is down from 2595 to 44536 s, 11.7 mean repairs; a is given up at 4395, and b waits for px1. Failures of px2 go on.
    const run = runText(
      night({
        seed: '21020',
        rescan: '1 min',
        proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2 }]',
        vms: `[${vm('a', [300])}, ${vm('b', [1])}]`,
        jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, proxies: [px1] }]',
        faults: `[{ kind: proxy-down, target: px1, mtbf: 1h, mttr: 1h },
          { kind: proxy-down, target: px2, mtbf: 10 min, mttr: 1 min }]`,
      }),
    );
    expect(run.tasks.map(({ vm: name, result }) => `${name} ${result}`)).toEqual(['a failed', 'b success']);
    expect(run.tasks[1]!.startSeconds).toBeCloseTo(44_535.7, 0);
  });

  it('at once for everything: nothing comes up any more when nothing goes down', () => {
    // A job of three days later keeps the failures going beyond the end.
    const later =
      ', { name: later, vms: [a], repository: repo, run: full, schedule: { at: 2026-01-08T20:00 } }';
    for (let seed = 1; seed <= 5; seed++) {
      const [once, longer] = ['', later].map((days) => runText(night(failing(seed, days))));
      const { at: end } = once!.trace.at(-1)!;
      const changes = ({ trace }: NonNullable<typeof once>) =>
        trace.filter(({ at, kind }) => at < end && (kind === 'went-down' || kind === 'came-up'));
      expect(changes(once!)).toEqual(changes(longer!));
    }
  });

  describe('when its last chance has come, however often utilisation is sampled', () => {
    const EVERY = ['1 min', '7 min', '13 h'];
    const ends = (sections: Record<string, string>) =>
      EVERY.map((every) => {
        const clock = `{ start: 2026-01-05T20:00, sample: ${every} }`;
        return endOf(night({ ...sections, clock })).at / 1e6;
      });

    it('a rescan that finds nothing new', () => {
      const datastores = '[{ name: ds1, latency: { base: 25ms } }]';
      const faults = '[{ kind: connectivity-lost, target: px1, at: 10s, for: 40s }]';
      expect(ends({ datastores, faults })).toEqual([14_400, 14_400, 14_400]);
    });

    it('a pass of a scheduler that polls', () => {
      const jobs = '[{ name: night, vms: ["*"], repository: repo, schedule: { at: 2026-01-05T20:00:10 } }]';
      const faults = '[{ kind: repository-down, target: repo, at: 1s }]';
      expect(ends({ jobs, faults, policy: '{ schedulerTick: 10 min }' })).toEqual([600, 600, 600]);
    });

    it('the next pass of such a scheduler after the last thing that happened, whatever that was', () => {
      // a is read from 0 to 1000 and its session over at 1007, which frees nothing; b waits for a repository that never comes back.
      const sections = {
        overheads: '{ base: none, jobFinalise: 7s }',
        repositories: '[{ name: repo }, { name: gone }]',
        vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
        jobs: `[{ name: one, vms: [a], repository: repo, run: full }, { name: two, vms: [b], repository: gone, run: full }]`,
        faults: '[{ kind: repository-down, target: gone, at: 0s }]',
        policy: '{ schedulerTick: 10s }',
      };
      expect(ends(sections)).toEqual([1010, 1010, 1010]);
      expect(waited(runText(night(sections)))).toEqual(['b/0 no-candidate 1010']);
    });

    it('the first random failure after which nothing can help, with a repair still to come', () => {
      const px2 = '{ kind: proxy-down, target: px2, mtbf: 3h, mttr: 1s }';
      const px3 = '{ kind: proxy-down, target: px3, mtbf: 1s, mttr: 3h }';
      const faults = `[${forGood}, ${px2}, ${px3}]`;
      for (let seed = 1; seed <= 5; seed++) {
        const each = ends({ ...failing(seed), faults });
        expect(each).toEqual(EVERY.map(() => each[0]));
      }
    });
  });

  it('where production alone is above the threshold for ever, sampling still comes to an end', () => {
    const datastores = '[{ name: ds1, latency: { base: 25ms } }]';
    const run = runText(night({ datastores }));
    expect(places(run)).toEqual(['vm1/0 unfinished']);
    expect(run.trace.filter(({ kind }) => kind === 'latency-sampled')).toHaveLength(1);
    expect(run.trace.at(-1)).toMatchObject({ reason: 'idle', at: 0 });
  });

  it('where production is above it until 21:00, the tasks start at 21:00', () => {
    const datastores = '[{ name: ds1, latency: { base: 5ms, production: { "20:00-21:00": 20ms } } }]';
    const run = runText(night({ clock: '{ start: 2026-01-05T20:00 }', datastores }));
    // 21:00 is 3600 s after the start and an instant of the grid of 20 s.
    expect(places(run)).toEqual(['vm1/0 px1 3600-4600']);
  });

  it('an old sample does not count: production came back in between', () => {
    const datastores = '[{ name: ds1, latency: { base: 5ms, production: { "20:30-21:00": 20ms } } }]';
    const run = runText(
      night({
        clock: '{ start: 2026-01-05T20:00 }',
        datastores,
        vms: `[${vm('a', [10])}]`,
        jobs: '[{ name: night, vms: [a], repository: repo, method: active-full, schedule: { at: ["20:00", "20:40"] } }]',
      }),
    );
    // Night 1: 0 to 100. At 20:40 production stands at 25 ms, whatever was sampled last: the second run starts at 21:00.
    expect(places(run)).toEqual(['a/0 px1 0-100', 'a/0 px1 3600-3700']);
  });
});

describe('tracking that is reset at random', () => {
  it('is reported once each time', () => {
    const run = runText(night({ seed: '7', faults: '[{ kind: tracking-reset, mtbf: 2 min }]' }));
    const at = run.trace.flatMap((record) => (record.kind === 'tracking-reset' ? [record.at] : []));
    expect(at.length).toBeGreaterThan(1);
    const gaps = at.slice(1).map((time, n) => time - at[n]!);
    // A mean of 2 min: two within a millisecond would be one reported twice.
    expect(Math.min(...gaps)).toBeGreaterThan(1000);
  });
});

describe('work that the end of a run cuts off counts as far as it came', () => {
  // vm1 is 100 GB, read at 100 MB/s from 0 on and sent as half of that.
  it('in its task, its session, the totals and the rate', () => {
    const { tasks, sessions, summary, work } = runText(night(), { untilUs: 260e6 });
    const moved = { readBytes: 26e9, transferredBytes: 13e9 };
    expect(tasks).toMatchObject([
      { ...moved, result: 'unfinished', transferEndSeconds: null, endSeconds: null },
    ]);
    expect(sessions).toMatchObject([
      { ...moved, processingRate: 100e6, load: { source: 1 }, bottleneck: 'source' },
    ]);
    expect(summary.totals).toMatchObject({ ...moved, unfinished: 1, succeeded: 0 });
    expect(summary.vms.protected).toBe(0);
    expect(work.bytes.source).toBe(26e9);
  });

  it('and a disk that stands still has what it had read before', () => {
    const faults = '[{ kind: proxy-down, target: px1, at: 200s }]';
    const { tasks, sessions } = runText(night({ faults }), { untilUs: 260e6 });
    expect(tasks).toMatchObject([{ readBytes: 20e9, result: 'unfinished' }]);
    expect(sessions).toMatchObject([{ readBytes: 20e9, processingRate: 100e6, load: { source: 1 } }]);
  });

  it('but a disk that is only being opened has read nothing', () => {
    const { tasks } = runText(night({ overheads: '{ jobInit: 0s, snapshotCreate: 300s }' }), {
      untilUs: 260e6,
    });
    expect(tasks).toMatchObject([{ readBytes: 0, startSeconds: 0, bottleneck: null }]);
  });
});
