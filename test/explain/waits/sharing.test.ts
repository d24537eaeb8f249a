import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Explanation } from '../../../src/explain/explanation.ts';
import { Replica } from '../../../src/explain/state/replica.ts';
import { proxyUse, waitingCrowds, waitsByThing } from '../../helpers/in-one-go.ts';
import { textOf } from '../../helpers/random-scenario.ts';
import { holdsFor } from '../../laws/law.ts';
import { explained } from '../listened.ts';

/** The same run, explained by a policy whose filters are the user's own: then every task is asked about by itself. */
function oneByOne(explanation: Explanation): Explanation {
  const { policy } = explanation;
  return { ...explanation, policy: { ...policy, filters: policy.filters.map((filter) => ({ ...filter })) } };
}

function answersOf(explanation: Explanation) {
  return {
    things: waitsByThing(explanation, Number.POSITIVE_INFINITY),
    proxies: explanation.chronicle.model.proxies.map((_, row) => proxyUse(explanation, row)),
  };
}

function expectSame(text: string): void {
  const explanation = explained(text);
  const { things, proxies } = answersOf(explanation);
  const own = answersOf(oneByOne(explanation));
  expect(things).toEqual(own.things);
  for (const [row, use] of proxies.entries()) {
    const { kept, ...rest } = use ?? { kept: [] };
    const { kept: ownKept, ...ownRest } = own.proxies[row] ?? { kept: [] };
    expect(rest).toEqual(ownRest);
    // Times are sums of the same parts in another order.
    expect(kept.map(({ us: _, ...what }) => what)).toEqual(ownKept.map(({ us: _, ...what }) => what));
    for (const [i, { us }] of kept.entries()) expect(us).toBeCloseTo(ownKept[i]!.us, 0);
  }
}

/** Six hosts and six datastores, all alike for the proxies: tasks differ only in what filters see of them. */
const ALIKE = ({ tick = '', san = true, mode = 'auto', size = 30, faults = '[]' }) => `
version: 1
name: test
clock: { start: 2026-01-05T22:00 }
hosts: [{ name: "esx{1..6}", nbdMaxDisks: 1 }]
datastores: [{ name: "ds{1..6}", protocol: fc, maxSnapshots: 2 }]
proxies:
  - { name: px1, kind: virtual, host: esx1, cores: 4, modes: ${mode} }
  - { name: san1, kind: physical, enabled: ${san}, cores: 3, storage: { protocols: [fc], bandwidth: 16 Gbit/s } }
repositories: [{ name: "repo{1..2}", maxConcurrentTasks: 5, perVmFiles: true }]
vms: [${[1, 2, 3, 4, 5, 6]
  .map(
    (n) =>
      `{ name: "v${n}-{1..4}", host: esx${n}, disks: { count: 2, size: ${size} GB, datastores: [ds${n}] } }`,
  )
  .join(', ')}]
jobs:
  - { name: one, vms: ["v1-*", "v2-*", "v3-*"], repository: repo1, run: full }
  - { name: two, vms: ["v4-*", "v5-*", "v6-*"], repository: repo2, run: full, schedule: { start: 60s } }
policy: { preset: rts${tick} }
faults: ${faults}
`;

describe('answers that tasks share are those that each of them gets by itself', () => {
  test.each([
    ['slots and snapshots', {}],
    [
      'connections of hosts, and a scheduler that polls',
      { tick: ', schedulerTick: 45s', san: false, mode: '[nbd]' },
    ],
    ['a host is down', { faults: '[{ kind: host-down, target: esx2, at: 100s, for: 300s }]' }],
    [
      'a host, a datastore and a repository are down at different times',
      {
        faults: `[
          { kind: host-down, target: esx5, at: 100s, for: 300s },
          { kind: datastore-down, target: ds2, at: 150s, for: 100s },
          { kind: repository-down, target: repo1, at: 200s, for: 300s },
        ]`,
      },
    ],
    ['a datastore is down', { faults: '[{ kind: datastore-down, target: ds2, at: 100s, for: 300s }]' }],
    [
      'a rescan finds a lost connection while tasks wait',
      {
        size: 1200,
        faults: '[{ kind: connectivity-lost, target: san1, datastores: [ds2], at: 1h, for: 9h }]',
      },
    ],
  ])('%s', (_, settings) => expectSame(ALIKE(settings)));

  test.each([
    'latency-control',
    'replication',
    'same-host-hotadd',
    'failover-and-rescan',
    'proxy-and-host-faults',
    'network-and-storage-faults',
    'scale-out',
    'network-mode',
  ])('study/%s', (name) => {
    const folder = join(import.meta.dirname, '..', '..', '..', 'scenarios', 'study');
    expectSame(readFileSync(join(folder, `${name}.yaml`), 'utf8'));
  });

  test('on random nights', () => {
    holdsFor({ runs: 25 }, (data) => expectSame(textOf(data)));
  });
});

/** Twelve VMs on some hosts, with few slots at two sites. The link is down for most of the night, and so is a host for a while. */
const CUT_OFF = (hosts: number) => `
version: 1
name: test
clock: { start: 2026-01-05T22:00 }
sites: [hq, dr]
links: [{ between: [hq, dr], bandwidth: 10 Gbit/s }]
hosts: [{ name: "esx{1..${hosts}}", site: hq }, { name: other, site: hq }]
datastores: [{ name: ds1, site: hq, protocol: fc, maxSnapshots: unlimited }]
proxies: [{ name: px1, site: hq, cores: 1 }, { name: px2, site: dr, cores: 1 }]
repositories: [{ name: repo1, site: hq }, { name: repo2, site: dr }]
vms: [${Array.from({ length: 12 }, (_, n) => `{ name: vm${n + 1}, host: esx${(n % hosts) + 1}, disks: { size: 30 GB, datastores: [ds1] } }`).join(', ')}]
jobs:
  - { name: near, vms: ["vm{1..6}"], repository: repo1, run: full }
  - { name: far, vms: ["vm{7..12}"], repository: repo2, run: full }
faults:
  - { kind: link-down, target: hq-dr, at: 100s, for: 20min }
  - { kind: host-down, target: other, at: 50s, for: 1h }
`;

describe('what is shared while something is down', () => {
  test.each([1, 12])('is the same as each gets by itself, on %d hosts', (hosts) =>
    expectSame(CUT_OFF(hosts)),
  );

  test('the number of hosts makes no more decisions necessary', () => {
    const [one, many] = [1, 12].map((hosts) => {
      let found = 0;
      const explanation = explained(CUT_OFF(hosts));
      const { tasks } = explanation.chronicle;
      waitingCrowds(explanation, tasks, (_crowd, _stretch, { answers }) => {
        found = answers.found;
      });
      return found;
    });
    expect(one).toBeGreaterThan(0);
    expect(many).toBe(one);
  });
});

/** Full backups of 72 VMs on twelve hosts; each VM has disks on two of four datastores that allow two snapshots each. */
const ON_PAIRS = `
version: 1
name: test
clock: { start: 2026-01-05T22:00 }
hosts: [{ name: "esx{1..12}" }]
datastores: [{ name: "ds{1..4}", protocol: fc, maxSnapshots: 2 }]
proxies: [{ name: san1, kind: physical, cores: 20, storage: { protocols: [fc], bandwidth: 16 Gbit/s } }]
repositories: [{ name: repo, maxConcurrentTasks: unlimited, perVmFiles: true }]
vms: [${Array.from({ length: 72 }, (_, n) => {
  const first = n % 4;
  const second = (first + 1 + (n % 3)) % 4;
  const disks = [first, second].map((row) => `{ size: 10 GB, datastore: ds${row + 1} }`);
  return `{ name: vm${n + 1}, host: esx${(n % 12) + 1}, disks: [${disks.join(', ')}] }`;
}).join(', ')}]
jobs: [{ name: night, vms: ["*"], repository: repo, run: full }]
`;

test('tasks that wait for snapshots are looked at once per datastore, whatever their hosts and other datastores', () => {
  const explanation = explained(ON_PAIRS);
  const crowdsAt = new Map<number, number>();
  waitingCrowds(explanation, explanation.chronicle.tasks, (_crowd, { fromUs }) => {
    crowdsAt.set(fromUs, (crowdsAt.get(fromUs) ?? 0) + 1);
  });
  // One for each full datastore, and one for tasks whose VM has its snapshot.
  expect(Math.max(...crowdsAt.values())).toBeLessThanOrEqual(5);
  expect(crowdsAt.size).toBeGreaterThan(20);
  expectSame(ON_PAIRS);
});

/** Full backups of small VMs on one datastore, one task at a time: it has no room for a snapshot while one is removed. */
const ON_ONE_DATASTORE = (vms: number) => `
version: 1
name: test
clock: { start: 2026-01-05T22:00 }
datastores: [{ name: ds1, protocol: fc, maxSnapshots: 2 }]
proxies: [{ name: san1, kind: physical, cores: 1, storage: { protocols: [fc], bandwidth: 16 Gbit/s } }]
repositories: [{ name: repo, perVmFiles: true }]
vms: [{ name: "vm{1..${vms}}", disks: { size: 10 GB, datastores: [ds1] } }]
jobs: [{ name: night, vms: ["*"], repository: repo, run: full }]
`;

test('of tasks that are alike only one is looked at again when a datastore becomes full or has room again', () => {
  const looksAt = (vms: number) => {
    const explanation = explained(ON_ONE_DATASTORE(vms));
    const looks = vi.spyOn(Replica.prototype, 'ways');
    waitingCrowds(explanation, explanation.chronicle.tasks, () => {});
    const { length } = looks.mock.calls;
    looks.mockRestore();
    return length;
  };
  const few = looksAt(20);
  // Not with the square: 16 times as many.
  expect(looksAt(80)).toBeLessThan(5 * few);
  expectSame(ON_ONE_DATASTORE(20));
});
