import { expect, test } from 'vitest';
import { checkWithin, holdsInDomain } from '../law.ts';
import { type Night, nightOf } from '../night.ts';
import { scarce } from '../scarce.ts';
import { DomainHoldings } from './domain-holdings.ts';

function steps(night: Night, each: (holdings: DomainHoldings, at: number) => void): DomainHoldings {
  const holdings = new DomainHoldings(night);
  for (const record of night.trace) {
    holdings.step(record);
    each(holdings, record.at);
  }
  return holdings;
}

test('slots of proxies, repositories and chains are never below 0 nor above their limit', () => {
  holdsInDomain({ runs: 150 }, (data) => {
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

test('snapshots, attached disks, connections and memory keep their limits', () => {
  const met = new Set<string>();
  holdsInDomain({ runs: 150, given: scarce }, (data) => {
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
  holdsInDomain({ runs: 200, given: (data) => ({ ...data, clock: {} }) }, (data) => {
    const night = nightOf(data);
    const holdings = steps(night, () => {});
    expect(night.end.reason).toBe('idle');
    expect(holdings.running.size).toBe(0);
    expect(holdings.waiting.size).toBe(0);
    const isZero = (what: string, counts: readonly number[]) =>
      expect(
        counts.filter((count) => count !== 0),
        what,
      ).toEqual([]);
    isZero('proxy slots', holdings.proxyTasks.all);
    isZero('attached disks', holdings.hotaddDisks.all);
    isZero('connections', holdings.nbdDisks.all);
    // A session that waits for something that is down for good keeps the snapshots and the chain of what it has begun.
    const isStuck = night.run.sessions.some(({ endSeconds }) => endSeconds === null);
    if (isStuck) return;
    isZero('repository slots', holdings.repositorySlots.all);
    isZero('snapshots', holdings.snapshots.all);
  });
});

test('a task starts only at proxies that are deployed and up, and not at a repository that is down', () => {
  holdsInDomain({ runs: 200 }, (data) => {
    const night = nightOf(data);
    const holdings = new DomainHoldings(night);
    for (const record of night.trace) {
      holdings.step(record);
      if (record.kind !== 'task-started') continue;
      const ends = [record.proxy, record.second?.proxy ?? -1].filter((proxy) => proxy >= 0);
      for (const proxy of ends) expect(holdings.isOnline(proxy), `proxy ${proxy} at ${record.at}`).toBe(true);
      expect(holdings.isDown('repositories', record.repository), `at ${record.at}`).toBe(false);
      const { disk, job } = night.stories[record.task]!;
      const { datastores, hosts } = night.scenario;
      const source = datastores.findIndex(({ name }) => name === disk.datastore);
      const host = hosts.findIndex(({ name }) => name === night.stories[record.task]!.vm.host);
      if (job.type === 'restore' || job.type === 'backup-copy') continue;
      expect(holdings.isDown('datastores', source), `at ${record.at}`).toBe(false);
      expect(holdings.isDown('hosts', host), `at ${record.at}`).toBe(false);
    }
  });
});
