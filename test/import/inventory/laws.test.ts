import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importInventory, isInventoryTable } from '../../../src/import/inventory.ts';
import type { Cell, Table } from '../../../src/import/tables/table.ts';
import { scenarioOfImport } from '../scenario-of-import.ts';
import { table } from '../tables.ts';

/** What lists have in their cells, and what nobody would expect there. */
const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom<Cell>('a', 'A', 'b', 'app {1..3}', 'c*', 'a#2', 'line\nbreak', 'a.x', '\\', ':'),
  fc.constantFrom<Cell>(null, '', ' ', 0, 1, 3, 256, 1024.5, '2,048.5', -1, 1e12, 1e300, Number.NaN, '#N/A'),
  fc.constantFrom<Cell>('Running', 'Off', 'Saved', 'True', true, 'Fixed', 'Differencing', 'PoweredOff', 2),
  fc.constantFrom<Cell>(
    'D:\\a.vhdx',
    'C:\\ClusterStorage\\',
    '\\\\s\\x\\a.vhdx',
    '[a] x.vmdk',
    '[',
    'Disk 3 GB',
  ),
);

const some = fc.constantFrom<Cell>('a', 'b', 'c');
const size = fc.constantFrom<Cell>(1, 40, 4096);
const path = fc.constantFrom<Cell>(
  ...['D:\\a\\a.vhdx', 'D:\\a\\b.vhdx', 'C:\\ClusterStorage\\Volume1\\a\\a.vhdx', '\\\\fs\\vms\\a.vhdx'],
  'D:\\a\\a_4b0c2f6e-1a2b-3c4d-5e6f-0123456789ab.avhdx',
);

/** A list with these columns, mostly with the cells that are usual there. */
function anyList(name: string, columns: Readonly<Record<string, fc.Arbitrary<Cell>>>): fc.Arbitrary<Table> {
  const cells = Object.values(columns).map((usual) => fc.oneof(anyCell, { weight: 4, arbitrary: usual }));
  return fc
    .array(fc.tuple(...cells), { maxLength: 6 })
    .map((rows) => table(name, Object.keys(columns), ...rows));
}

const on = fc.constant<Cell>('Running');
const hyperv = fc.tuple(
  anyList('vhds', {
    'VM Name': some,
    'VHD Path': path,
    VhdType: fc.constant<Cell>('Dynamic'),
    ParentPath: fc.constant<Cell>(''),
    FileSizeGB: size,
    SizeGB: size,
    Host: some,
    Cluster: fc.constant<Cell>(''),
  }),
  fc.option(
    anyList('vms', {
      Name: some,
      State: on,
      ComputerName: some,
      VMId: fc.constant<Cell>(''),
      IsClustered: fc.constant<Cell>('True'),
      Version: fc.constant<Cell>('9.0'),
    }),
  ),
  fc.option(anyList('drives', { VMName: some, Path: path, ControllerType: some, ComputerName: some })),
  fc.option(
    anyList('csvs', {
      OwnerNode: some,
      FriendlyVolumeName: fc.constant<Cell>('C:\\ClusterStorage\\Volume1'),
    }),
  ),
);
const powercli = fc.tuple(
  anyList('vms', {
    Name: some,
    PowerState: fc.constant<Cell>('PoweredOn'),
    UsedSpaceGB: size,
    ProvisionedSpaceGB: size,
    VMHost: some,
    Id: some,
  }),
  fc.option(
    anyList('disks', {
      Parent: some,
      ParentId: some,
      Name: some,
      CapacityGB: size,
      Persistence: fc.constant<Cell>('Persistent'),
      DiskType: fc.constant<Cell>('Flat'),
      Filename: fc.constant<Cell>('[a] x.vmdk'),
    }),
  ),
);
const details = fc.tuple(
  anyList('details', {
    'Site Name': some,
    'VM Power': fc.constant<Cell>('PoweredOn'),
    'VM Used GB': size,
    'VM Provisioned (GB)': size,
    'VM OS': some,
    Environment: some,
  }),
);

test.each([
  ['Hyper-V', hyperv],
  ['PowerCLI', powercli],
  ['VM details', details],
] as const)(
  'whatever the cells of lists of %s say, the scenario is valid, or an error says why there is none',
  (_, lists) => {
    let made = 0;
    fc.assert(
      fc.property(lists as fc.Arbitrary<readonly (Table | null)[]>, fc.boolean(), (some, poweredOff) => {
        const tables = some.filter((list) => list !== null);
        expect(tables.every(isInventoryTable)).toBe(true);
        const result = importInventory(tables, { poweredOff });
        expect(result.diagnostics.some(({ severity }) => severity === 'error')).toBe(!result.ok);
        if (!result.ok) return;
        made += 1;
        expect(scenarioOfImport(result).vms.names.length).toBe(result.summary.vms);
      }),
    );
    expect(made).toBeGreaterThan(20);
  },
);
