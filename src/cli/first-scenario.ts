import { SCHEMA_LINE } from './files/scenario-schema.ts';

/** What `proxysim init` writes: short enough to read in a minute, and every line of it is meant to be changed. */
export const FIRST_SCENARIO = `${SCHEMA_LINE}
# A first night: twelve VMs, two proxies, one repository.
# Run it with:  proxysim run first-night.yaml
# Then change something (slots, cores, the window) and run it again.
version: 1
name: First night
seed: 1                                  # the same seed gives the same night, always
clock: { start: 2026-01-05T20:00 }       # a Monday evening; times below are on this clock

sites: [hq]

hosts:                                   # "esx{1..2}" stands for esx1 and esx2
  - { name: "esx{1..2}", site: hq, platform: vsphere, cores: 32, network: 10 Gbit/s, managementNetwork: 10 Gbit/s }

datastores:
  - { name: "ds{1..2}", site: hq, type: vmfs, protocol: fc, read: 800 MB/s, hosts: ["esx{1..2}"] }

proxies:                                 # one task slot per core unless maxConcurrentTasks says otherwise
  - { name: "px{1..2}", site: hq, kind: virtual, host: "esx{1..2}", cores: 4, ram: 8 GB, network: 10 Gbit/s }

repositories:
  - { name: repo1, site: hq, write: 500 MB/s, maxConcurrentTasks: 8, perVmFiles: true }

vms:
  - name: "app{01..10}"                  # ten VMs of two disks each
    hosts: ["esx{1..2}"]                 # taken in turn
    disks: { count: 2, size: 100 GB, used: 60%, changeRate: 5%, datastores: ["ds{1..2}"] }
  - name: "sql{1..2}"
    host: esx1
    disks:
      - { size: 500 GB, used: 350 GB, datastore: ds1, changeRate: 12% }

jobs:
  - { name: nightly, vms: ["app*"], repository: repo1, schedule: { daily: "22:00" }, run: full, window: 8h }
  - { name: databases, vms: ["sql*"], repository: repo1, schedule: { daily: "22:05" }, run: incremental, window: 4h }

expect:                                  # missed: the command ends with exit code 1
  - { metric: jobs.nightly.window, max: 8h }
`;
