import type { FittedInventory } from '../../history/calibration.ts';
import type { InventoryTable, ReadInventory } from '../../scenario/cross-check/inventory/inventory.ts';
import { plainRecords } from '../../scenario/csv/csv-text.ts';
import { Findings } from '../../scenario/findings.ts';
import { type ScenarioSources, sourceFiles } from '../../scenario/sources.ts';
import { loadScenario } from '../../scenario/tree/load.ts';
import { child, itemsOf, nameText } from '../../scenario/tree/located.ts';
import { relativeName } from '../../scenario/tree/relative-name.ts';

/** By a VM's name, the cells of the column `changeRate` for each of its disks, in order; undefined: unchanged. */
export type RateTexts = (vm: string) => readonly (string | undefined)[] | undefined;

/** Copies of a scenario's inventories with other change rates; only of inventories in which a rate changes. */
export function inventoryCopies(sources: ScenarioSources, rateTexts: RateTexts): FittedInventory[] {
  const paths = inventoryPaths(sources);
  return sources.tables.flatMap((table): FittedInventory[] => {
    const path = paths.get(table.source.name);
    const { rows, disks } = withRates(table, rateTexts);
    return path === undefined || disks === 0 ? [] : [{ name: table.source.name, path, disks, rows }];
  });
}

/** The sources with inventories replaced by their copies, which keep the old names. */
export function withCopies(sources: ScenarioSources, copies: readonly FittedInventory[]): ScenarioSources {
  const tables = sources.tables.map((table): InventoryTable => {
    const copy = copies.find(({ name }) => name === table.source.name);
    if (copy === undefined) return table;
    const [header = [], ...rows] = copy.rows;
    const old = recordsOf(table).rows;
    return { source: table.source, header, rows: rows.map((cells, k) => ({ line: old[k]!.line, cells })) };
  });
  return { ...sources, tables };
}

/** The path, for `set`, of each place that names an inventory. */
function inventoryPaths(sources: ScenarioSources): Map<string, string> {
  const { root } = loadScenario(sources.source, sourceFiles(sources), new Findings());
  const paths = new Map<string, string>();
  for (const [row, item] of itemsOf(root, 'vms').entries()) {
    const node = child(item, 'inventory');
    const name = nameText(node);
    if (node === undefined || name === undefined) continue;
    paths.set(relativeName(node.span.source.name, name), `vms.${row}.inventory`);
  }
  return paths;
}

function recordsOf(table: InventoryTable): Pick<ReadInventory, 'header' | 'rows'> {
  if ('rows' in table) return table;
  const [header, ...rows] = plainRecords(table.source.text);
  return { header: header?.cells ?? [], rows };
}

function withRates(
  table: InventoryTable,
  rateTexts: RateTexts,
): { readonly rows: readonly (readonly string[])[]; readonly disks: number } {
  const { header, rows } = recordsOf(table);
  const placeOf = (column: string) =>
    header.findIndex((title) => title.trim().toLowerCase() === column.toLowerCase());
  const vmPlace = placeOf('vm');
  const known = placeOf('changeRate');
  const place = known < 0 ? header.length : known;
  const disksSoFar = new Map<string, number>();
  let disks = 0;
  const copied = rows.map(({ cells }) => {
    const vm = cells[vmPlace]?.trim() ?? '';
    const disk = disksSoFar.get(vm) ?? 0;
    disksSoFar.set(vm, disk + 1);
    const text = rateTexts(vm)?.[disk];
    if (text === undefined || text === cells[place]?.trim()) return cells;
    disks++;
    return Array.from({ length: Math.max(cells.length, place + 1) }, (_, k) =>
      k === place ? text : (cells[k] ?? ''),
    );
  });
  const titles = known < 0 ? [...header, 'changeRate'] : header;
  return { rows: [titles, ...copied], disks };
}
