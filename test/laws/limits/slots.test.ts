import { describe, expect, test } from 'vitest';
import { Holdings } from '../holdings.ts';
import { checkWithin, holdsFor, holdsInDomain, WORLDS } from '../law.ts';
import { type Night, nightOf, placeOf } from '../night.ts';
import { scarce } from '../scarce.ts';

/** Calls `each` after every record of the trace; returns what is held at the end. */
function steps(night: Night, each: (holdings: Holdings, at: number) => void): Holdings {
  const holdings = new Holdings(night);
  for (const record of night.trace) {
    holdings.step(record);
    each(holdings, record.at);
  }
  return holdings;
}

describe.each(WORLDS)('in $where', ({ holds }) => {
  test('slots of proxies, repositories and chains are never below 0 nor above their limit', () => {
    holds({ runs: 150 }, (data) => {
      const night = nightOf(data);
      const { proxies, repositories } = night.scenario;
      steps(night, (holdings, at) => {
        proxies.forEach(({ name, maxConcurrentTasks }, row) => {
          checkWithin(0, holdings.proxyTasks.of(row), maxConcurrentTasks, `${name} at ${at}`);
        });
        repositories.forEach(({ name, maxConcurrentTasks, extents }, row) => {
          if (extents.length > 0) return;
          checkWithin(0, holdings.repositorySlots.of(row), maxConcurrentTasks, `${name} at ${at}`);
        });
      });
    });
  });

  test('snapshots, attached disks, connections and memory keep their limits, and each limit is reached', () => {
    const met = new Set<string>();
    holds({ runs: 150, given: scarce }, (data) => {
      const night = nightOf(data);
      for (const { cause } of night.run.waits) met.add(cause);
      const { datastores, hosts, proxies, policy, enforceRam } = night.scenario;
      steps(night, (holdings, at) => {
        datastores.forEach(({ name, maxSnapshots }, row) => {
          checkWithin(0, holdings.snapshots.of(row), maxSnapshots, `snapshots on ${name} at ${at}`);
        });
        hosts.forEach(({ name, nbdMaxDisks }, row) => {
          checkWithin(0, holdings.nbdDisks.of(row), nbdMaxDisks, `connections of ${name} at ${at}`);
        });
        proxies.forEach(({ name, ram }, row) => {
          const disks = holdings.hotaddDisks.of(row);
          checkWithin(0, disks, policy.hotaddMaxDisks ?? 60, `disks attached to ${name} at ${at}`);
          const tasks = holdings.proxyTasks.of(row);
          if (enforceRam && tasks > 0) checkWithin(0, 2e9 + tasks * 1e9, ram, `memory of ${name} at ${at}`);
        });
      });
    });
    const all = ['datastore-snapshots', 'hotadd-disks', 'nbd-connections', 'ram'];
    expect([...met]).toEqual(expect.arrayContaining(all));
  });

  test('nothing is held at the end, whatever went wrong', () => {
    holds({ runs: 200, given: (data) => ({ ...data, clock: {} }) }, (data) => {
      const night = nightOf(data);
      const holdings = steps(night, () => {});
      expect(night.end.reason).toBe('idle');
      expect(holdings.running.size).toBe(0);
      expect(holdings.waiting.size).toBe(0);
      const held = (counts: readonly number[]) => counts.filter((count) => count !== 0);
      expect(held(holdings.proxyTasks.all), 'proxy slots').toEqual([]);
      expect(held(holdings.hotaddDisks.all), 'attached disks').toEqual([]);
      expect(held(holdings.nbdDisks.all), 'connections').toEqual([]);
      // A session that waits for something that is down for good keeps the snapshots and chains that it has begun.
      const isStuck = night.run.sessions.some(({ endSeconds }) => endSeconds === null);
      if (isStuck) return;
      expect(held(holdings.repositorySlots.all), 'repository slots').toEqual([]);
      expect(held(holdings.snapshots.all), 'snapshots').toEqual([]);
    });
  });
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

test('a task starts only at proxies that are deployed and up, and where repository, datastore and host are up', () => {
  let starts = 0;
  holdsInDomain({ runs: 200 }, (data) => {
    const night = nightOf(data);
    const { datastores } = night.scenario;
    const holdings = new Holdings(night);
    for (const record of night.trace) {
      holdings.step(record);
      if (record.kind !== 'task-started') continue;
      if (holdings.down.size > 0) starts++;
      const ends = [record.proxy, record.second?.proxy ?? -1].filter((proxy) => proxy >= 0);
      for (const proxy of ends) expect(holdings.isOnline(proxy), `proxy ${proxy} at ${record.at}`).toBe(true);
      expect(holdings.isDown('repositories', record.repository), `at ${record.at}`).toBe(false);
      const story = night.stories[record.task]!;
      const { disk, job } = story;
      if (job.type === 'restore' || job.type === 'backup-copy') continue;
      const source = datastores.findIndex(({ name }) => name === disk.datastore);
      const host = holdings.hostOf(story);
      expect(holdings.isDown('datastores', source), `at ${record.at}`).toBe(false);
      expect(holdings.isDown('hosts', host), `at ${record.at}`).toBe(false);
    }
  });
  expect(starts, 'starts while something is down').toBeGreaterThan(100);
});
