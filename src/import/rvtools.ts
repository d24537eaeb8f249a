import { present } from '../collections/present.ts';
import type { DailyChange } from './daily-change.ts';
import { collectFindings } from './findings.ts';
import { leaveOutDiskless } from './inventory/diskless-vms.ts';
import type { Inventory, InventoryVm } from './inventory/inventory.ts';
import { inventoryRows } from './inventory/inventory-rows.ts';
import { planEstate } from './inventory/planned-estate.ts';
import { scenarioText } from './inventory/scenario-text.ts';
import type { InventorySummary } from './inventory/summary.ts';
import { RVTOOLS_CODES, type RvtoolsDiagnostic, type RvtoolsFindings } from './rvtools/codes.ts';
import { resolveDatastores } from './rvtools/datastores.ts';
import { readDisks } from './rvtools/disks.ts';
import { INFO } from './rvtools/headers.ts';
import { type Hosts, readHosts } from './rvtools/hosts.ts';
import type { RvtoolsOptions } from './rvtools/options.ts';
import { leaveOutShared } from './rvtools/shared-disks.ts';
import { usedSpace } from './rvtools/used-space.ts';
import { readVms } from './rvtools/vms.ts';
import { RVTOOLS_WORDS } from './rvtools/words.ts';
import { openSheet } from './tables/sheet.ts';
import { hasNoData, type Table } from './tables/table.ts';

export type RvtoolsImport =
  | {
      readonly ok: true;
      readonly inventory: Inventory;
      /**
       * The file `inventory.csv` as rows of text, headers first; the code that writes the file does the quoting.
       */
      readonly inventoryRows: readonly (readonly string[])[];
      /** The file `scenario.yaml`, which names `inventory.csv` beside it. */
      readonly scenarioYaml: string;
      readonly diagnostics: readonly RvtoolsDiagnostic[];
      readonly summary: InventorySummary;
      readonly change: DailyChange;
    }
  /** At least one diagnostic is an error. */
  | { readonly ok: false; readonly diagnostics: readonly RvtoolsDiagnostic[] };

/**
 * Turns the sheets of an RVTools export into a scenario that runs. Pure: the same tables and options give the
 * same text, to the byte. Everything odd in the export is reported, nothing but a missing vInfo or an empty
 * result stops it.
 */
export function importRvtools(tables: readonly Table[], options: RvtoolsOptions = {}): RvtoolsImport {
  const findings = collectFindings(RVTOOLS_CODES);
  const inventory = readInventory(tables, options, findings);
  if (inventory === undefined) findings.add('no-vinfo');
  const estate = inventory === undefined ? undefined : planEstate(inventory, options, findings);
  const diagnostics = findings.diagnostics();
  if (estate === undefined) return { ok: false, diagnostics };
  return {
    ok: true,
    inventory: estate.inventory,
    inventoryRows: inventoryRows(estate.inventory, { ...options, changeRate: estate.change.rate }),
    scenarioYaml: scenarioText({ ...estate, diagnostics }, RVTOOLS_WORDS, options),
    diagnostics,
    summary: estate.summary,
    change: estate.change,
  };
}

/** Undefined where the export does not list VMs. Also lists of other tools are read so, under the headers of RVTools. */
export function readInventory(
  tables: readonly Table[],
  options: RvtoolsOptions,
  findings: RvtoolsFindings,
): Inventory | undefined {
  for (const table of tables) if (hasNoData(table)) findings.add('tab-empty', { subject: table.name });
  const info = openSheet(tables, 'vInfo', INFO, findings);
  if (info === undefined || !info.has.has('vm')) return undefined;
  const hosts = withSomeHost(readHosts(tables, info, findings));
  const listed = readVms(info, hosts, options, findings);
  const told = readDisks(tables, listed, hosts, options, findings);
  const { vms: able, disks: drafts } = leaveOutShared(listed, told, findings);
  const vms = leaveOutDiskless(able, drafts, findings);
  const used = usedSpace(tables, vms, drafts, hosts, findings);
  const { datastores, labels } = resolveDatastores(tables, vms, drafts, hosts, findings);
  const disks = drafts.map(({ path, file: _file, lun: _lun, ...disk }, index) => {
    return { ...disk, datastore: labels[index] ?? path ?? '', ...present({ used: used[index] }) };
  });
  reportTracking(vms, options, findings);
  return { platform: 'vsphere', vms, disks, hosts: hosts.hosts, datastores };
}

/** A scenario needs a host: some exports name none at all. */
function withSomeHost(hosts: Hosts): Hosts {
  if (hosts.hosts.length > 0) return hosts;
  return { ...hosts, hosts: [{ name: 'host1', label: 'host1', cluster: '', datacenter: '' }] };
}

function reportTracking(
  vms: readonly InventoryVm[],
  options: RvtoolsOptions,
  findings: RvtoolsFindings,
): void {
  for (const vm of vms) {
    if (vm.leftOut !== undefined) continue;
    const found = { sheet: 'vInfo', row: vm.row, subject: vm.name };
    if (vm.cbt === undefined) findings.add('tracking-unknown', found);
    if (vm.cbt === false && options.tracking !== 'cbt') findings.add('tracking-off', found);
  }
}
