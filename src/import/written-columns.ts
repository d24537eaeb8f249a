import type { InventoryColumn } from '../scenario/cross-check/inventory-cells.ts';

/** The columns of an inventory file that an importer of estates writes, binding for whoever reads it. */
export const WRITTEN_COLUMNS = [
  'vm',
  'host',
  'datastore',
  'size',
  'used',
  'changeRate',
  'guest',
  'tracking',
  'tags',
] as const satisfies readonly InventoryColumn[];
