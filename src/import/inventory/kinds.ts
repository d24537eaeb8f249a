import { textOf } from '../tables/cell.ts';
import { headerRow, type Table } from '../tables/table.ts';

/** Whose lists they are. */
export type ListedSystem = 'Hyper-V' | 'PowerCLI' | 'VM details';

/** What a row of a list is. */
export type ListKind =
  | 'hyperv-disks'
  | 'hyperv-drives'
  | 'hyperv-volumes'
  | 'hyperv-vms'
  | 'powercli-disks'
  | 'powercli-hosts'
  | 'powercli-vms'
  | 'vm-details';

export const SYSTEM_OF: Readonly<Record<ListKind, ListedSystem>> = {
  'hyperv-disks': 'Hyper-V',
  'hyperv-drives': 'Hyper-V',
  'hyperv-volumes': 'Hyper-V',
  'hyperv-vms': 'Hyper-V',
  'powercli-disks': 'PowerCLI',
  'powercli-hosts': 'PowerCLI',
  'powercli-vms': 'PowerCLI',
  'vm-details': 'VM details',
};

/**
 * A list of a kind has a header for each of its patterns; more telling kinds come first. Headers are compared without
 * blanks.
 */
const BY_HEADERS: readonly (readonly [ListKind, ...(readonly RegExp[])])[] = [
  ['vm-details', /^vm(used|provisioned)\(?gi?b\)?$/],
  ['powercli-disks', /^capacity[gk]b$/, /^(filename|parent(id|\.name|\.id)?|persistence)$/],
  [
    'powercli-hosts',
    /^(connectionstate|processortype|cputotalmhz|hyperthreadingactive)$/,
    /^(vmhost|host|(vmhost|host)?name)$/,
  ],
  ['powercli-vms', /^powerstate$/, /^(vmhost(\.name|id)?|(used|provisioned)spacegb)$/],
  ['hyperv-volumes', /^ownernode(\.name)?$/, /friendlyvolumename$|^(csv)?path$/],
  ['hyperv-disks', /^vhdx?(path|format|formattype|type|file)$|^filesize/, /size|capacity/],
  ['hyperv-disks', /^location$/, /^maximumsize/],
  ['hyperv-drives', /^controller(type|number|location)$/, /^path$/],
  [
    'hyperv-vms',
    /^(vm)?state$|^virtualmachinestate$|^status(string)?$/,
    /^(vmname|name|vm)$/,
    /^(computername|(vm)?host(\.name|name)?|isclustered|ishighlyavailable|generation|vmid)$/,
  ],
];

/** What a table lists; undefined where it lists neither VMs nor their disks. */
export function listKindOf(table: Table): ListKind | undefined {
  const headers = (headerRow(table) ?? []).map((cell) => textOf(cell).toLowerCase().replace(/[\s_]/g, ''));
  const kind = BY_HEADERS.find(([, ...patterns]) =>
    patterns.every((pattern) => headers.some((header) => pattern.test(header))),
  );
  return kind?.[0];
}
