import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SECOND_US } from '../../src/units/civil-time.ts';
import { proxyUse } from '../helpers/in-one-go.ts';
import { night, vm } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';
import { explained } from './listened.ts';

const S = SECOND_US;

/** How the slots of a proxy were used, slot-seconds. `kept`: cause, thing, slot-seconds, most tasks at once. */
function useOf(text: string, proxy = 0) {
  const use = proxyUse(explained(text), proxy)!;
  const { usedUs, unwantedUs, downUs, kept } = use;
  return {
    used: usedUs / S,
    unwanted: unwantedUs / S,
    down: downUs / S,
    kept: kept.map(({ cause, what, us, mostTasks }) => `${cause} ${what} ${us / S} ${mostTasks}`),
    relief: use.relief?.set ?? null,
  };
}

/** Two equal proxies; a disk takes 100 s per 10 GB. */
const TWO = '[{ name: px1, maxConcurrentTasks: 2 }, { name: px2, maxConcurrentTasks: 2 }]';

describe('why slots of a proxy were free', () => {
  test('a full repository keeps them free while tasks wait for it', () => {
    // Two slots on the repository: a and b 0 to 100, c and d 100 to 200. px1 and px2 have one task each; the other slot of
    // each is free: two waiting tasks want it for the first 100 s, and none for the last 100 s.
    const text = night({
      proxies: TWO,
      repositories: '[{ name: repo, maxConcurrentTasks: 2 }]',
      vms: `[${['a', 'b', 'c', 'd'].map((name) => vm(name, [10])).join(', ')}]`,
    });
    const expected = {
      used: 200,
      unwanted: 100,
      down: 0,
      kept: ['repository-slot repositories.repo 100 2'],
      relief: 'repositories.repo.maxConcurrentTasks=3',
    };
    expect(useOf(text, 0)).toEqual(expected);
    expect(useOf(text, 1)).toEqual(expected);
  });

  test('a proxy whose list has lost its only way serves over the network, as the scheduler has it', () => {
    // The loss at 10 s is known from 60 s on. One repository slot: a 100 to 200, while b waits; b 200 to 300.
    const text = night({
      proxies: '[{ name: px1, maxConcurrentTasks: 2, modes: [san], storage: { protocols: [fc] } }]',
      repositories: '[{ name: repo, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { start: 100s } }]',
      rescan: '1 min',
      faults: '[{ kind: connectivity-lost, target: px1, at: 10s }]',
    });
    expect(useOf(text)).toMatchObject({
      used: 200,
      unwanted: 100,
      kept: ['repository-slot repositories.repo 100 1'],
    });
  });

  test('free slots beyond the number of waiting tasks are unwanted', () => {
    // One repository slot: a 0 to 100 while b waits, then b. Of four slots one is used, one wanted for 100 s.
    const text = night({
      proxies: '[{ name: px1, maxConcurrentTasks: 4 }]',
      repositories: '[{ name: repo, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
    });
    expect(useOf(text)).toMatchObject({
      used: 200,
      unwanted: 500,
      kept: ['repository-slot repositories.repo 100 1'],
    });
  });

  test('a policy that makes tasks wait for a better place keeps them free, too', () => {
    // san1 reads both disks, one after the other, 100 s each; px1 could take the second one in network mode and has room.
    const text = night({
      datastores: '[{ name: ds1, type: vmfs, protocol: fc, maxSnapshots: unlimited }]',
      proxies: `[{ name: san1, kind: physical, maxConcurrentTasks: 1, storage: { protocols: [fc], bandwidth: 16 Gbit/s } },
        { name: px1, kind: physical, maxConcurrentTasks: 1 }]`,
      transport: '{ nbd: { perTask: 100 MB/s }, san: { perTask: 100 MB/s } }',
      policy: '{ preset: rts, whenBestBusy: { san: wait } }',
      vms: `[${vm('a', [10])}, ${vm('b', [10])}]`,
    });
    expect(useOf(text, 1)).toEqual({
      used: 0,
      unwanted: 100,
      down: 0,
      kept: ['better-place san1 by san 100 1'],
      relief: null,
    });
  });

  test('slots of a proxy that is down count as down, not as kept free', () => {
    // px2 is down from 0 to 150 s. a, b on px1 until 100, c, d until 200: 300 slot-seconds down, 100 unwanted.
    const text = night({
      proxies: TWO,
      faults: '[{ kind: proxy-down, target: px2, at: 0s, for: 150s }]',
      vms: `[${['a', 'b', 'c', 'd'].map((name) => vm(name, [10])).join(', ')}]`,
    });
    expect(useOf(text, 1)).toEqual({ used: 0, unwanted: 100, down: 300, kept: [], relief: null });
  });

  test('there is no answer for a run in which no task started', () => {
    const text = night({ clock: '{ horizon: 1h }', faults: '[{ kind: proxy-down, target: px1, at: 0s }]' });
    expect(proxyUse(explained(text), 0)).toBeUndefined();
  });

  test('all parts add up to slots times the window, and the used part is the utilisation of the summary', () => {
    const limits = fc.record({
      slots: fc.integer({ min: 1, max: 4 }),
      others: fc.integer({ min: 1, max: 4 }),
      repository: fc.integer({ min: 1, max: 6 }),
      snapshots: fc.integer({ min: 1, max: 4 }),
      wait: fc.constantFrom('wait', 'degrade'),
      downAt: fc.integer({ min: 0, max: 400 }),
      disks: fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 3 }), {
        minLength: 1,
        maxLength: 8,
      }),
    });
    const seen = new Set<string>();
    fc.assert(
      fc.property(limits, ({ slots, others, repository, snapshots, wait, downAt, disks }) => {
        const text = night({
          datastores: `[{ name: ds1, type: vmfs, protocol: fc, maxSnapshots: ${snapshots} }]`,
          proxies: `[{ name: san1, kind: physical, maxConcurrentTasks: ${slots}, storage: { protocols: [fc], bandwidth: 16 Gbit/s } },
            { name: px1, kind: physical, maxConcurrentTasks: ${others} }]`,
          policy: `{ preset: rts, whenBestBusy: { san: ${wait} } }`,
          repositories: `[{ name: repo, maxConcurrentTasks: ${repository} }]`,
          vms: `[${disks.map((sizes, i) => vm(`vm${i}`, sizes)).join(', ')}]`,
          faults: `[{ kind: proxy-down, target: san1, at: ${downAt}s, for: 60s }]`,
        });
        const { proxies, window } = runText(text).summary;
        const explanation = explained(text);
        for (const [row, name] of ['san1', 'px1'].entries()) {
          const use = proxyUse(explanation, row)!;
          const whole = use.slots * window!.seconds * S;
          const kept = use.kept.reduce((sum, { us }) => sum + us, 0);
          expect(use.usedUs + use.downUs + use.unwantedUs + kept).toBeCloseTo(whole, 0);
          if (whole > 0) expect(use.usedUs / whole).toBeCloseTo(proxies[name]!.slotUtilisation, 9);
          expect(use.tasks).toBe(proxies[name]!.tasks);
          for (const { cause } of use.kept) seen.add(cause);
          if (use.downUs > 0) seen.add('down');
        }
      }),
      { seed: 20_261_129, numRuns: 60 },
    );
    expect([...seen].sort()).toEqual(['better-place', 'datastore-snapshots', 'down', 'repository-slot']);
  });
});
