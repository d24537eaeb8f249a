import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ADAPTER, DATASTORE, DISK, HOST, INFO, NIC, PARTITION } from '../../../src/import/rvtools/headers.ts';
import { importRvtools } from '../../../src/import/rvtools.ts';
import type { HeaderNames } from '../../../src/import/tables/sheet.ts';
import type { Cell, Table } from '../../../src/import/tables/table.ts';
import { scenarioOfImport } from '../scenario-of-import.ts';
import { table } from '../tables.ts';

/** What sheets have in their cells, and what nobody would expect there. */
const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Cell>('a', 'A', 'b', 'app {1..3}', 'c*', 'a#2', 'line\nbreak') },
  fc.constantFrom<Cell>(null, '', ' ', 0, 1, 3, 256, 1024.5, '2,048.5', -1, 1e12, 1e300, Number.NaN, '#N/A'),
  fc.constantFrom<Cell>('poweredOn', 'poweredOff', 'True', true, 'persistent', 'independent_persistent'),
  fc.constantFrom<Cell>('[a] x/x.vmdk', '[b] x/x.vmdk', '[]', '[', 'a, b', 'NFS', 'VMFS', 'vsan', 'Fibre'),
);

/** A sheet of all columns, each row with the cells that `usual` names as they mostly are. */
function anySheet<Column extends string>(
  name: string,
  headers: HeaderNames<Column>,
  usual: Partial<Record<Column, fc.Arbitrary<Cell>>>,
): fc.Arbitrary<Table> {
  const columns = Object.keys(headers) as Column[];
  const cells = columns.map((column) =>
    fc.oneof(anyCell, { weight: 4, arbitrary: usual[column] ?? fc.constant<Cell>(null) }),
  );
  const rows = fc.array(fc.tuple(...cells), { maxLength: 6 });
  return rows.map((all) =>
    table(
      name,
      columns.map((column) => headers[column][0]!),
      ...all,
    ),
  );
}

const some = fc.constantFrom<Cell>('a', 'b', 'c');
const amount = fc.constantFrom<Cell>(1, 1000, 40_960);

const anyExport = fc.tuple(
  anySheet('vInfo', INFO, {
    vm: some,
    power: fc.constant('poweredOn'),
    host: some,
    disks: fc.constant(1),
    provisioned: amount,
    inUse: amount,
  }),
  fc.option(
    anySheet('vDisk', DISK, {
      vm: some,
      label: some,
      capacity: amount,
      path: fc.constantFrom('[a] x', '[b] x'),
    }),
  ),
  fc.option(anySheet('vPartition', PARTITION, { vm: some, consumed: amount })),
  fc.option(anySheet('vHost', HOST, { host: some, cores: fc.constant(16) })),
  fc.option(anySheet('vHBA', ADAPTER, { host: some, type: fc.constant('Fibre Channel') })),
  fc.option(anySheet('vNIC', NIC, { host: some, speed: fc.constant(10_000) })),
  fc.option(anySheet('vDatastore', DATASTORE, { name: some, type: fc.constant('VMFS'), hosts: some })),
);

test('whatever the cells of an export say, the scenario is valid, or an error says why there is none', () => {
  let made = 0;
  fc.assert(
    fc.property(anyExport, (sheets) => {
      const result = importRvtools(sheets.filter((sheet) => sheet !== null));
      expect(result.diagnostics.some(({ severity }) => severity === 'error')).toBe(!result.ok);
      if (!result.ok) return;
      made += 1;
      expect(scenarioOfImport(result).vms.names).toHaveLength(result.summary.vms);
    }),
    { numRuns: 200 },
  );
  expect(made).toBeGreaterThan(50);
});
