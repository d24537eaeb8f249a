import { describe, expect, it } from 'vitest';
import type { HyperVVersion } from '../../../src/scenario/scenario.ts';
import { settleTracking } from '../../../src/scenario/vms/tracking.ts';
import { parsed } from '../parse-fixture.ts';

describe('change tracking by platform, host versions and configuration version', () => {
  it('is cbt on vSphere', () => {
    expect(settleTracking({ platform: 'vsphere', versions: [] })).toBe('cbt');
  });

  // rct from 2016 on, the whole cluster, configuration 8; fct to 2012 R2; between the two nothing.
  it.each<[HyperVVersion[], number | undefined, string]>([
    [['2016'], 8, 'rct'],
    [['2016'], 7.9, 'none'],
    [['2016'], undefined, 'rct'],
    [['2016', '2025'], 10, 'rct'],
    [['2012r2'], undefined, 'fct'],
    [['2012r2'], 5, 'fct'],
    [['2008r2', '2012r2'], undefined, 'fct'],
    [['2012r2', '2016'], 9, 'none'],
    [['2022', '2012'], undefined, 'none'],
  ])('on Hyper-V %j with configuration version %s is %s', (versions, configVersion, tracking) => {
    expect(settleTracking({ platform: 'hyperv', versions, configVersion })).toBe(tracking);
  });
});

describe('a VM of a scenario', () => {
  const estate = (vm: string) =>
    parsed(`version: 1
hosts:
  - { name: esx1 }
  - { name: old, platform: hyperv, version: 2012r2, cluster: mixed }
  - { name: new, platform: hyperv, version: '2022', cluster: mixed }
  - { name: far, platform: hyperv, version: '2016', cluster: other }
  - { name: alone, platform: hyperv, version: '2012' }
datastores:
  - { name: ds1, hosts: [esx1] }
  - { name: csv1, hosts: [new, old] }
  - { name: csv2, hosts: [far] }
  - { name: csv3, hosts: [alone] }
repositories: [{ name: repo1 }]
vms: [${vm}]
jobs: [{ name: nightly, vms: ["*"], repository: repo1 }]
`).vms.at(0);

  it.each([
    ['{ name: a, disks: [{ size: 1 GB, datastore: ds1 }] }', 'vsphere', 'cbt'],
    ['{ name: a, disks: [{ size: 1 GB, datastore: csv1 }] }', 'hyperv', 'none'],
    ['{ name: a, host: far, disks: [{ size: 1 GB, datastore: csv1 }] }', 'hyperv', 'rct'],
    ['{ name: a, host: far, configVersion: 5, disks: [{ size: 1 GB, datastore: csv1 }] }', 'hyperv', 'none'],
    ['{ name: a, host: far, tracking: none, disks: [{ size: 1 GB, datastore: csv1 }] }', 'hyperv', 'none'],
    ['{ name: a, disks: { size: 1 GB, datastores: [csv3, csv2] } }', 'hyperv', 'fct'],
    ['{ name: a, hosts: [far, new], disks: { size: 1 GB, datastores: [csv3] } }', 'hyperv', 'rct'],
  ])('%s has platform %s and is tracked by %s', (text, platform, tracking) => {
    const vm = estate(text);
    expect([vm.platform, vm.tracking]).toEqual([platform, tracking]);
  });

  it('has no host unless it states one', () => {
    expect(estate('{ name: a, disks: [{ size: 1 GB, datastore: csv1 }] }')).not.toHaveProperty('host');
  });
});
