import { expect, test } from 'vitest';
import { compile } from '../../../src/model/compile.ts';
import { DESIGN } from '../../../src/runs/what-if/design.ts';
import type { Evidence } from '../../../src/runs/what-if/dimension.ts';
import { night } from '../../helpers/night.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';

/** Every capacity is stated; a copy reads a repository, and a restore writes to a datastore. */
const ALL_LIMITED = `
version: 1
sites: [hq, dr]
links: [{ between: [hq, dr], bandwidth: 1 Gbit/s }]
fabrics: [{ name: san, bandwidth: 16 Gbit/s }]
hosts: [{ name: esx1, site: hq, network: 10 Gbit/s, managementNetwork: 1 Gbit/s }]
datastores: [{ name: ds1, site: hq, type: vmfs, protocol: fc, fabric: san, read: 400 MB/s, write: 300 MB/s }]
proxies:
  - { name: px1, site: hq, kind: physical, cores: 4, network: 10 Gbit/s, storage: { protocols: [fc], bandwidth: 8 Gbit/s } }
repositories:
  - { name: r1, site: hq, write: 500 MB/s, read: 400 MB/s, network: 10 Gbit/s, ingest: { write: 300 MB/s, read: 200 MB/s } }
  - { name: r2, site: dr, write: 500 MB/s, read: 400 MB/s, network: 10 Gbit/s, ingest: { write: 300 MB/s, read: 200 MB/s } }
vms: [{ name: vm1, host: esx1, disks: [{ size: 10 GB, datastore: ds1 }] }]
jobs:
  - { name: nightly, vms: [vm1], repository: r1 }
  - { name: copy, type: backup-copy, vms: [vm1], source: r1, repository: r2 }
  - { name: back, type: restore, vms: [vm1], repository: r1 }
`;

test('for every capacity that data can cross there is a change that raises it', () => {
  const scenario = scenarioOf(ALL_LIMITED);
  const before = compile(scenario, { seed: 1, replication: 0 }).resources;
  const raised = DESIGN.flatMap(({ things, replaced, dimensions }) =>
    dimensions.flatMap(({ change }) => {
      const changed = things(scenario).map((thing) => change(thing)?.thing ?? thing);
      const after = compile(replaced(scenario, changed), { seed: 1, replication: 0 }).resources;
      return after.filter(({ capacity }, row) => capacity > before[row]!.capacity).map(({ name }) => name);
    }),
  );
  expect(before.length).toBeGreaterThan(20);
  expect(before.map(({ name }) => name).filter((name) => !raised.includes(name))).toEqual([]);
});

/** Everything that can be doubled. */
const ALL_PARTS = `${ALL_LIMITED.replace('protocol: fc, fabric', 'maxSnapshots: 10, protocol: fc, fabric')
  .replace('managementNetwork: 1 Gbit/s', 'managementNetwork: 1 Gbit/s, nbdMaxDisks: 20')
  .replace('cores: 4,', 'cores: 4, maxConcurrentTasks: 3, ram: 8 GB,')
  .replace('name: r1, site: hq,', 'name: r1, site: hq, maxConcurrentTasks: 6, perStream: 90 MB/s,')
  .replace('name: r2, site: dr,', 'name: r2, site: dr, maxConcurrentTasks: 7,')}
throttles: [{ name: slow, between: [hq, dr], rate: 50 MB/s }]
`;
const LIMITED: Readonly<Record<string, number>> = {
  'proxy px1': 0.81,
  'target r1': 0.82,
  'target r2': 0.84,
  'throttling ': 0.83,
};
/** What a run may have told of it: no two figures are equal. */
const MATTERED = {
  summary: {
    proxies: {
      px1: { slotUtilisation: 0.11, cpuUtilisation: 0.12, networkUtilisation: 0.13, peakMemoryBytes: 2e9 },
    },
    datastores: { ds1: { peakSnapshots: 4 } },
    repositories: { r1: { slotUtilisation: 0.21 }, r2: { slotUtilisation: 0.22 } },
    hosts: { esx1: { networkUtilisation: 0.31, managementUtilisation: 0.32, peakNbdDisks: 5 } },
    links: { 'hq-dr': { utilisation: 0.41 } },
    waits: { ram: 60 },
  },
  capacityUse: new Map([
    ['proxies.px1.storage', 0.51],
    ['datastores.ds1.read', 0.52],
    ['datastores.ds1.write', 0.53],
    ['repositories.r1.write', 0.61],
    ['repositories.r1.read', 0.62],
    ['repositories.r1.network', 0.63],
    ['repositories.r1.networkReads', 0.64],
    ['repositories.r1.ingestWrite', 0.65],
    ['repositories.r1.ingestRead', 0.66],
    ['repositories.r2.network', 0.68],
    ['repositories.r2.networkReads', 0.67],
    ['fabrics.san', 0.71],
  ]),
  limited: {
    share: (stage: string, through: object = {}) => LIMITED[`${stage} ${Object.values(through)}`] ?? 0,
  },
} as unknown as Evidence;

test('every part of the design is doubled by its own setting, and mattered as much as its own figure of the run says', () => {
  const scenario = scenarioOf(ALL_PARTS);
  const parts = DESIGN.flatMap(({ name: section, things, dimensions }) =>
    things(scenario).flatMap((thing) =>
      dimensions.flatMap(({ kind, field, change, used }) => {
        const settings = change(thing)?.settings;
        if (settings === undefined) return [];
        expect(settings[0]!.split('=')[0]).toBe(field);
        return `${section}.${thing.name}.${kind} ${used(thing, MATTERED)}: ${settings.join(' ')}`;
      }),
    ),
  );
  expect(parts).toEqual([
    'proxies.px1.slots 0.11: maxConcurrentTasks=6',
    'proxies.px1.cores 0.12: cores=8 maxConcurrentTasks=3',
    'proxies.px1.speed 0.81: speed=2',
    'proxies.px1.network 0.13: network=20 Gbit/s',
    'proxies.px1.storage 0.51: storage.bandwidth=16 Gbit/s',
    'proxies.px1.ram 0.25: ram=16000000000 B',
    'datastores.ds1.read 0.52: read=800 MB/s',
    'datastores.ds1.write 0.53: write=600 MB/s',
    'datastores.ds1.maxSnapshots 0.4: maxSnapshots=20',
    'repositories.r1.slots 0.21: maxConcurrentTasks=12',
    'repositories.r1.write 0.61: write=1000 MB/s',
    'repositories.r1.read 0.62: read=800 MB/s',
    'repositories.r1.perStream 0.82: perStream=180 MB/s',
    'repositories.r1.perVmFiles 0.82: perVmFiles=true',
    'repositories.r1.network 0.64: network=20 Gbit/s',
    'repositories.r1.ingestWrite 0.65: ingest.write=600 MB/s',
    'repositories.r1.ingestRead 0.66: ingest.read=400 MB/s',
    'repositories.r2.slots 0.22: maxConcurrentTasks=14',
    'repositories.r2.write 0: write=1000 MB/s',
    'repositories.r2.read 0: read=800 MB/s',
    // One file is no limit where a stream has none, whatever limited at the target.
    'repositories.r2.perVmFiles 0: perVmFiles=true',
    'repositories.r2.network 0.68: network=20 Gbit/s',
    'repositories.r2.ingestWrite 0: ingest.write=600 MB/s',
    'repositories.r2.ingestRead 0: ingest.read=400 MB/s',
    'hosts.esx1.network 0.31: network=20 Gbit/s',
    'hosts.esx1.managementNetwork 0.32: managementNetwork=2 Gbit/s',
    'hosts.esx1.nbdMaxDisks 0.25: nbdMaxDisks=40',
    'links.hq-dr.bandwidth 0.41: bandwidth=2 Gbit/s',
    'fabrics.san.bandwidth 0.71: bandwidth=32 Gbit/s',
    'throttles.slow.rate 0.83: rate=100 MB/s',
  ]);
});

test.each([
  ['enough of it, and nobody waited', { peak: 8e9, waited: 0 }, 0],
  ['half of it in use, and somebody waited', { peak: 4e9, waited: 1 }, 0.5],
  ['more than there is in use, though nobody waited', { peak: 9e9, waited: 0 }, 1],
])('of 8 GB of memory: %s', (_, { peak, waited }, expected) => {
  const px1 = { peakMemoryBytes: peak };
  const evidence = { summary: { proxies: { px1 }, waits: { ram: waited } } } as unknown as Evidence;
  expect(usedOf(ALL_PARTS, 'ram', evidence)).toEqual({ px1: expected });
});

test('one file per job of a scale-out repository mattered as much as its extents limited', () => {
  const scaleOut = night({
    repositories: '[{ name: x1 }, { name: x2 }, { name: both, extents: [x1, x2] }, { name: plain }]',
    jobs: '[{ name: night, vms: ["*"], repository: both }]',
  });
  const share = (_: string, { repository }: { repository: string }) =>
    ({ x1: 0.25, x2: 0.5 })[repository] ?? 0;
  const evidence = { limited: { share } } as unknown as Evidence;
  expect(usedOf(scaleOut, 'perVmFiles', evidence)).toMatchObject({ both: 0.75, plain: 0 });
});

/** By name of each thing that can be changed so: how much that mattered. */
function usedOf(text: string, kind: string, evidence: Evidence): Record<string, number> {
  const scenario = scenarioOf(text);
  const rows = DESIGN.flatMap(({ things, dimensions }) =>
    dimensions
      .filter((dimension) => dimension.kind === kind)
      .flatMap(({ used }) => things(scenario).map((thing) => [thing.name, used(thing, evidence)] as const)),
  );
  return Object.fromEntries(rows);
}
