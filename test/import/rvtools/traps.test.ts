import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/import/tables/table.ts';
import { DISK_HEADER, INFO_HEADER, imported, ONE_VM, records, reported, table } from '../tables.ts';

const info = (...rows: Cell[][]) => table('vInfo', INFO_HEADER, ...rows);
const disk = (...rows: Cell[][]) => table('vDisk', DISK_HEADER, ...rows);
const vm = (name: string, id: string, power: Cell = 'poweredOn', template: Cell = 'False'): Cell[] => {
  return [name, power, template, 1, 2000, 500, 'esx1', id];
};
const hard = (name: string, id: string, capacity: Cell = 1000): Cell[] => {
  return [name, 'Hard disk 1', capacity, 'False', 'persistent', `[ds1] ${id}/x.vmdk`, id];
};
const expected = {
  ...{ vm: 'app1', host: 'esx1', datastore: 'ds1', size: '1000 MiB', used: '500 MiB' },
  ...{ changeRate: '5%', guest: 'other', tracking: 'cbt', tags: '' },
};

describe('traps of RVTools exports', () => {
  test('1: headers with blanks at their ends and an overwritten first header of vPartition do no harm', () => {
    const header = INFO_HEADER.map((name) => ` ${name.toUpperCase()}  `).filter(
      (name) => !name.includes('IN USE'),
    );
    const row = vm('app1', 'vm-1').filter((_, index) => index !== 5);
    const partition = table(
      'vPartition',
      ['NEXT Data Center', 'Consumed MiB', 'Free % ', 'VM ID'],
      ['app1', 300, 70, 'vm-1'],
    );
    const result = imported([table('vInfo', header, row), disk(hard('app1', 'vm-1')), partition]);
    expect(records(result)).toEqual([{ ...expected, used: '300 MiB' }]);
    const nameless = table('vPartition', ['NEXT Data Center', 'Consumed MiB'], ['app1', 300]);
    const without = imported([table('vInfo', header, row), disk(hard('app1', 'vm-1')), nameless]);
    expect(records(without)).toEqual([{ ...expected, used: '1000 MiB' }]);
    expect(reported(without, 'partition-unusable')).toEqual([]);
  });

  test.each([['True'], ['TRUE'], ['1'], [1], [true]])(
    '2: a template is a template when the cell holds %j',
    (yes) => {
      const tables = [
        info(vm('app1', 'vm-1'), vm('t', 'vm-2', 'poweredOn', yes)),
        disk(hard('app1', 'vm-1')),
      ];
      const result = imported(tables);
      expect(reported(result, 'vm-template')).toEqual([3]);
      expect(records(result)).toEqual([expected]);
    },
  );

  test.each([['False'], ['FALSE'], ['0'], [0], [false], [null]])(
    '2: no template when the cell holds %j',
    (no) => {
      const tables = [info(vm('app1', 'vm-1', 'poweredOn', no)), disk(hard('app1', 'vm-1'))];
      expect(records(imported(tables))).toEqual([expected]);
    },
  );

  test('3: dates as serials, as text or as dates change nothing, and a number formatted as a date is that number', () => {
    const header = ['Creation date', ...INFO_HEADER];
    for (const date of [
      46059.668,
      '2026/02/06 16:02:00',
      new Date(Date.UTC(2026, 1, 6)),
      new Date(Number.NaN),
    ]) {
      const tables = [table('vInfo', header, [date, ...vm('app1', 'vm-1')]), disk(hard('app1', 'vm-1'))];
      expect(records(imported(tables))).toEqual([expected]);
    }
    // Serial 1000 is 1902-09-26.
    const capacity = new Date(Date.UTC(1902, 8, 26));
    expect(records(imported([info(vm('app1', 'vm-1')), disk(hard('app1', 'vm-1', capacity))]))).toEqual([
      expected,
    ]);
  });

  test('4: a grid of empty rows below and between the data is no data', () => {
    const empty = Array.from({ length: 1000 }, () => Array.from({ length: 8 }, (): Cell => null));
    const blanks = [['', ' ', null]];
    const tables = [
      info(...blanks, vm('app1', 'vm-1'), ...empty),
      disk(...blanks, hard('app1', 'vm-1'), ...empty),
    ];
    const result = imported(tables);
    expect(result.inventory.vms.map(({ row }) => row)).toEqual([3]);
    expect(reported(result, 'disk-of-unknown-vm')).toBeUndefined();
    expect(records(result)).toEqual([expected]);
  });

  test('5: custom attributes in the middle shift columns and rows end early, yet cells are found by header', () => {
    const header = [
      'owner',
      ...INFO_HEADER.slice(0, 3),
      'mmtest-tags',
      ...INFO_HEADER.slice(3),
      'Annotation',
      'zz',
    ];
    const cells = vm('app1', 'vm-1');
    const row = ['Kim', ...cells.slice(0, 3), 'prod', ...cells.slice(3)];
    expect(records(imported([table('vInfo', header, row), disk(hard('app1', 'vm-1'))]))).toEqual([expected]);
  });

  test('6: a link that is down has no speed, and numbers with long binary tails are those numbers', () => {
    const nic = table(
      'vNIC',
      ['Host', 'Speed'],
      ['esx1', 'Link is down!'],
      ['esx1', 10000],
      ['ESX1', '25000'],
    );
    const result = imported([
      info(vm('app1', 'vm-1')),
      disk(hard('app1', 'vm-1', '1000.77083333333333304')),
      nic,
    ]);
    expect(result.inventory.hosts).toMatchObject([{ name: 'esx1', nicSpeed: 25000 }]);
    expect(records(result)).toEqual([{ ...expected, size: '1049384277 B' }]);
    const down = imported([...ONE_VM, table('vNIC', ['Host', 'Speed'], ['esx1', 'Link is down!'])]);
    expect(down.inventory.hosts[0]).not.toHaveProperty('nicSpeed');
  });

  test('7: templates, SRM placeholders, suspended and diskless VMs and unknown names are left out and reported', () => {
    const tables = [
      table(
        'vInfo',
        [...INFO_HEADER, 'SRM Placeholder'],
        [...vm('app1', 'vm-1'), 'False'],
        [...vm('tmpl', 'vm-2', 'poweredOff', 'True'), 'False'],
        [...vm('dr', 'vm-3'), 'True'],
        [...vm('nap', 'vm-4', 'suspended'), 'False'],
        [...vm('pxe', 'vm-5'), 'False'],
        [...vm('off', 'vm-6', 'poweredOff'), 'False'],
      ),
      disk(hard('app1', 'vm-1'), hard('off', 'vm-6'), hard('gone', 'vm-9')),
      table('vPartition', ['VM', 'Consumed MiB'], ['gone', 5]),
    ];
    const result = imported(tables);
    expect(records(result)).toEqual([expected]);
    expect(result.summary.vmsLeftOut).toEqual({
      ...{ template: 1, 'srm-placeholder': 1, suspended: 1, 'powered-off': 1, 'without-disks': 1 },
      ...{ 'cluster-service': 0, 'shared-disk': 0 },
    });
    expect(reported(result, 'vm-srm-placeholder')).toEqual([4]);
    expect(reported(result, 'vm-without-disks')).toEqual([6]);
    expect(reported(result, 'disk-of-unknown-vm')).toEqual([4]);
    expect(reported(result, 'partition-of-unknown-vm')).toEqual([2]);
    const withOff = imported(tables, { poweredOff: true });
    expect(records(withOff).map((record) => record.vm)).toEqual(['app1', 'off']);
  });

  test('8: VMs of one name are kept apart by id, and the later one gets a number that no VM has', () => {
    const tables = [
      info(vm('app', 'vm-1'), vm('app', 'vm-2'), vm('app#2', 'vm-3')),
      disk(hard('app', 'vm-2', 20), hard('app', 'vm-1', 10), hard('app#2', 'vm-3', 30)),
    ];
    const result = imported(tables);
    const sizes = records(result).map((record) => [record.vm, record.size]);
    expect(sizes).toEqual([
      ['app#3', '20 MiB'],
      ['app', '10 MiB'],
      ['app#2', '30 MiB'],
    ]);
    expect(reported(result, 'vm-name-repeated')).toEqual([3]);
  });

  test('8: ids decide even where a tab spells the VM in another way', () => {
    const result = imported([info(vm('nxtDB', 'vm-1')), disk(hard('ntxDB', 'vm-1'))]);
    expect(records(result)).toEqual([{ ...expected, vm: 'nxtDB' }]);
    expect(reported(result, 'disk-name-differs')).toEqual([2]);
  });

  test('8: two vCenters may use the same id and name', () => {
    const header = [...DISK_HEADER, 'VI SDK Server'];
    const tables = [
      table(
        'vInfo',
        [...INFO_HEADER, 'VI SDK Server'],
        [...vm('a', 'vm-1'), 'vc1'],
        [...vm('a', 'vm-1'), 'vc2'],
      ),
      table('vDisk', header, [...hard('a', 'vm-1', 20), 'vc2'], [...hard('a', 'vm-1', 10), 'vc1']),
    ];
    const sizes = records(imported(tables)).map((record) => [record.vm, record.size]);
    expect(sizes).toEqual([
      ['a#2', '20 MiB'],
      ['a', '10 MiB'],
    ]);
  });

  test('8: an id of a vCenter that vInfo does not have belongs to none of its VMs', () => {
    const header = [...DISK_HEADER, 'VI SDK Server', 'VI SDK UUID'];
    const tables = [
      table('vInfo', [...INFO_HEADER, 'VI SDK UUID'], [...vm('app1', 'vm-1'), 'u-1']),
      table(
        'vDisk',
        header,
        [...hard('app1', 'vm-1'), 'vc1', 'u-1'],
        ['ghost', 'Hard disk 2', 9000, 'False', 'persistent', '[ds1] x/x.vmdk', 'vm-1', 'vc2', 'u-2'],
        // A row that names its vCenter in another way than vInfo does may be anybody's of that id.
        ['app1', 'Hard disk 3', 1000, 'False', 'persistent', '[ds1] x/x.vmdk', 'vm-1', 'vc1', null],
      ),
    ];
    const result = imported(tables);
    // 500 MiB in use over two disks of 1,000 MiB: 250 MiB each.
    expect(records(result)).toEqual([
      { ...expected, used: '250 MiB' },
      { ...expected, used: '250 MiB' },
    ]);
    expect(reported(result, 'disk-of-unknown-vm')).toEqual([3]);
  });

  test('8: a partition that stands twice is used once, and hosts tell partitions of one VM name apart', () => {
    const header = INFO_HEADER.filter((name) => name !== 'In Use MiB' && name !== 'VM ID');
    const row = (host: string): Cell[] => ['app', 'poweredOn', 'False', 1, 2000, host];
    const disks = [10_000, 20_000].map((size, at): Cell[] => {
      return ['app', `Hard disk ${at}`, size, 'False', 'persistent', `[ds${at}] x/x.vmdk`, null, `esx${at}`];
    });
    const partitions = table(
      'vPartition',
      ['VM', 'Host', 'Disk', 'Consumed MiB'],
      ['app', 'esx0', 'C:', 300],
      ['app', 'esx1', 'C:', 4000],
      ['app', 'esx1', 'D:', 50],
      ['app', 'esx1', 'C:', 4000],
      ['app', 'esx9', 'C:', 7],
    );
    const result = imported([
      table('vInfo', header, row('esx0'), row('esx1')),
      table('vDisk', [...DISK_HEADER, 'Host'], ...disks),
      partitions,
    ]);
    expect(records(result).map(({ vm, used }) => [vm, used])).toEqual([
      ['app', '300 MiB'],
      ['app#2', '4050 MiB'],
    ]);
    expect(reported(result, 'partition-repeated')).toEqual([5]);
    expect(reported(result, 'partition-of-ambiguous-vm')).toEqual([6]);
  });

  test('9: independent disks and physical raw mappings are excluded with a message, virtual raw ones are kept', () => {
    const header = [...DISK_HEADER, 'Raw Comp. Mode'];
    const row = (label: string, raw: string, mode: string, compatibility: string | null): Cell[] => {
      return ['app1', label, 1000, raw, mode, '[ds1] x/x.vmdk', 'vm-1', compatibility];
    };
    const tables = [
      info(vm('app1', 'vm-1')),
      table(
        'vDisk',
        header,
        row('Hard disk 1', 'False', 'persistent', null),
        row('Hard disk 2', 'False', 'independent_persistent', null),
        row('Hard disk 3', 'True', 'persistent', 'physicalMode'),
        row('Hard disk 4', 'True', 'persistent', 'virtualMode'),
        row('Hard disk 5', 'True', 'independent_persistent', null),
      ),
    ];
    const result = imported(tables);
    const taken = result.inventory.disks
      .filter(({ leftOut }) => leftOut === undefined)
      .map(({ label }) => label);
    expect(taken).toEqual(['Hard disk 1', 'Hard disk 4']);
    expect(reported(result, 'disk-independent')).toEqual([3]);
    expect(reported(result, 'disk-raw-physical')).toEqual([4, 6]);
    const all = imported(tables, { unprotectableDisks: true });
    expect(records(all)).toHaveLength(5);
    expect(reported(all, 'disk-unprotectable-kept')).toEqual([3, 4, 6]);
  });

  test('10: without vDisk, Provisioned is spread evenly over Disks, to the last MiB, with a warning', () => {
    const row = ['app1', 'poweredOn', 'False', 3, 1000, 500, 'esx1', 'vm-1'];
    const result = imported([info(row)]);
    expect(records(result).map((record) => record.size)).toEqual(['334 MiB', '333 MiB', '333 MiB']);
    expect(result.diagnostics.find(({ code }) => code === 'no-vdisk')?.severity).toBe('warning');
  });

  test.each([
    ['no rows', [DISK_HEADER]],
    [
      'no column that names a VM',
      [
        ['Disk', 'Capacity MiB'],
        ['Hard disk 1', 9000],
      ],
    ],
    [
      'no capacities',
      [
        ['VM', 'Disk'],
        ['app1', 'Hard disk 1'],
      ],
    ],
  ])('10: a vDisk with %s is none', (_, rows: Cell[][]) => {
    const result = imported([info(vm('app1', 'vm-1')), table('vDisk', ...rows)]);
    expect(records(result)).toMatchObject([{ vm: 'app1', size: '2000 MiB' }]);
    expect(reported(result, 'no-vdisk')).toEqual([]);
  });

  test('disks without a key, a label and a path are each one of their own, and go by their row', () => {
    const tables = [
      info(vm('app1', 'vm-1'), vm('off', 'vm-2', 'poweredOff')),
      table('vDisk', ['VM', 'Capacity MiB', 'VM ID'], ['app1', 100, 'vm-1'], [null, 200, 'vm-1']),
    ];
    const result = imported(tables);
    expect(result.inventory.disks.map(({ label, capacity }) => [label, capacity])).toEqual([
      ['row 2', 100],
      ['row 3', 200],
    ]);
    // A row that does not name its VM has no other name for it; of VMs that are left out nobody counts disks.
    expect(reported(result, 'disk-name-differs')).toBeUndefined();
    expect(reported(result, 'disk-count-differs')).toEqual([2]);
  });

  test('a number of disks, a size or a speed that nothing has counts as not told', () => {
    const tables = [
      info(
        ['app1', 'poweredOn', 'False', 4_294_967_295, 1000, 500, 'esx1', 'vm-1'],
        ['app2', 'poweredOn', 'False', 2, 1e30, 500, 'esx1', 'vm-2'],
      ),
      table('vNIC', ['Host', 'Speed'], ['esx1', 4_294_967_295], ['esx1', 10_000]),
      table('vHost', ['Host', '# Cores'], ['esx1', 1e9]),
    ];
    const result = imported(tables);
    expect(records(result).map(({ vm, size }) => [vm, size])).toEqual([['app1', '1000 MiB']]);
    expect(reported(result, 'figures-impossible')).toEqual([2, 3]);
    expect(reported(result, 'vm-without-disks')).toEqual([3]);
    expect(result.inventory.hosts).toEqual([
      { name: 'esx1', label: 'esx1', cluster: '', datacenter: '', nicSpeed: 10_000 },
    ]);
  });
});
