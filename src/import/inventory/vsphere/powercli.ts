import { type HeaderNames, rowsOf } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import { type AmountColumn, amountHeaders, amountOf } from '../amount-headers.ts';
import type { InventoryFindings } from '../codes.ts';
import type { ListKind } from '../kinds.ts';
import {
  type DiskRow,
  type HostRow,
  type InfoRow,
  type SheetsUnderHeaders,
  underHeaders,
} from './under-headers.ts';

type VmColumn =
  | ('name' | 'id' | 'uuid' | 'uid' | 'power' | 'host' | 'cluster' | 'datacenter' | 'folder' | 'guest')
  | AmountColumn<'provisioned'>
  | AmountColumn<'used'>;

/** Of `Get-VM`: properties, those of nested objects in JSON, and what scripts add. */
const VM: HeaderNames<VmColumn> = {
  name: ['Name', 'VM', 'VMName', 'VM Name'],
  id: ['Id'],
  uuid: ['PersistentId'],
  uid: ['Uid'],
  power: ['PowerState'],
  host: ['VMHost.Name', 'VMHost', 'Host'],
  cluster: ['Cluster', 'Cluster.Name', 'VMHost.Parent.Name'],
  datacenter: ['Datacenter', 'Datacenter.Name'],
  folder: ['Folder.Name', 'Folder'],
  guest: ['Guest.OSFullName', 'Guest', 'OS', 'GuestId'],
  ...amountHeaders('provisioned', ['Provisioned space']),
  ...amountHeaders('used', ['Used space']),
};

type DiskColumn =
  | ('vm' | 'vmId' | 'uid' | 'label' | 'path' | 'mode' | 'type' | 'lun')
  | AmountColumn<'capacity'>;

/** Of `Get-HardDisk`. */
const DISK: HeaderNames<DiskColumn> = {
  vm: ['Parent.Name', 'Parent', 'VM', 'VMName', 'VM Name'],
  vmId: ['ParentId', 'Parent.Id'],
  uid: ['Uid'],
  label: ['Name'],
  path: ['Filename', 'File name'],
  mode: ['Persistence'],
  type: ['DiskType'],
  lun: ['ScsiCanonicalName'],
  ...amountHeaders('capacity', ['Capacity']),
};

type HostColumn = 'name' | 'cluster' | 'parent' | 'parentId' | 'cores';

/** Of `Get-VMHost`: `NumCpu` counts cores. */
const HOST: HeaderNames<HostColumn> = {
  name: ['Name', 'VMHost', 'Host', 'HostName'],
  cluster: ['Cluster', 'Cluster.Name'],
  parent: ['Parent.Name', 'Parent'],
  parentId: ['ParentId', 'Parent.Id'],
  cores: ['NumCpu', 'Cores'],
};

/** Power states by the numbers of the enumeration, as old JSON has them. */
const POWER: Readonly<Record<string, string>> = { 0: 'poweredOff', 1: 'poweredOn', 2: 'suspended' };

/** What Get-VM and Get-HardDisk tell, under the headers of RVTools. */
export function powercliSheets(
  lists: (kind: ListKind) => readonly Table[],
  findings: InventoryFindings,
): SheetsUnderHeaders {
  const disks = disksIn(lists('powercli-disks'), findings);
  const listed = vmsIn(lists('powercli-vms'), findings);
  if (listed.length === 0) findings.add('no-vm-list');
  const vms = listed.length === 0 ? vmsOfDisks(disks) : listed;
  const hosts = hostsIn(lists('powercli-hosts'), findings);
  const orNone = <Row>(rows: readonly Row[]) => (rows.length === 0 ? undefined : rows);
  return underHeaders(vms, orNone(disks), findings, orNone(hosts));
}

function vmsIn(tables: readonly Table[], findings: InventoryFindings): InfoRow[] {
  return rowsOf(tables, VM, findings).map((row) => ({
    sheet: row.sheet,
    row: row.line,
    cells: {
      VM: row.text('name'),
      'VM ID': row.text('id'),
      'VM UUID': row.text('uuid'),
      'VI SDK Server': serverIn(row.text('uid')),
      Powerstate: POWER[row.text('power')] ?? row.text('power'),
      Disks: 1,
      'Provisioned MiB': amountOf(row, 'provisioned'),
      'In Use MiB': amountOf(row, 'used'),
      Host: row.text('host'),
      Cluster: row.text('cluster'),
      Datacenter: row.text('datacenter'),
      Folder: row.text('folder'),
      OS: row.text('guest'),
    },
  }));
}

function disksIn(tables: readonly Table[], findings: InventoryFindings): DiskRow[] {
  return rowsOf(tables, DISK, findings).map((row) => {
    const [mode, type] = [row.text('mode'), row.text('type')];
    // It is not documented which number is which.
    if (/^\d+$/.test(mode) || /^\d+$/.test(type)) findings.add('disk-mode-number', row.about(row.text('vm')));
    return {
      sheet: row.sheet,
      row: row.line,
      cells: {
        VM: row.text('vm'),
        'VM ID': row.text('vmId'),
        'VI SDK Server': serverIn(row.text('uid')),
        Disk: row.text('label'),
        'Capacity MiB': amountOf(row, 'capacity'),
        'Disk Path': row.text('path'),
        'Disk Mode': mode,
        Raw: /^raw/i.test(type),
        'Raw Comp. Mode': type,
        'Raw LUN ID': row.text('lun'),
      },
    };
  });
}

function hostsIn(tables: readonly Table[], findings: InventoryFindings): HostRow[] {
  return rowsOf(tables, HOST, findings).map((row) => {
    const parent = row.text('parent');
    // A host of no cluster is in a folder, which is called `host` unless it was renamed.
    const isInFolder = /^folder/i.test(row.text('parentId')) || parent.toLowerCase() === 'host';
    return {
      sheet: row.sheet,
      row: row.line,
      cells: {
        Host: row.text('name'),
        Cluster: row.text('cluster') || (isInFolder ? '' : parent),
        '# Cores': row.number('cores'),
      },
    };
  });
}

/**
 * `/VIServer=administrator@vc1.example.com:443/VirtualMachine=VirtualMachine-vm-42/`: vCenters number their VMs
 * independently.
 */
function serverIn(uid: string): string {
  return /\/VIServer=(?:[^/]*@)?([^/@]+)\//i.exec(uid)?.[1]?.toLowerCase() ?? '';
}

/** Where there is no list of VMs: those that disks name. */
function vmsOfDisks(disks: readonly DiskRow[]): InfoRow[] {
  const seen = new Set<string>();
  return disks.flatMap(({ sheet, row, cells }) => {
    const { VM: name, 'VM ID': id, 'VI SDK Server': server } = cells;
    const key = JSON.stringify([id || name, server]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [
      { sheet, row, cells: { VM: name, 'VM ID': id, 'VI SDK Server': server, Powerstate: 'poweredOn' } },
    ];
  });
}
