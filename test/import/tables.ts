import type { RvtoolsOptions } from '../../src/import/rvtools/options.ts';
import { importRvtools, type RvtoolsImport } from '../../src/import/rvtools.ts';
import type { Cell, Table } from '../../src/import/tables/table.ts';
import { USUAL_COLUMNS } from '../../src/scenario/cross-check/inventory/inventory-cells.ts';

export type Imported = Extract<RvtoolsImport, { ok: true }>;

/** A table from rows of cells; the first row is the header. */
export function table(name: string, ...rows: Cell[][]): Table {
  return { name, rows };
}

/** The import of tables that are expected to give a scenario. */
export function imported(tables: readonly Table[], options?: RvtoolsOptions): Imported {
  const result = importRvtools(tables, options);
  if (!result.ok)
    throw new Error(`import refused: ${result.diagnostics.map(({ message }) => message).join('; ')}`);
  return result;
}

export type InventoryRecord = Record<(typeof USUAL_COLUMNS)[number], string>;

/** The inventory file as one record per disk. */
export function records(result: Pick<Imported, 'inventoryRows'>): InventoryRecord[] {
  const [header, ...rows] = result.inventoryRows;
  if (header?.join() !== USUAL_COLUMNS.join()) throw new Error(`unexpected columns: ${header?.join()}`);
  return rows.map(([vm = '', host = '', datastore = '', size = '', used = '', changeRate = '', ...rest]) => {
    const [guest = '', tracking = '', tags = ''] = rest;
    return { vm, host, datastore, size, used, changeRate, guest, tracking, tags };
  });
}

/** Rows that a code was reported for; undefined where it was not reported. */
export function reported(
  result: Pick<RvtoolsImport, 'diagnostics'>,
  code: string,
): readonly number[] | undefined {
  return result.diagnostics.find((diagnostic) => diagnostic.code === code)?.rows;
}

export const INFO_HEADER = [
  'VM',
  'Powerstate',
  'Template',
  'Disks',
  'Provisioned MiB',
  'In Use MiB',
  'Host',
  'VM ID',
];
export const DISK_HEADER = ['VM', 'Disk', 'Capacity MiB', 'Raw', 'Disk Mode', 'Disk Path', 'VM ID'];

/** One VM with one disk of 1,000 MiB on `ds1`, half used: what most tests change one thing of. */
export const ONE_VM: readonly Table[] = [
  table('vInfo', INFO_HEADER, ['app1', 'poweredOn', 'False', 1, 2000, 500, 'esx1', 'vm-1']),
  table('vDisk', DISK_HEADER, [
    'app1',
    'Hard disk 1',
    1000,
    'False',
    'persistent',
    '[ds1] app1/app1.vmdk',
    'vm-1',
  ]),
];
