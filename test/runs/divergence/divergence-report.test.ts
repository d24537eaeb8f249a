import { describe, expect, test } from 'vitest';
import type { Policy } from '../../../src/policy/policy.ts';
import { divergenceOf } from '../../../src/runs/divergence/decision-runs.ts';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { acceptedLog, ownPolicy, recorded, shippedScenario } from '../../helpers/parting.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';

/** Where the run of one night parts from that of another, or from itself under another policy. */
function parting(was: Sections, is: Sections, breaks: (policy: Policy) => Policy = (policy) => policy) {
  const [before, now] = [scenarioOf(night(was)), scenarioOf(night(is))];
  const policy = breaks(ownPolicy(now));
  const after = recorded(now, { policy }).log;
  return divergenceOf(recorded(before).log, after, { scenario: now, options: { policy } });
}

const TWO_PROXIES = '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 1 }]';
const VMS = `[${vm('a', [10])}, ${vm('b', [10])}, ${vm('c', [10])}]`;
const NIGHT: Sections = { proxies: TWO_PROXIES, vms: VMS };

describe('the divergence of two runs', () => {
  test('does not exist for the same run, or for datastores and hosts declared in another order', () => {
    const hosts = (list: string) => ({
      ...NIGHT,
      hosts: list,
      vms: `[${vm('a', [10], 'ds1', 'host: esx1')}, ${vm('b', [10], 'ds1', 'host: esx2')}]`,
    });
    expect(parting(NIGHT, NIGHT)).toBeUndefined();
    const one = hosts('[{ name: esx1 }, { name: esx2 }]');
    expect(parting(one, hosts('[{ name: esx2 }, { name: esx1 }]'))).toBeUndefined();
  });

  test('is reported without grounds if it is not a decision of the scheduler', () => {
    // 10 GB at 100 MB/s take 100 s, at 50 MB/s 200 s.
    const slow = { ...NIGHT, transport: '{ nbd: { perTask: 50 MB/s } }' };
    expect(parting(NIGHT, slow)).toMatchObject({
      atSeconds: 100,
      changed: ['times'],
      was: expect.stringContaining('a/0 of night ends its transfer at '),
      is: expect.stringContaining('a/0 of night ends its transfer at '),
      why: [],
    });
  });

  test('names a proxy that is full, and one that is gone', () => {
    const smaller = { ...NIGHT, proxies: '[{ name: px1, maxConcurrentTasks: 1 }]' };
    const gone = parting(NIGHT, smaller)!;
    expect(gone.was).toContain('b/0 of night to px2 by nbd');
    expect(gone.why).toEqual([
      'px2 by nbd is no longer available to b/0 of night.',
      expect.stringMatching(/^b\/0 of night now starts at .* 20:01:40, on px1 by nbd\.$/),
    ]);
    const full = parting({ ...NIGHT, proxies: '[{ name: px1, maxConcurrentTasks: 2 }]' }, smaller)!;
    expect(full.why[0]).toBe('b/0 of night cannot go to px1 by nbd: proxy-slot.');
  });

  test('reports a task that no proxy takes any more', () => {
    const shunned = (policy: Policy): Policy => ({
      ...policy,
      filters: [{ name: 'ram', hasRoom: ({ task }) => task !== 2 }, ...policy.filters],
    });
    const { was, why } = parting(NIGHT, NIGHT, shunned)!;
    expect(was).toMatch(/^c\/0 of night to px1 by nbd at .* 20:01:40$/);
    expect(why).toEqual([
      'c/0 of night cannot go to px1 by nbd: ram.',
      'c/0 of night does not start any more.',
    ]);
  });

  test('reports what a task waited for that starts at another time at the same place', () => {
    const polls = (policy: Policy): Policy => ({ ...policy, tickUs: 30e6 });
    // The slot is free at 100 s, and the next look is at 120 s.
    const late = parting(
      { ...NIGHT, proxies: '[{ name: px1, maxConcurrentTasks: 1 }]' },
      { ...NIGHT, proxies: '[{ name: px1, maxConcurrentTasks: 1 }]' },
      polls,
    )!;
    expect(late.was).toMatch(/^b\/0 of night to px1 by nbd at .* 20:01:40$/);
    expect(late.is).toMatch(/^b\/0 of night to px1 by nbd at .* 20:02:00$/);
    expect(late.why.at(-1)).toBe('It waited for proxy-slot 1m 40s, scheduler-tick 20s.');
  });

  test('names the extent', () => {
    const extents = (first: string, second: string): Sections => ({
      ...NIGHT,
      repositories: `[{ name: e1, freeSpace: ${first} }, { name: e2, freeSpace: ${second} }, { name: repo, extents: [e1, e2] }]`,
    });
    const { was, is, why } = parting(extents('2 TB', '1 TB'), extents('1 TB', '2 TB'))!;
    expect(was).toContain('a/0 of night to px1 by nbd, into extent e1');
    expect(is).toContain('a/0 of night to px1 by nbd, into extent e2');
    expect(why).toContain('The extent is e2, not e1.');
  });

  test('names the proxy that writes', () => {
    const scenario = shippedScenario('study/replication');
    const own = ownPolicy(scenario);
    const [connection, load] = ['connection-class', 'load-ratio'].map(
      (name) => own.rank.find((key) => key.name === name)!,
    );
    const policy = {
      ...own,
      rank: own.rank.map((key) => (key === connection ? load! : key === load ? connection! : key)),
    };
    const { log } = recorded(scenario, { policy });
    const { changed, why } = divergenceOf(acceptedLog('study/replication'), log, {
      scenario,
      options: { policy },
    })!;
    expect(changed).toEqual(['placements']);
    expect(why).toContain('The proxy that writes is dr-san by nbd, not dr-hot by hotadd.');
  });
});
