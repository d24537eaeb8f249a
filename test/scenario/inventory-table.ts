import type { InventoryTable } from '../../src/scenario/cross-check/inventory/inventory.ts';

/** A CSV text without quotes as the cli's CSV library would hand it over. */
export function tableOf(name: string, text: string): InventoryTable {
  const [header = '', ...rows] = text.trimEnd().split('\n');
  return {
    source: { name, text },
    header: header.split(','),
    rows: rows.map((row, index) => ({ line: index + 2, cells: row.split(',') })),
  };
}
