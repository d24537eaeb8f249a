import { invariant } from '../../diagnostics/invariant.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/**
 * Scenarios on which policies are tried: small, and short of everything that tasks can wait for. The sample step is
 * odd and short, because the laws check the queue at every sample.
 */
const NIGHTS: Readonly<Record<string, string>> = {
  'few slots': `version: 1
name: few slots
seed: 1
clock: { start: 2026-01-05T20:00, sample: 17s }
hosts: [{ name: "esx{1..3}", managementNetwork: 10 Gbit/s }]
datastores: [{ name: "ds{1..2}", type: vmfs, protocol: fc, read: 600 MB/s, maxSnapshots: 3 }]
proxies:
  - { name: px1, kind: virtual, host: esx1, cores: 3, network: 10 Gbit/s }
  - { name: px2, kind: virtual, host: esx2, cores: 2, network: 10 Gbit/s }
  - { name: san1, kind: physical, cores: 2, network: 10 Gbit/s, storage: { protocols: [fc] } }
repositories: [{ name: repo1, write: 400 MB/s, maxConcurrentTasks: 6, perVmFiles: true }]
vms:
  - { name: "app{01..14}", hosts: ["esx{1..3}"], disks: { count: { discrete: { values: [1, 2, 3], weights: [1, 1, 1] } }, size: { uniform: [20 GB, 200 GB] }, used: 60%, datastores: ["ds{1..2}"] } }
  - { name: "sql{1..3}", hosts: ["esx{1..3}"], disks: { count: 2, size: 150 GB, used: 50%, datastores: [ds2] } }
jobs:
  - { name: nightly, vms: ["app*"], repository: repo1, schedule: { daily: "22:00" } }
  - { name: databases, vms: ["sql*"], repository: repo1, schedule: { daily: "22:03" }, priority: high }
`,
  'a filer and a branch': `version: 1
name: a filer and a branch
seed: 2
clock: { start: 2026-01-05T20:00, sample: 17s }
sites: [hq, branch]
links: [{ between: [hq, branch], bandwidth: 1 Gbit/s }]
hosts:
  - { name: "esx{1..2}", site: hq, managementNetwork: 10 Gbit/s }
  - { name: br1, site: branch, managementNetwork: 1 Gbit/s }
datastores:
  - { name: nfs1, site: hq, type: nfs, read: 300 MB/s, hosts: ["esx{1..2}"], maxSnapshots: 6 }
  - { name: br-disk, site: branch, type: local, read: 200 MB/s, hosts: [br1] }
proxies:
  - { name: filer, site: hq, kind: physical, cores: 2, network: 10 Gbit/s, storage: { protocols: [nfs] } }
  - { name: px1, site: hq, kind: virtual, host: esx1, cores: 2, network: 10 Gbit/s }
  - { name: px2, site: branch, kind: virtual, host: br1, cores: 2, network: 1 Gbit/s }
repositories:
  - { name: near, site: hq, write: 400 MB/s, maxConcurrentTasks: 4, perVmFiles: true }
  - { name: far, site: branch, write: 200 MB/s, maxConcurrentTasks: 2 }
vms:
  - { name: "app{01..10}", hosts: ["esx{1..2}"], disks: { count: 2, size: { uniform: [20 GB, 120 GB] }, used: 50%, datastores: [nfs1] } }
  - { name: "shop{1..4}", host: br1, disks: { count: 1, size: 80 GB, used: 50%, datastores: [br-disk] } }
jobs:
  - { name: nightly, vms: ["app*"], repository: near, schedule: { daily: "22:00" } }
  - { name: shops, vms: ["shop*"], repository: far, schedule: { daily: "22:01" } }
`,
  'copies and a restore': `version: 1
name: copies and a restore
seed: 3
clock: { start: 2026-01-05T20:00, sample: 17s }
hosts: [{ name: "esx{1..2}", managementNetwork: 10 Gbit/s }]
datastores:
  - { name: live, type: vmfs, protocol: fc, read: 600 MB/s, write: 300 MB/s, maxSnapshots: 4 }
  - { name: spare, type: vmfs, protocol: fc, read: 400 MB/s, write: 200 MB/s }
proxies:
  - { name: px1, kind: virtual, host: esx1, cores: 3, network: 10 Gbit/s }
  - { name: px2, kind: virtual, host: esx2, cores: 2, network: 10 Gbit/s }
repositories:
  - { name: first, write: 300 MB/s, read: 300 MB/s, maxConcurrentTasks: 3, perVmFiles: true }
  - { name: second, write: 200 MB/s, read: 200 MB/s, maxConcurrentTasks: 2 }
vms:
  - { name: "app{1..6}", hosts: ["esx{1..2}"], disks: { count: 2, size: { uniform: [10 GB, 80 GB] }, used: 50%, datastores: [live] } }
  - { name: "web{1..3}", host: esx1, disks: { count: 1, size: 40 GB, used: 50%, datastores: [live] } }
jobs:
  - { name: nightly, vms: ["app*"], repository: first, schedule: { daily: "22:00" } }
  - { name: replicas, type: replication, vms: ["web*"], target: { datastore: spare, host: esx2 }, schedule: { daily: "22:01" } }
  - { name: copies, type: backup-copy, vms: ["app*"], source: first, repository: second, schedule: { after: nightly } }
  - { name: back, type: restore, vms: [app1], repository: first, schedule: { daily: "22:02" } }
`,
};

const NO_FILES = { text: () => undefined, table: () => undefined };

/** The name and the scenario of each. */
export function conformanceNights(): readonly (readonly [string, Scenario])[] {
  return Object.entries(NIGHTS).map(([name, text]) => {
    const parsed = parseScenario({ source: { name, text }, files: NO_FILES });
    invariant(parsed.ok, () => `${name}: ${JSON.stringify(parsed)}`);
    return [name, parsed.value];
  });
}
