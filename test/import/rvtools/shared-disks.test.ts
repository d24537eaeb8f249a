import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/import/tables/table.ts';
import { DISK_HEADER, INFO_HEADER, imported, records, reported, table } from '../tables.ts';

const vm = (name: string, power = 'poweredOn'): Cell[] => {
  return [name, power, 'False', 1, 2000, 500, 'esx1', name];
};
const info = (...names: string[]) => table('vInfo', INFO_HEADER, ...names.map((name) => vm(name)));

/** What a test changes of a disk of 1,000 MiB. */
interface Row {
  readonly vm: string;
  readonly label?: string;
  readonly mode?: string;
  readonly raw?: string;
  readonly path?: string | null;
  readonly bus?: Cell;
  readonly sharing?: Cell;
  readonly rawMode?: string;
  readonly lun?: string;
  readonly capacity?: number;
}
const HEADER = [...DISK_HEADER, 'Shared Bus', 'Sharing mode', 'Raw Comp. Mode', 'Raw LUN ID'];
const disks = (...rows: Row[]) =>
  table(
    'vDisk',
    HEADER,
    ...rows.map(
      ({ vm: owner, label = 'Hard disk 1', mode = 'persistent', raw = 'False', ...rest }): Cell[] => {
        const { path = `[ds1] ${owner}/${label}.vmdk`, bus = 'noSharing', sharing = 'sharingNone' } = rest;
        const { rawMode = null, lun = null, capacity = 1000 } = rest;
        return [owner, label, capacity, raw, mode, path, owner, bus, sharing, rawMode, lun];
      },
    ),
  );
const SECOND = 'Hard disk 2';

describe('agents of the cluster services', () => {
  test.each([
    ['vCLS-4c8af9a0-1b2c-4d5e-8f60-0123456789ab', true],
    ['vCLS (3)', true],
    ['vCLS(12)', true],
    ['vcls-4C8AF9A0-1b2c-4d5e-8f60-0123456789ab', true],
    ['vCLS', false],
    ['vCLS-monitor', false],
    ['app vCLS (3)', false],
    ['vCLS (3) copy', false],
  ])('%s is left out: %s', (name, leftOut) => {
    const result = imported([info('app1', name), disks({ vm: 'app1' }, { vm: name })]);
    expect(result.summary.vmsLeftOut['cluster-service']).toBe(leftOut ? 1 : 0);
    expect(reported(result, 'vm-cluster-service')).toEqual(leftOut ? [3] : undefined);
    expect(records(result)).toHaveLength(leftOut ? 1 : 2);
  });

  test.each([
    ['vCLS', true],
    ['Datacenter/vm/vCLS', true],
    ['Datacenter\\vCLS', true],
    ['vCLS/apps', false],
    ['no vCLS', false],
  ])('are known by the folder %s, whatever their name: %s', (folder, leftOut) => {
    const tables = [
      table('vInfo', [...INFO_HEADER, 'Folder'], [...vm('app1'), 'vm'], [...vm('agent'), folder]),
      disks({ vm: 'app1' }, { vm: 'agent' }),
    ];
    expect(reported(imported(tables), 'vm-cluster-service')).toEqual(leftOut ? [3] : undefined);
  });
});

describe('of a VM on a shared SCSI bus', () => {
  test.each<Cell>(['physicalSharing', 'virtualSharing', 1, 2, '2'])(
    'no disk is taken, as there is no snapshot of it: bus %j',
    (bus) => {
      const tables = [
        info('node1', 'node2', 'app1'),
        disks(
          { vm: 'node1' },
          { vm: 'node1', label: SECOND, bus },
          { vm: 'node2', bus, mode: 'independent_persistent', raw: 'True' },
          { vm: 'app1' },
        ),
      ];
      const result = imported(tables);
      expect(records(result).map((record) => record.vm)).toEqual(['app1']);
      expect(result.inventory.disks.map(({ leftOut }) => leftOut)).toEqual([
        ...['vm-left-out', 'shared-bus', 'shared-bus', undefined],
      ]);
      expect(result.summary).toMatchObject({ vms: 1, disksLeftOut: 0, vmsLeftOut: { 'shared-disk': 2 } });
      expect(reported(result, 'disk-shared-bus')).toEqual([3, 4]);
      expect(reported(result, 'vm-nothing-protectable')).toBeUndefined();
    },
  );

  test.each<Cell>(['noSharing', 0, '0', null, ''])('all are taken where the bus is not: %j', (bus) => {
    const result = imported([info('app1'), disks({ vm: 'app1', bus })]);
    expect(records(result)).toHaveLength(1);
  });

  test('that is not backed up anyway, nothing is said', () => {
    const tables = [
      table('vInfo', INFO_HEADER, vm('app1'), vm('node1', 'poweredOff')),
      disks({ vm: 'app1' }, { vm: 'node1', bus: 2 }),
    ];
    const result = imported(tables);
    expect(reported(result, 'disk-shared-bus')).toBeUndefined();
    expect(result.summary.vmsLeftOut).toMatchObject({ 'powered-off': 1, 'shared-disk': 0 });
  });
});

describe('a disk that several VMs write to', () => {
  test('leaves its VMs without a snapshot, unless it is independent', () => {
    const sharing = 'sharingMultiWriter';
    const path = '[ds1] rac/shared.vmdk';
    const result = imported([
      info('rac1', 'rac2', 'rac3'),
      disks(
        { vm: 'rac1' },
        { vm: 'rac1', label: SECOND, sharing, path },
        { vm: 'rac2', sharing, path },
        { vm: 'rac3' },
        { vm: 'rac3', label: SECOND, sharing, path, mode: 'independent_persistent' },
      ),
    ]);
    expect(records(result).map((record) => record.vm)).toEqual(['rac3']);
    expect(reported(result, 'disk-multi-writer')).toEqual([3, 4]);
    expect(reported(result, 'disk-independent')).toEqual([6]);
    expect(result.summary).toMatchObject({ vms: 1, disks: 1, vmsLeftOut: { 'shared-disk': 2 } });
  });

  test('counts once where all disks are wanted', () => {
    const path = '[ds1] rac/shared.vmdk';
    const sharing = 'sharingMultiWriter';
    const tables = [
      info('rac1', 'rac2'),
      disks(
        ...['rac1', 'rac2'].flatMap((name) => [{ vm: name }, { vm: name, label: SECOND, sharing, path }]),
      ),
    ];
    const result = imported(tables, { unprotectableDisks: true });
    // Two of their own and one that they share, of 1,000 MiB each.
    expect(result.summary).toMatchObject({ vms: 2, disks: 3, disksOfSeveralVms: 1, capacity: 3000 });
    expect(reported(result, 'disk-of-several-vms')).toEqual([5]);
    // The other is not kept: it is counted with the first.
    expect(reported(result, 'disk-unprotectable-kept')).toEqual([3]);
  });
});

describe('a disk that stands with several VMs', () => {
  const shared = '[ds1] pair/shared.vmdk';

  test('counts once, with the first of them, where no column says how they share it', () => {
    const header = HEADER.slice(0, DISK_HEADER.length);
    const row = (name: string, label: string, path: string): Cell[] => {
      return [name, label, 1000, 'False', 'persistent', path, name];
    };
    const tables = [
      info('app1', 'app2', 'copy'),
      table(
        'vDisk',
        header,
        row('app1', 'Hard disk 1', '[ds1] app1/app1.vmdk'),
        row('app1', SECOND, shared),
        row('app2', 'Hard disk 1', '[ds1] app2/app2.vmdk'),
        row('app2', SECOND, shared),
        row('copy', 'Hard disk 1', '[ds1] app1/app1.vmdk'),
      ),
    ];
    const result = imported(tables);
    expect(records(result).map((record) => record.vm)).toEqual(['app1', 'app1', 'app2']);
    expect(reported(result, 'disk-of-several-vms')).toEqual([5, 6]);
    // Nothing is left of the VM whose only disk is another one's.
    expect(reported(result, 'vm-nothing-protectable')).toEqual([4]);
    expect(result.summary).toMatchObject({ vms: 2, disks: 3, disksOfSeveralVms: 2, disksLeftOut: 0 });
  });

  test('is taken with the first VM that is taken', () => {
    const tables = [
      table('vInfo', INFO_HEADER, vm('off', 'poweredOff'), vm('app1')),
      disks({ vm: 'off', path: shared }, { vm: 'app1', path: shared }),
    ];
    expect(records(imported(tables)).map((record) => record.vm)).toEqual(['app1']);
  });

  test('is known by its LUN where it is raw, and not by the place where its VM is at home', () => {
    const raw = { raw: 'True', rawMode: 'virtualMode' };
    const home = table(
      'vInfo',
      [...INFO_HEADER, 'Path'],
      ...['a', 'b'].map((name) => [...vm(name), `[ds1] x/x.vmx`]),
    );
    const luns = (first: string, second: string) =>
      imported([
        home,
        disks({ vm: 'a', path: null, lun: first, ...raw }, { vm: 'b', path: null, lun: second, ...raw }),
      ]).summary.disks;
    expect(luns('0200a1', '0200a1')).toBe(1);
    expect(luns('0200a1', '0200a2')).toBe(2);
    // A LUN is told of raw disks alone.
    const plain = imported([
      home,
      disks({ vm: 'a', path: null, lun: 'x' }, { vm: 'b', path: null, lun: 'x' }),
    ]);
    expect(plain.summary.disks).toBe(2);
  });

  test.each([
    ['another datacenter', ['dc1', 'vc1'], ['dc2', 'vc1'], 1000, 2],
    ['another vCenter', ['dc1', 'vc1'], ['dc1', 'vc2'], 1000, 2],
    ['another size', ['dc1', 'vc1'], ['dc1', 'vc1'], 1001, 2],
    ['nothing else', ['dc1', 'vc1'], ['dc1', 'vc1'], 1000, 1],
  ])('is another one with %s', (_, first, second, capacity, expected) => {
    const header = [...INFO_HEADER, 'Datacenter', 'VI SDK Server'];
    const tables = [
      table('vInfo', header, [...vm('a'), ...first], [...vm('b'), ...second]),
      disks({ vm: 'a', path: shared }, { vm: 'b', path: shared, capacity }),
    ];
    expect(imported(tables).summary.disks).toBe(expected);
  });

  test('of one VM are two: a path that stands twice there is nobody else’s', () => {
    const tables = [info('a'), disks({ vm: 'a', path: shared }, { vm: 'a', label: SECOND, path: shared })];
    expect(imported(tables).summary.disks).toBe(2);
  });
});
