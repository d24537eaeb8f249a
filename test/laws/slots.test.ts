import { expect, test } from 'vitest';
import { Holdings, placeOf } from './holdings.ts';
import { checkWithin, holdsFor } from './law.ts';
import { nightOf } from './night.ts';
import { scarce } from './scarce.ts';

test('slots of proxies and repositories are never below 0 nor above their limit', () => {
  holdsFor({ runs: 150 }, (data) => {
    const night = nightOf(data);
    const { proxies, repositories } = night.scenario;
    const holdings = new Holdings(night);
    for (const record of night.trace) {
      holdings.step(record);
      for (const { name, maxConcurrentTasks } of proxies)
        checkWithin(0, holdings.proxyTasks.of(name), maxConcurrentTasks, `${name} at ${record.at}`);
      for (const { name, maxConcurrentTasks } of repositories)
        checkWithin(0, holdings.repositoryTasks.of(name), maxConcurrentTasks, `${name} at ${record.at}`);
    }
    if (night.end.reason === 'idle') {
      for (const { name } of proxies) expect(holdings.proxyTasks.of(name), `${name} at the end`).toBe(0);
    }
  });
});

test('hot-add ceilings, network-mode connections and enforced memory are never exceeded', () => {
  const met = new Set<string>();
  holdsFor({ runs: 150, given: scarce }, (data) => {
    const night = nightOf(data);
    for (const { cause } of night.run.waits) met.add(cause);
    const { proxies, hosts, policy, enforceRam } = night.scenario;
    const holdings = new Holdings(night);
    for (const record of night.trace) {
      holdings.step(record);
      for (const { name, ram } of proxies) {
        checkWithin(
          0,
          holdings.hotaddDisks.of(name),
          policy.hotaddMaxDisks ?? 60,
          `disks attached to ${name}`,
        );
        const tasks = holdings.proxyTasks.of(name);
        if (enforceRam && tasks > 0) checkWithin(0, 2e9 + tasks * 1e9, ram, `memory of ${name}`);
      }
      for (const { name, nbdMaxDisks } of hosts) {
        checkWithin(0, holdings.nbdDisks.of(name), nbdMaxDisks, `connections of ${name}`);
      }
    }
  });
  expect([...met]).toEqual(expect.arrayContaining(['hotadd-disks', 'nbd-connections', 'ram']));
});

test('slot-seconds are the sum of the times that tasks held slots', () => {
  holdsFor({ runs: 90 }, (data) => {
    const night = nightOf(data);
    const { summary } = night.run;
    const held = new Map<string, number>();
    for (const story of night.stories) {
      if (story.started === undefined) continue;
      const until = story.terminal[0]?.at ?? night.end.at;
      for (const name of [placeOf(night, story).proxy, story.job.repository!]) {
        held.set(name, (held.get(name) ?? 0) + until - story.started.at);
      }
    }
    const lengthUs = (summary.window?.seconds ?? 0) * 1e6;
    for (const [name, { slots, slotUtilisation }] of Object.entries(summary.proxies)) {
      expect(slotUtilisation * slots * lengthUs, name).toBeCloseTo(held.get(name) ?? 0, 0);
      expect(slotUtilisation).toBeLessThanOrEqual(1);
    }
    for (const { name, maxConcurrentTasks: slots } of night.scenario.repositories) {
      if (!Number.isFinite(slots)) continue;
      const { slotUtilisation } = summary.repositories[name]!;
      expect(slotUtilisation * slots * lengthUs, name).toBeCloseTo(held.get(name) ?? 0, 0);
    }
  });
});
