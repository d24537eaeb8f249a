import { present } from '../collections/present.ts';
import { collectFindings } from './findings.ts';
import { RVTOOLS_CODES, type RvtoolsDiagnostic, type RvtoolsFindings } from './rvtools/codes.ts';
import { resolveDatastores } from './rvtools/datastores.ts';
import { type DiskDraft, readDisks } from './rvtools/disks.ts';
import { INFO } from './rvtools/headers.ts';
import { type Hosts, readHosts } from './rvtools/hosts.ts';
import type { Inventory, InventoryDatastore, InventoryVm } from './rvtools/inventory.ts';
import { inventoryRows } from './rvtools/inventory-rows.ts';
import type { RvtoolsOptions } from './rvtools/options.ts';
import { planProxies } from './rvtools/proxy-plan.ts';
import { scenarioText } from './rvtools/scenario-text.ts';
import { leaveOutShared } from './rvtools/shared-disks.ts';
import { sitesOf } from './rvtools/sites.ts';
import { type RvtoolsSummary, summarise } from './rvtools/summary.ts';
import { usedSpace } from './rvtools/used-space.ts';
import { readVms } from './rvtools/vms.ts';
import { openSheet } from './sheet.ts';
import { isBlank, type Table } from './table.ts';

export type RvtoolsImport =
  | {
      readonly ok: true;
      readonly inventory: Inventory;
      /**
       * The file `inventory.csv` as rows of text, headers first; whoever writes the file does the quoting.
       */
      readonly inventoryRows: readonly (readonly string[])[];
      /** The file `scenario.yaml`, which names `inventory.csv` beside it. */
      readonly scenarioYaml: string;
      readonly diagnostics: readonly RvtoolsDiagnostic[];
      readonly summary: RvtoolsSummary;
    }
  /** At least one diagnostic is an error. */
  | { readonly ok: false; readonly diagnostics: readonly RvtoolsDiagnostic[] };

/**
 * Turns the sheets of an RVTools export into a scenario that runs. Pure: the same tables and options give the
 * same text, to the byte. Everything odd in the export is reported, nothing but a missing vInfo or an empty
 * result stops it.
 */
export function importRvtools(tables: readonly Table[], options: RvtoolsOptions = {}): RvtoolsImport {
  const findings: RvtoolsFindings = collectFindings(RVTOOLS_CODES);
  const inventory = readInventory(tables, options, findings);
  const taken = inventory?.vms.some((vm) => vm.leftOut === undefined) === true;
  if (inventory === undefined || !taken) {
    findings.add(inventory === undefined ? 'no-vinfo' : 'nothing-to-protect');
    return { ok: false, diagnostics: findings.diagnostics() };
  }
  const datastores = usedDatastores(inventory, findings);
  const busyHosts = inventory.vms.flatMap((vm) =>
    vm.leftOut === undefined && vm.host !== undefined ? [vm.host] : [],
  );
  const plan = planProxies(inventory, datastores, new Set(busyHosts));
  for (const subject of plan.networkOnly) findings.add('datastore-network-only', { subject });
  const summary = summarise(inventory, datastores.length, plan.proxies.length);
  const diagnostics = findings.diagnostics();
  const { hosts } = inventory;
  const content = { hosts, datastores, sites: sitesOf(inventory), plan, summary, diagnostics };
  return {
    ok: true,
    inventory,
    inventoryRows: inventoryRows(inventory, options),
    scenarioYaml: scenarioText(content, options),
    diagnostics,
    summary,
  };
}

function readInventory(
  tables: readonly Table[],
  options: RvtoolsOptions,
  findings: RvtoolsFindings,
): Inventory | undefined {
  reportEmptyTabs(tables, findings);
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
  return { vms, disks, hosts: hosts.hosts, datastores };
}

function reportEmptyTabs(tables: readonly Table[], findings: RvtoolsFindings): void {
  for (const { name: subject, rows } of tables) {
    // A row of headers is no row of data.
    if (rows.filter((cells) => !cells.every(isBlank)).length < 2) findings.add('tab-empty', { subject });
  }
}

/** A scenario needs a host: some exports name none at all. */
function withSomeHost(hosts: Hosts): Hosts {
  if (hosts.hosts.length > 0) return hosts;
  return { ...hosts, hosts: [{ name: 'host1', label: 'host1', cluster: '', datacenter: '' }] };
}

function leaveOutDiskless(
  vms: readonly InventoryVm[],
  disks: readonly DiskDraft[],
  findings: RvtoolsFindings,
): InventoryVm[] {
  const withDisk = new Set(disks.map(({ vm }) => vm));
  const withWork = new Set(disks.filter(({ leftOut }) => leftOut === undefined).map(({ vm }) => vm));
  return vms.map((vm, index) => {
    if (vm.leftOut !== undefined || withWork.has(index)) return vm;
    const code = withDisk.has(index) ? 'vm-nothing-protectable' : 'vm-without-disks';
    findings.add(code, { sheet: 'vInfo', row: vm.row, subject: vm.name });
    return { ...vm, leftOut: 'without-disks' };
  });
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

/** In the order of the export, then derived and invented ones. */
function usedDatastores(inventory: Inventory, findings: RvtoolsFindings): InventoryDatastore[] {
  const busy = new Set(
    inventory.disks.filter((disk) => disk.leftOut === undefined).map((disk) => disk.datastore),
  );
  return inventory.datastores.filter((datastore) => {
    if (busy.has(datastore.label)) return true;
    if (datastore.source === 'vDatastore') findings.add('datastore-unused', { subject: datastore.name });
    return false;
  });
}
