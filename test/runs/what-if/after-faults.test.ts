import { describe, expect, test } from 'vitest';
import { afterFaults } from '../../../src/runs/what-if/after-faults.ts';
import { whatIfDoubled } from '../../helpers/in-one-go.ts';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { withSettings } from '../../helpers/with-settings.ts';

/** Only jobs with a schedule are tried again. */
const JOBS = '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { at: 0s } }]';
// A disk takes 1000 s. A task that loses its proxy stands still for half an hour, then fails; its VM is tried again after 10 minutes.
const ONE_PROXY: Sections = { proxies: '[{ name: px1, maxConcurrentTasks: 1 }]', jobs: JOBS };
const TWO_PROXIES: Sections = { proxies: '[{ name: "px{1..2}", maxConcurrentTasks: 1 }]', jobs: JOBS };
const LOST = '[{ kind: proxy-down, target: px1, at: 100s }]';

const triedAfter = (text: string): string[] => {
  const scenario = scenarioOf(text);
  return afterFaults(scenario, run(scenario)).map(({ what }) => what);
};

/** The changes that are tried because of faults, as runs of their own have them. */
function tried(text: string) {
  const scenario = scenarioOf(text);
  const options = { file: { name: 'night.yaml', sha256: '' } };
  const { changes, undone } = whatIfDoubled(scenario, { result: run(scenario), options, budget: Infinity })!;
  const whats = triedAfter(text);
  return { undone, changes: changes.filter(({ what }) => whats.includes(what)) };
}

describe('after a night in which something failed', () => {
  test('a shorter pause before retries is tried where tasks waited for it', () => {
    // Fails at 1900 s; 600 s or 60 s later its VM is read by px2 in 1000 s.
    const text = night({ ...TWO_PROXIES, faults: LOST });
    const { changes } = tried(text);
    const pause = changes.find(({ what }) => what === 'jobs.*.retries.wait')!;
    expect(pause).toMatchObject({
      set: ['jobs.*.retries.wait=1min'],
      windowSeconds: 2960,
      savedSeconds: 540,
    });
    expect(run(withSettings(text, pause.set)).summary.window!.seconds).toBe(2960);
  });

  test('no pause is made longer, which one setting for all jobs could not say', () => {
    const jobs = (wait: string) => `[
      { name: long, vms: [a], repository: repo, run: full, schedule: { at: 0s } },
      { name: short, vms: [b], repository: repo, run: full, schedule: { at: 0s }, retries: { times: 1, wait: ${wait} } }]`;
    const two = { vms: `[${vm('a', [100])}, ${vm('b', [100])}]`, faults: LOST, ...TWO_PROXIES };
    const settings = (wait: string) =>
      tried(night({ ...two, jobs: jobs(wait) })).changes.find(({ what }) => what.startsWith('jobs'))!.set;
    expect(settings('5s')).toEqual([]);
    expect(settings('5min')).toEqual(['jobs.*.retries.wait=1min']);
  });

  test('one more of the proxy that failed is tried, which stays up', () => {
    // Alone, px1 leaves its VM without a backup. The copy takes it at 1900 s + 600 s.
    const text = night({ ...ONE_PROXY, faults: LOST });
    const { undone, changes } = tried(text);
    const copy = changes.find(({ what }) => what === 'proxies.px1.count')!;
    expect(undone).toBe(1);
    expect(copy).toMatchObject({
      set: ['proxies.px1.count=2'],
      unprotected: 0,
      undone: 0,
      windowSeconds: 3500,
    });
    expect(run(withSettings(text, copy.set)).summary).toMatchObject({
      window: { seconds: 3500 },
      vms: { unprotected: [] },
    });
  });

  test('jobs and repositories that name the proxy may use its copy', () => {
    const text = night({
      ...ONE_PROXY,
      repositories: '[{ name: repo, maxConcurrentTasks: unlimited, affinity: [px1] }]',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, proxies: [px1], schedule: { at: 0s } }]',
      faults: LOST,
    });
    const copy = tried(text).changes.find(({ what }) => what === 'proxies.px1.count')!;
    expect(copy.windowSeconds).toBe(3500);
    expect(run(withSettings(text, copy.set)).summary.window!.seconds).toBe(3500);
  });

  test('of several proxies that failed, the one is tried whose failure cost most', () => {
    const text = night({
      ...TWO_PROXIES,
      vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
      faults: `[{ kind: proxy-down, target: px1, at: 100s, for: 60s }, { kind: proxy-down, target: px2, at: 100s, for: 90s }]`,
    });
    expect(triedAfter(text)).toEqual(['proxies.px2.count']);
  });

  test('failover to the network is tried on proxies that lost their storage and may not do it', () => {
    const text = night({
      datastores: '[{ name: ds1, protocol: fc, maxSnapshots: unlimited }]',
      proxies: `[
        { name: px1, kind: physical, storage: { protocols: [fc] }, failoverToNetwork: false },
        { name: px2, kind: physical, storage: { protocols: [fc] }, failoverToNetwork: false }]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, proxies: [px1], schedule: { at: 1h }, retries: 0 }]',
      faults: '[{ kind: connectivity-lost, target: px1, datastore: ds1, at: 10min }]',
    });
    const { undone, changes } = tried(text);
    expect(undone).toBe(1);
    const over = changes.find(({ what }) => what === 'proxies.px1.failoverToNetwork')!;
    expect(over).toMatchObject({ set: ['proxies.px1.failoverToNetwork=true'], undone: 0, unprotected: 0 });
    expect(run(withSettings(text, over.set)).summary.totals.succeeded).toBe(1);
  });

  test.each<[string, Sections]>([
    ['nothing failed', {}],
    ['a proxy without a task failed', { faults: '[{ kind: proxy-down, target: px2, at: 100s }]' }],
    [
      'a proxy that others could stand in for failed between tasks',
      { faults: '[{ kind: proxy-down, target: px1, at: 2h }]' },
    ],
    ['change tracking was reset', { faults: '[{ kind: tracking-reset, target: vm1, at: 100s }]' }],
  ])('nothing is tried where %s', (_, sections) => {
    expect(triedAfter(night({ ...TWO_PROXIES, ...sections }))).toEqual([]);
  });

  test('no copy is tried of a proxy that went down with its host: the copy would go down with it', () => {
    const text = night({
      proxies: '[{ name: px1, kind: virtual, host: esx1, maxConcurrentTasks: 1 }]',
      faults: '[{ kind: host-down, target: esx1, at: 100s, for: 60s }]',
    });
    expect(triedAfter(text)).toEqual([]);
  });
});
