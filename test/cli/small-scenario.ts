/** One VM, one proxy, one repository: the least that every section of a run has something to say about. */
export const SMALL_SCENARIO = `version: 1
name: Small
seed: 7
clock: { start: 2026-01-05T20:00 }
sites: [hq]
hosts:
  - { name: esx1, site: hq, platform: vsphere, cores: 32 }
datastores:
  - { name: ds1, site: hq, type: vmfs, protocol: fc, read: 800 MB/s, hosts: [esx1] }
proxies:
  - { name: px1, site: hq, kind: virtual, host: esx1, cores: 8, ram: 16 GB }
repositories:
  - { name: repo1, site: hq, write: 500 MB/s }
vms:
  - name: app01
    host: esx1
    disks:
      - { size: 100 GB, used: 60 GB, datastore: ds1, changeRate: 5% }
jobs:
  - { name: nightly, vms: [app01], repository: repo1, schedule: { daily: "22:00" }, run: full, window: 8h }
`;
