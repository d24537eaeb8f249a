import { expect, test } from 'vitest';
import { importRvtools } from '../../../src/import/rvtools.ts';
import { numberOf } from '../../../src/import/tables/cell.ts';
import type { Cell } from '../../../src/import/tables/table.ts';
import { imported, ONE_VM, records, table } from '../tables.ts';

const INFO_ROW: Cell[] = ['app1', 'poweredOn', 'False', 1, 2000, 500, 'esx1', 'u-1'];

test('the MB of old exports is MiB: both spellings give the same files', () => {
  const old = ONE_VM.map(({ name, rows: [header = [], ...rows] }) => {
    const renamed = header.map((cell) => String(cell).replace('MiB', 'MB').replace('Disk Path', 'Path'));
    return { name, rows: [renamed, ...rows] };
  });
  expect(old.flatMap(({ rows }) => rows[0])).toContain('Capacity MB');
  const [before, after] = [imported(old), imported(ONE_VM)];
  expect(before.inventoryRows).toEqual(after.inventoryRows);
  expect(before.scenarioYaml).toBe(after.scenarioYaml);
  expect(records(after)).toMatchObject([{ size: '1000 MiB', used: '500 MiB' }]);
});

test('internal column names of batch exports give the same disks', () => {
  const header = [
    'vInfoVMName',
    'vInfoPowerstate',
    'vInfoTemplate',
    'vInfoNumVirtualDisks',
    'vInfoProvisioned',
  ];
  const info = table('vInfo', [...header, 'vInfoInUse', 'vInfoHost', 'vInfoUUID'], INFO_ROW);
  const disk = table(
    'vDisk',
    ['vDiskVMName', 'vDiskName', 'vDiskCapacity', 'vDiskPath'],
    [...['app1', 'Hard disk 1', 1000, '[ds1] app1/app1.vmdk']],
  );
  expect(records(imported([info, disk]))).toEqual(records(imported(ONE_VM)));
});

test.each<[Cell, '.' | ',', number | undefined]>([
  ['1,234,567', '.', 1234567],
  ['1,234', '.', 1234],
  ['1.234.567,5', ',', 1234567.5],
  ['1.234', ',', 1234],
  ['1234,5', ',', 1234.5],
  ['1.5', ',', 1.5],
  ['1,5', '.', 1.5],
  ['1 234', '.', 1234],
  ["1'234.5", '.', 1234.5],
  ['1\u00a0234,5', ',', 1234.5],
  ['0.77083333333333304', '.', 0.77083333333333304],
  ['-5', '.', -5],
  ['', '.', undefined],
  [null, '.', undefined],
  [true, '.', undefined],
  ['Link is down!', '.', undefined],
  ['12.345.6', '.', undefined],
  ['0,125', '.', 0.125],
  ['-0.125', ',', -0.125],
  ['1e999', '.', undefined],
])('the cell %j of a file with decimal mark %j is the number %j', (cell, decimal, expected) => {
  expect(numberOf(cell, decimal)).toBe(expected);
});

test('an export without vInfo, or with nothing in it to back up, is refused with a code', () => {
  const codes = (tables: Parameters<typeof importRvtools>[0]) => {
    const result = importRvtools(tables);
    const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
    return [result.ok, ...errors.map(({ code }) => code)];
  };
  expect(codes([])).toEqual([false, 'no-vinfo']);
  expect(codes([table('vInfo', ['Name', 'State'], ['a', 'b'])])).toEqual([false, 'no-vinfo']);
  expect(codes([table('vInfo', ['VM', 'Powerstate'], ['a', 'poweredOff'])])).toEqual([
    false,
    'nothing-to-protect',
  ]);
});
