/** The columns of an inventory file, binding for whoever reads it. */
export const INVENTORY_COLUMNS = [
  'vm',
  'host',
  'datastore',
  'size',
  'used',
  'changeRate',
  'guest',
  'tracking',
  'tags',
] as const;
