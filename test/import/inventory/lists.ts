import { type InventoryImport, importInventory } from '../../../src/import/inventory.ts';
import type { Cell, Table } from '../../../src/import/tables/table.ts';
import { type InventoryRecord, records as recordsOf, table } from '../tables.ts';

export type ImportedLists = Extract<InventoryImport, { ok: true }>;

/** The import of lists that are expected to give a scenario. */
export function importedLists(
  tables: readonly Table[],
  options: Parameters<typeof importInventory>[1] = {},
): ImportedLists {
  const result = importInventory(tables, options);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('; '));
  return result;
}

/** The inventory as records, by fields that a test is about: `vm host size`. */
export function fields(result: ImportedLists, names: string): string[] {
  const wanted = names.split(' ') as (keyof InventoryRecord)[];
  return recordsOf(result).map((record) => wanted.map((name) => record[name]).join(' | '));
}

/** What was found: code, sheet and rows of each. */
export function found(result: InventoryImport): string[] {
  return result.diagnostics
    .filter(({ code }) => code !== 'host-cores-assumed')
    .map(({ code, sheet, rows }) => [code, sheet, ...rows].filter((part) => part !== undefined).join(' '));
}

export const VHD_HEADER = ['VM Name', 'VHD Path', 'VhdType', 'Current size GB', 'Max size GB', 'Host Name'];

/** Get-VHD as scripts write it. */
export function vhds(...rows: Cell[][]): Table {
  return table('vhds', VHD_HEADER, ...rows);
}

/** Get-VM of Hyper-V. */
export function vms(...rows: Cell[][]): Table {
  return table('vms', ['Name', 'State', 'ComputerName', 'IsClustered', 'Version'], ...rows);
}
