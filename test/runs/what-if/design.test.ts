import { expect, test } from 'vitest';
import { compile } from '../../../src/model/compile.ts';
import { DESIGN } from '../../../src/runs/what-if/design.ts';
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
