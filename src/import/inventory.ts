import { groupedBy } from '../collections/grouped-by.ts';
import type { ChangeOptions, DailyChange } from './daily-change.ts';
import { collectFindings } from './findings.ts';
import { INVENTORY_CODES, type InventoryDiagnostic, type InventoryFindings } from './inventory/codes.ts';
import { hypervInventory } from './inventory/hyperv/inventory.ts';
import type { Inventory } from './inventory/inventory.ts';
import { inventoryRows } from './inventory/inventory-rows.ts';
import { type ListedSystem, type ListKind, listKindOf, SYSTEM_OF } from './inventory/kinds.ts';
import { planEstate } from './inventory/planned-estate.ts';
import { type ScenarioOptions, scenarioText } from './inventory/scenario-text.ts';
import type { InventorySummary } from './inventory/summary.ts';
import { powercliSheets } from './inventory/vsphere/powercli.ts';
import type { SheetsUnderHeaders } from './inventory/vsphere/under-headers.ts';
import { vmDetailsSheets } from './inventory/vsphere/vm-details.ts';
import { INVENTORY_WORDS } from './inventory/words.ts';
import { readInventory } from './rvtools.ts';
import { hasNoData, type Table } from './tables/table.ts';

/** What the user may decide; the rest are assumptions written into the scenario. */
export interface InventoryOptions extends ScenarioOptions, ChangeOptions {
  /** Also take VMs that are powered off (never saved ones). Default false. */
  readonly poweredOff?: boolean;
}

export type InventoryImport =
  | {
      readonly ok: true;
      readonly system: ListedSystem;
      readonly inventory: Inventory;
      /** The file `inventory.csv` as rows of text, headers first. */
      readonly inventoryRows: readonly (readonly string[])[];
      /** The file `scenario.yaml`, which names `inventory.csv` beside it. */
      readonly scenarioYaml: string;
      readonly diagnostics: readonly InventoryDiagnostic[];
      readonly summary: InventorySummary;
      readonly change: DailyChange;
    }
  /** At least one diagnostic is an error. */
  | { readonly ok: false; readonly diagnostics: readonly InventoryDiagnostic[] };

/** Lists of vSphere are put under the headers of RVTools, so that one reader serves all of them. */
const UNDER_HEADERS: Readonly<
  Record<
    Exclude<ListedSystem, 'Hyper-V'>,
    (lists: (kind: ListKind) => readonly Table[], findings: InventoryFindings) => SheetsUnderHeaders
  >
> = {
  PowerCLI: powercliSheets,
  'VM details': (lists, findings) => vmDetailsSheets(lists('vm-details'), findings),
};

/** Whether a table lists VMs or their disks, in a way that the import knows. */
export function isInventoryTable(table: Table): boolean {
  return listKindOf(table) !== undefined;
}

/**
 * Turns lists of VMs and their disks, of Hyper-V, PowerCLI or a table of VM details, into a scenario that runs. Their
 * headers tell which is which. Pure: the same tables and options give the same text, to the byte. Everything odd is
 * reported; nothing stops it but lists of several systems, or nothing to back up.
 */
export function importInventory(tables: readonly Table[], options: InventoryOptions = {}): InventoryImport {
  const findings = collectFindings(INVENTORY_CODES);
  const system = systemOf(tables, findings);
  const inventory = system === undefined ? undefined : readLists(system, tables, options, findings);
  const estate = inventory === undefined ? undefined : planEstate(inventory, options, findings);
  const diagnostics = findings.diagnostics();
  if (system === undefined || estate === undefined) return { ok: false, diagnostics };
  return {
    ok: true,
    system,
    inventory: estate.inventory,
    inventoryRows: inventoryRows(estate.inventory, { changeRate: estate.change.rate }),
    scenarioYaml: scenarioText({ ...estate, diagnostics }, INVENTORY_WORDS[system], options),
    diagnostics,
    summary: estate.summary,
    change: estate.change,
  };
}

/** The one that all lists are of. */
function systemOf(tables: readonly Table[], findings: InventoryFindings): ListedSystem | undefined {
  const known = tables.flatMap((table) => listKindOf(table) ?? []);
  const [system, ...others] = new Set(known.map((kind) => SYSTEM_OF[kind]));
  if (system === undefined) findings.add('nothing-listed');
  if (system === undefined || others.length === 0) return system;
  for (const subject of [system, ...others]) findings.add('several-systems', { subject });
  return undefined;
}

function readLists(
  system: ListedSystem,
  tables: readonly Table[],
  options: InventoryOptions,
  findings: InventoryFindings,
): Inventory | undefined {
  const kinds = groupedBy(tables, listKindOf);
  for (const table of tables) if (hasNoData(table)) findings.add('table-empty', { subject: table.name });
  const lists = (kind: ListKind) => kinds.get(kind) ?? [];
  if (system === 'Hyper-V') return hypervInventory(lists, options.poweredOff === true, findings);
  const sheets = UNDER_HEADERS[system](lists, findings);
  return readInventory(sheets.tables, options, sheets.findings);
}
