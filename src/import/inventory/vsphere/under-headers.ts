import type { RvtoolsCode, RvtoolsFindings } from '../../rvtools/codes.ts';
import type { Cell, Table } from '../../tables/table.ts';
import type { InventoryCode, InventoryFindings } from '../codes.ts';

/** A row of a list under the headers of an RVTools sheet, and where it stands itself. */
export interface RowUnderHeaders<Header extends string> {
  readonly sheet: string;
  readonly row: number;
  readonly cells: Readonly<Partial<Record<Header, Cell | undefined>>>;
}

/** Lists of other tools as sheets of RVTools, so that the code for those can read them. */
export interface SheetsUnderHeaders {
  readonly tables: readonly Table[];
  /** Findings in the sheets, in the terms of the lists. */
  readonly findings: RvtoolsFindings;
}

const INFO_HEADERS = [
  ...(['VM', 'VM ID', 'VM UUID', 'VI SDK Server', 'Powerstate', 'Disks', 'Provisioned MiB'] as const),
  ...(['In Use MiB', 'Host', 'Cluster', 'Datacenter', 'Folder', 'OS'] as const),
];

const DISK_HEADERS = [
  ...(['VM', 'VM ID', 'VI SDK Server', 'Disk', 'Capacity MiB', 'Disk Path', 'Disk Mode'] as const),
  ...(['Raw', 'Raw Comp. Mode', 'Raw LUN ID'] as const),
];

const HOST_HEADERS = ['Host', 'Cluster', '# Cores'] as const;

export type InfoRow = RowUnderHeaders<(typeof INFO_HEADERS)[number]>;
export type DiskRow = RowUnderHeaders<(typeof DISK_HEADERS)[number]>;
export type HostRow = RowUnderHeaders<(typeof HOST_HEADERS)[number]>;

/** `disks`, `hosts`: absent where there is no list of them. */
export function underHeaders(
  vms: readonly InfoRow[],
  disks: readonly DiskRow[] | undefined,
  findings: InventoryFindings,
  hosts?: readonly HostRow[],
): SheetsUnderHeaders {
  const rowsOf = new Map<string, readonly RowUnderHeaders<string>[]>([['vInfo', vms]]);
  if (disks !== undefined) rowsOf.set('vDisk', disks);
  if (hosts !== undefined) rowsOf.set('vHost', hosts);
  return {
    tables: [
      tableOf('vInfo', INFO_HEADERS, vms),
      ...(disks === undefined ? [] : [tableOf('vDisk', DISK_HEADERS, disks)]),
      ...(hosts === undefined ? [] : [tableOf('vHost', HOST_HEADERS, hosts)]),
    ],
    findings: {
      add(code, { sheet = '', row, ...finding } = {}) {
        const own = toldAs(code);
        if (own === undefined) return;
        // The headers stand in row 1.
        const origin = row === undefined ? undefined : rowsOf.get(sheet)?.[row - 2];
        findings.add(own, {
          ...finding,
          ...(origin === undefined ? {} : { sheet: origin.sheet, row: origin.row }),
        });
      },
    },
  };
}

function tableOf<Header extends string>(
  name: string,
  headers: readonly Header[],
  rows: readonly RowUnderHeaders<Header>[],
): Table {
  return {
    name,
    rows: [headers, ...rows.map(({ cells }) => headers.map((header) => cells[header] ?? null))],
  };
}

/** What says something of the tabs of RVTools, told of lists; undefined: it is no news, or cannot be in these sheets. */
const TOLD_AS: Readonly<Record<Exclude<RvtoolsCode, InventoryCode>, InventoryCode | undefined>> = {
  'no-vdisk': 'no-disk-list',
  'no-vdatastore': 'datastores-derived',
  // Their cores are said to be assumed.
  'no-vhost': undefined,
  'no-vinfo': undefined,
  'tab-empty': undefined,
  'vm-template': undefined,
  'vm-srm-placeholder': undefined,
  'disk-shared-bus': undefined,
  'disk-multi-writer': undefined,
  'disk-unprotectable-kept': undefined,
  'disk-count-differs': undefined,
  'partition-unusable': undefined,
  'partition-of-unknown-vm': undefined,
  'partition-of-ambiguous-vm': undefined,
  'partition-repeated': undefined,
  'used-from-partitions': undefined,
  'tracking-off': undefined,
  'host-not-in-vhost': 'host-not-listed',
  'datastore-host-unknown': undefined,
  'datastore-not-in-vdatastore': undefined,
  'datastore-name-repeated': undefined,
  'datastore-type-unknown': undefined,
  'datastore-local': undefined,
  'datastore-host-missing': undefined,
  'datastore-without-host': undefined,
};

function toldAs(code: RvtoolsCode): InventoryCode | undefined {
  return code in TOLD_AS ? TOLD_AS[code as keyof typeof TOLD_AS] : (code as InventoryCode);
}
