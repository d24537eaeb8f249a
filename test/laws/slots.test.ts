import { expect, test } from 'vitest';
import { Holdings, placeOf } from './holdings.ts';
import { holdsFor } from './law.ts';
import { nightOf } from './night.ts';

test('slots of proxies and repositories are never below 0 nor above their limit', () => {
  holdsFor({ runs: 250 }, (data) => {
    const night = nightOf(data);
    const { proxies, repositories } = night.scenario;
    const holdings = new Holdings(night);
    for (const record of night.trace) {
      holdings.step(record);
      for (const { name, maxConcurrentTasks } of proxies) {
        expect(holdings.proxyTasks.of(name), `${name} at ${record.at}`).toBeGreaterThanOrEqual(0);
        expect(holdings.proxyTasks.of(name), `${name} at ${record.at}`).toBeLessThanOrEqual(
          maxConcurrentTasks,
        );
      }
      for (const { name, maxConcurrentTasks } of repositories) {
        expect(holdings.repositoryTasks.of(name), `${name} at ${record.at}`).toBeGreaterThanOrEqual(0);
        expect(holdings.repositoryTasks.of(name), name).toBeLessThanOrEqual(maxConcurrentTasks);
      }
    }
    if (night.end.reason === 'idle') {
      for (const { name } of proxies) expect(holdings.proxyTasks.of(name), `${name} at the end`).toBe(0);
    }
  });
});

test('hot-add ceilings, network-mode connections and enforced memory are never exceeded', () => {
  holdsFor({ runs: 250 }, (data) => {
    const night = nightOf(data);
    const { proxies, hosts, policy, enforceRam } = night.scenario;
    const holdings = new Holdings(night);
    for (const record of night.trace) {
      holdings.step(record);
      for (const { name, ram } of proxies) {
        expect(holdings.hotaddDisks.of(name), name).toBeLessThanOrEqual(policy.hotaddMaxDisks ?? 60);
        const tasks = holdings.proxyTasks.of(name);
        if (enforceRam && tasks > 0) expect(2e9 + tasks * 1e9, `memory of ${name}`).toBeLessThanOrEqual(ram);
      }
      for (const { name, nbdMaxDisks } of hosts) {
        expect(holdings.nbdDisks.of(name), name).toBeLessThanOrEqual(nbdMaxDisks);
      }
    }
  });
});

test('slot-seconds are the sum of the times that tasks held slots', () => {
  holdsFor({ runs: 150 }, (data) => {
    const night = nightOf(data);
    const { summary } = night.run;
    const held = new Map<string, number>();
    for (const story of night.stories) {
      if (story.started === undefined) continue;
      const until = story.terminal[0]?.at ?? night.end.at;
      for (const name of [placeOf(night, story).proxy, story.job.repository]) {
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
