import { describe, expect, test } from 'vitest';
import type { InventoryVm, VmIdentity } from '../../../src/import/inventory/inventory.ts';
import { vmLookup } from '../../../src/import/inventory/vm-lookup.ts';
import type { Cell } from '../../../src/import/tables/table.ts';
import { DISK_HEADER, INFO_HEADER, imported, records, reported, table } from '../tables.ts';

const NOBODY: VmIdentity = { id: '', uuid: '', serverId: '', serverName: '' };

/** A VM of vInfo with what matters here. */
function vm(name: string, identity: Partial<VmIdentity>, host?: string): InventoryVm {
  return {
    ...{
      sheet: 'vInfo',
      row: 0,
      name,
      label: name,
      identity: { ...NOBODY, ...identity },
      cluster: '',
      datacenter: '',
    },
    ...{ guest: 'other', poweredOn: true, template: false, tags: [] },
    ...(host === undefined ? {} : { host }),
  };
}

/** Positions of the VMs that a row of another sheet may mean. */
function found(vms: readonly InventoryVm[], name: string, row: Partial<VmIdentity>, host?: string) {
  return vmLookup(vms)({ ...NOBODY, ...row, name, host });
}

describe('a row of another sheet belongs to the VM of vInfo', () => {
  test('with its id, whatever it is called', () => {
    const vms = [vm('a', { id: '1', uuid: 'x' }), vm('b', { id: '2', uuid: 'y' })];
    expect(found(vms, 'a', { id: '2', uuid: 'x' })).toEqual([1]);
    expect(found(vms, 'a', { id: '3', uuid: 'x' })).toEqual([]);
  });

  test('with its UUID where vInfo has no ids, or the row has none', () => {
    const vms = [vm('a', { uuid: 'x' }), vm('b', { uuid: 'y' })];
    expect(found(vms, 'a', { id: '1', uuid: 'y' })).toEqual([1]);
    expect(found(vms, 'a', { uuid: 'z' })).toEqual([]);
    expect(
      found([vm('a', { id: '1', uuid: 'x' }), vm('b', { id: '2', uuid: 'y' })], 'a', { uuid: 'y' }),
    ).toEqual([1]);
  });

  test('with its name where neither side has anything else in common', () => {
    const vms = [vm('a', {}), vm('b', {})];
    expect(found(vms, 'b', { id: '1', uuid: 'x' })).toEqual([1]);
    expect(found(vms, 'c', { id: '1' })).toEqual([]);
  });

  test('of one id or UUID that its vCenter, else its name, else its host tells apart', () => {
    const ofTwo = [vm('a', { id: '1', serverName: 'vc1' }), vm('a', { id: '1', serverName: 'vc2' })];
    expect(found(ofTwo, 'a', { id: '1', serverName: 'vc2' })).toEqual([1]);
    const clones = [vm('a', { uuid: 'x' }), vm('b', { uuid: 'x' })];
    expect(found(clones, 'b', { uuid: 'x' })).toEqual([1]);
    // A name that none of them has tells nothing.
    expect(found(clones, 'c', { uuid: 'x' })).toEqual([0, 1]);
    const namesakes = [vm('a', {}, 'esx1'), vm('a', {}, 'esx2')];
    expect(found(namesakes, 'a', {}, 'esx2')).toEqual([1]);
    expect(found(namesakes, 'a', {}, 'esx3')).toEqual([0, 1]);
    expect(found(namesakes, 'a', {})).toEqual([0, 1]);
  });

  test('whose vCenter alone is told, where another of its id tells none', () => {
    const vms = [vm('a', { id: '1' }), vm('a', { id: '1', serverName: 'vc1' })];
    expect(found(vms, 'a', { id: '1', serverName: 'vc1' })).toEqual([1]);
    expect(found(vms, 'a', { id: '1', serverName: 'vc2' })).toEqual([0]);
  });

  test('with its name where it has no UUID, though vInfo has', () => {
    expect(found([vm('a', { uuid: 'x' }), vm('b', { uuid: 'y' })], 'b', {})).toEqual([1]);
  });

  test('of its own vCenter alone, where both tell theirs in the same way', () => {
    const vms = [vm('a', { id: '1', serverId: 'u1', serverName: 'vc1' })];
    expect(found(vms, 'a', { id: '1', serverId: 'u2', serverName: 'vc1' })).toEqual([]);
    expect(found(vms, 'a', { id: '1', serverName: 'vc2' })).toEqual([]);
    expect(found(vms, 'a', { id: '1', serverName: 'vc1' })).toEqual([0]);
    expect(found(vms, 'a', { id: '1' })).toEqual([0]);
  });
});

describe('change tracking', () => {
  const header = [...INFO_HEADER, 'CBT'];
  const row = (name: string, cbt: Cell, power = 'poweredOn'): Cell[] => {
    return [name, power, 'False', 1, 2000, 500, 'esx1', name, cbt];
  };
  const disk = (name: string): Cell[] => {
    return [name, 'Hard disk 1', 1000, 'False', 'persistent', `[ds1] ${name}.vmdk`, name];
  };
  const names = ['on', 'off', 'untold'];
  const tables = [
    table(
      'vInfo',
      header,
      row('on', 'True'),
      row('off', 'False'),
      row('untold', null),
      row('dark', 'False', 'poweredOff'),
    ),
    table('vDisk', DISK_HEADER, ...[...names, 'dark'].map(disk)),
  ];

  test('that is off means that all is read, which is said of VMs that are taken', () => {
    const result = imported(tables);
    expect(records(result).map(({ vm: name, tracking }) => [name, tracking])).toEqual([
      ['on', 'cbt'],
      ['off', 'none'],
      ['untold', 'cbt'],
    ]);
    expect(reported(result, 'tracking-off')).toEqual([3]);
    expect(reported(result, 'tracking-unknown')).toEqual([4]);
  });

  test('that will be switched on counts as on', () => {
    const result = imported(tables, { tracking: 'cbt' });
    expect(records(result).map(({ tracking }) => tracking)).toEqual(['cbt', 'cbt', 'cbt']);
    expect(reported(result, 'tracking-off')).toBeUndefined();
  });
});

describe('what is left out', () => {
  const row = (name: string, cluster: string, power = 'poweredOn'): Cell[] => {
    return [name, power, 'False', 1, 2000, 500, `esx-${cluster}`, name, cluster];
  };
  const disk = (name: string, mode = 'persistent', datastore = `ds-${name}`): Cell[] => {
    return [name, 'Hard disk 1', 1000, 'False', mode, `[${datastore}] x.vmdk`, name];
  };

  test('earns no proxy and no datastore: neither VMs that are off, nor disks that cannot be snapshotted', () => {
    const result = imported([
      table(
        'vInfo',
        [...INFO_HEADER, 'Cluster'],
        row('a', 'c1'),
        row('dark', 'c2', 'poweredOff'),
        row('agent', 'c3'),
      ),
      table('vDisk', DISK_HEADER, disk('a'), disk('dark'), disk('agent', 'independent_persistent')),
    ]);
    expect(records(result).map(({ vm: name }) => name)).toEqual(['a']);
    expect(result.summary).toMatchObject({
      vms: 1,
      disks: 1,
      disksLeftOut: 1,
      datastores: 1,
      proxies: 1,
      hosts: 3,
    });
    expect(reported(result, 'vm-nothing-protectable')).toEqual([4]);
    expect(reported(result, 'vm-without-disks')).toBeUndefined();
    // Nobody has listed them.
    expect(reported(result, 'datastore-unused')).toBeUndefined();
    expect(result.scenarioYaml).toContain('host: esx-c1');
    expect(result.scenarioYaml).not.toContain('ds-dark');
  });

  test('of listed datastores are those without a disk to back up', () => {
    const result = imported([
      table('vInfo', [...INFO_HEADER, 'Cluster'], row('a', 'c1'), row('dark', 'c1', 'poweredOff')),
      table('vDisk', DISK_HEADER, disk('a'), disk('dark')),
      table(
        'vDatastore',
        ['Name', 'Type', 'Hosts'],
        ...['ds-a', 'ds-dark', 'ds-0'].map((name): Cell[] => [name, 'VMFS', 'esx-c1']),
      ),
    ]);
    const unused = result.diagnostics.find(({ code }) => code === 'datastore-unused');
    expect(unused?.message).toMatch(/: 2 \(ds-dark, ds-0\)$/);
  });

  test('an export that names no host gets one, on which its proxy runs and which mounts its datastores', () => {
    const result = imported([
      table('vInfo', ['VM', 'Powerstate', 'Provisioned MiB'], ['a', 'poweredOn', 1000]),
    ]);
    expect(result.inventory.hosts).toEqual([{ name: 'host1', label: 'host1', cluster: '', datacenter: '' }]);
    expect(result.inventory.datastores).toMatchObject([{ hosts: ['host1'] }]);
    expect(result.scenarioYaml).toContain('kind: virtual, host: host1');
  });
});

describe('disks', () => {
  const row = (name: string, disks: Cell, id: string | null = name, inUse: Cell = 500): Cell[] => {
    return [name, 'poweredOn', 'False', disks, 2000, inUse, 'esx1', id];
  };
  const disk = (name: string, label: string, capacity: Cell, id: string | null = name): Cell[] => {
    return [name, label, capacity, 'False', 'persistent', `[ds1] ${id ?? name}.vmdk`, id];
  };
  const sizes = (result: ReturnType<typeof imported>) =>
    records(result).map(({ vm: name, size }) => [name, size]);

  test('that stand twice count once, by key, else by label', () => {
    const result = imported([
      table('vInfo', INFO_HEADER, row('a', 2), row('b', 1)),
      table(
        'vDisk',
        [...DISK_HEADER, 'Disk Key'],
        [...disk('a', 'Hard disk 1', 10), 2000],
        // A new key is another disk, whatever its label.
        [...disk('a', 'Hard disk 1', 20), 2001],
        [...disk('a', 'Hard disk 3', 10), 2000],
        [...disk('b', 'Hard disk 1', 30), null],
        [...disk('b', 'Hard disk 1', 30), null],
      ),
    ]);
    expect(sizes(result)).toEqual([
      ['a', '10 MiB'],
      ['a', '20 MiB'],
      ['b', '30 MiB'],
    ]);
    expect(reported(result, 'disk-repeated')).toEqual([4, 6]);
    expect(reported(result, 'disk-of-ambiguous-vm')).toBeUndefined();
    expect(reported(result, 'disk-name-differs')).toBeUndefined();
    expect(reported(result, 'disk-count-differs')).toBeUndefined();
  });

  test('of VMs that nothing tells apart go to the first that has none of that label', () => {
    const result = imported([
      table('vInfo', INFO_HEADER, row('a', 1, null), row('a', 1, null)),
      table('vDisk', DISK_HEADER, disk('a', 'Hard disk 1', 10, null), disk('a', 'Hard disk 1', 20, null)),
    ]);
    expect(sizes(result)).toEqual([
      ['a', '10 MiB'],
      ['a#2', '20 MiB'],
    ]);
    expect(reported(result, 'disk-of-ambiguous-vm')).toEqual([2, 3]);
  });

  test('without a size that a disk has are left out, and a number that differs from vInfo is told', () => {
    const result = imported([
      table('vInfo', INFO_HEADER, row('a', 3), row('b', null)),
      table(
        'vDisk',
        DISK_HEADER,
        ...[10, 0, -5, null, 1e12].map((capacity, at) => disk('a', `Hard disk ${at}`, capacity)),
        disk('b', 'Hard disk 1', 20),
      ),
    ]);
    expect(sizes(result)).toEqual([
      ['a', '10 MiB'],
      ['b', '20 MiB'],
    ]);
    expect(reported(result, 'disk-bad-capacity')).toEqual([3, 4, 5, 6]);
    // b does not say how many it has.
    expect(reported(result, 'disk-count-differs')).toEqual([2]);
  });

  test('that are guessed from vInfo are those of VMs that are taken, and are called as vSphere does', () => {
    const off = row('dark', 2);
    off[1] = 'poweredOff';
    const result = imported([table('vInfo', INFO_HEADER, row('a', 2), off)]);
    expect(sizes(result)).toEqual([
      ['a', '1000 MiB'],
      ['a', '1000 MiB'],
    ]);
    expect(
      result.inventory.disks.map(({ vm: of, label, sheet, row: line, leftOut }) => [
        of,
        label,
        sheet,
        line,
        leftOut,
      ]),
    ).toEqual([
      [0, 'Hard disk 1', 'vInfo', 2, undefined],
      [0, 'Hard disk 2', 'vInfo', 2, undefined],
      [1, 'Hard disk 1', 'vInfo', 3, 'vm-left-out'],
      [1, 'Hard disk 2', 'vInfo', 3, 'vm-left-out'],
    ]);
  });

  test('say what their used space comes from', () => {
    const off = row('dark', 1, 'dark', null);
    off[1] = 'poweredOff';
    const result = imported([
      table(
        'vInfo',
        INFO_HEADER,
        row('told', 1),
        row('guest', 1, 'guest', null),
        row('none', 1, 'none', null),
        off,
      ),
      table(
        'vDisk',
        DISK_HEADER,
        ...['told', 'guest', 'none', 'dark'].map((name) => disk(name, 'Hard disk 1', 1000)),
      ),
      table(
        'vPartition',
        ['VM', 'VM ID', 'Consumed MiB'],
        ['guest', 'guest', 100],
        ['guest', 'guest', 200],
        ['told', 'told', 1],
      ),
    ]);
    expect(records(result).map(({ used }) => used)).toEqual(['500 MiB', '300 MiB', '1000 MiB']);
    expect(reported(result, 'used-from-partitions')).toEqual([3]);
    expect(reported(result, 'used-unknown')).toEqual([4]);
  });
});
