import { describe, expect, test } from 'vitest';
import type { ScenarioData } from '../../helpers/random-scenario.ts';
import { Holdings } from '../holdings.ts';
import { checkWithin } from '../law.ts';
import { type Night, runNight } from '../night.ts';

const full = (repository: string) => ({ repository, run: 'full', schedule: { at: '20:00' } });

/** Four VMs on two datastores, three proxies by three modes, two repositories; every limit is met at some time. */
const NIGHT: ScenarioData = {
  version: 1,
  name: 'chaos',
  seed: 1,
  clock: { start: '2026-01-05T20:00' },
  profile: { full: '90 MB/s', incremental: '40 MB/s' },
  sites: ['hq'],
  links: [],
  fabrics: [],
  hosts: [{ name: 'esx1', nbdMaxDisks: 2 }, { name: 'esx2' }],
  datastores: [
    { name: 'ds1', protocol: 'fc', read: '300 MB/s', maxSnapshots: 3 },
    { name: 'ds2', protocol: 'fc', read: '200 MB/s' },
  ],
  proxies: [
    { name: 'san', maxConcurrentTasks: 2, storage: { protocols: ['fc'] } },
    { name: 'hot', host: 'esx1', maxConcurrentTasks: 2, cores: 2 },
    { name: 'net', maxConcurrentTasks: 1, cores: 2 },
  ],
  repositories: [
    { name: 'repo1', write: '250 MB/s', maxConcurrentTasks: 3 },
    { name: 'repo2', maxConcurrentTasks: 2 },
  ],
  throttles: [],
  vms: Array.from({ length: 4 }, (_, n) => ({
    name: `vm${n}`,
    host: n % 2 === 0 ? 'esx1' : 'esx2',
    disks: [
      { size: `${10 + 3 * n} GB`, datastore: n % 3 === 0 ? 'ds2' : 'ds1' },
      ...(n % 2 === 0 ? [{ size: '7 GB', datastore: 'ds2' }] : []),
    ],
  })),
  jobs: [
    { name: 'first', vms: ['vm0', 'vm1'], ...full('repo1') },
    { name: 'second', vms: ['vm2', 'vm3'], ...full('repo2') },
  ],
  policy: {},
};

const undisturbed = runNight(NIGHT);
const instants = [...new Set(undisturbed.trace.filter(({ kind }) => kind !== 'sample').map(({ at }) => at))];

const struck = (kind: string, target: string, at: number, rest: object) =>
  runNight({ ...NIGHT, faults: [{ kind, target, at: `${at / 1e6}s`, ...rest }] }, { certify: false });

/** What holds in any night, whatever has struck it. */
function expectOrder(night: Night): void {
  const { proxies, repositories } = night.scenario;
  const holdings = new Holdings(night);
  for (const record of night.trace) {
    holdings.step(record);
    proxies.forEach(({ name, maxConcurrentTasks }, row) => {
      checkWithin(0, holdings.proxyTasks.of(row), maxConcurrentTasks, `${name} at ${record.at}`);
    });
    repositories.forEach(({ name, maxConcurrentTasks }, row) => {
      checkWithin(0, holdings.repositorySlots.of(row), maxConcurrentTasks, `${name} at ${record.at}`);
    });
  }
  expect(night.end.reason).toBe('idle');
  expect([holdings.running.size, holdings.waiting.size]).toEqual([0, 0]);
  expect([...holdings.proxyTasks.all, ...holdings.hotaddDisks.all].filter((held) => held !== 0)).toEqual([]);
  for (const { ready, terminal } of night.stories) expect(terminal, `task ${ready.task}`).toHaveLength(1);
}

describe.each([
  ['proxy-down', 'san'],
  ['proxy-down', 'hot'],
  ['proxy-down', 'net'],
  ['repository-down', 'repo1'],
  ['repository-down', 'repo2'],
])('%s of %s at every instant at which anything happens', (kind, target) => {
  test('for ten minutes: nothing fails, all is read once, and no task is lost', () => {
    expect(instants.length).toBeGreaterThan(20);
    for (const at of instants) {
      const night = struck(kind, target, at, { for: '10min' });
      expectOrder(night);
      const { totals, vms } = night.run.summary;
      expect([at, totals.failed, vms.protected]).toEqual([at, 0, 4]);
      expect(totals.readBytes).toBe(undisturbed.run.summary.totals.readBytes);
    }
  });

  test('for good: every slot comes free again, and every task ends, in another place or in failure', () => {
    for (const at of instants) {
      const night = struck(kind, target, at, {});
      expectOrder(night);
      // Two proxies are left for everything; a repository is the only one of its job.
      if (kind === 'proxy-down') expect([at, night.run.summary.vms.protected]).toEqual([at, 4]);
    }
  });
});
