import type { SheetRow } from '../../tables/sheet.ts';
import type { Report } from '../codes.ts';
import type { ProxyColumn } from '../headers.ts';
import type { Server } from './servers.ts';

/** On-host: a Hyper-V host, which is a proxy for its own VMs. */
export type ProxyKind = 'physical' | 'virtual' | 'on-host';
export type ProxyMode = 'san' | 'nfs' | 'hotadd' | 'nbd' | 'nbdssl';
export type ProxyModes = 'auto' | readonly ProxyMode[];

/** Types by their words, and by the numbers of PowerShell's enumeration as old JSON has them; empty: not given. */
export const VSPHERE = /^(vi|vmware|0|$)/i;
export const HYPERV = /^(hv|hyper-?v|[12]$)/i;
const ON_HOST = /on-?host|^1$/i;
/** Its id or name; zeros stand for none. */
const SOME_VM = /[1-9a-z]/i;
const OFF_HOST = /off-?host|^2$/i;

interface Traits {
  readonly platform: 'vsphere' | 'hyperv';
  readonly isDefault: boolean;
  readonly server: Server | undefined;
  readonly hasInventory: boolean;
  /** It is one of the inventory's VMs. */
  readonly isVm: boolean;
  readonly modes: ProxyModes | undefined;
}

/** What a proxy is, by its chassis, its modes, or whether it is a VM of the inventory; `report` hears what was assumed. */
export function proxyKindOf(
  row: SheetRow<ProxyColumn>,
  { platform, isDefault, server, hasInventory, isVm, modes }: Traits,
  report: Report,
): ProxyKind {
  if (platform === 'hyperv') {
    if (OFF_HOST.test(row.text('type'))) return 'physical';
    if (ON_HOST.test(row.text('type')) || HYPERV.test(server?.type ?? '')) return 'on-host';
    report('proxy-off-host');
    return 'physical';
  }
  const chassis = row.text('chassis');
  if (/virtual$/i.test(chassis)) return 'virtual';
  if (/physical$/i.test(chassis)) return 'physical';
  if (isVm || SOME_VM.test(row.text('chosenVm')) || hasMode(modes, 'hotadd')) return 'virtual';
  if (hasMode(modes, 'san') || (hasInventory && !isDefault)) {
    if (!hasMode(modes, 'san')) report('proxy-kind-assumed');
    return 'physical';
  }
  // Where nothing tells, most proxies are VMs, and the one on the backup server is left to the network mode.
  report('proxy-kind-assumed');
  return isDefault ? 'physical' : 'virtual';
}

function hasMode(modes: ProxyModes | undefined, mode: ProxyMode): boolean {
  return modes !== undefined && modes !== 'auto' && modes.includes(mode);
}

/**
 * `Auto`, `DirectStorageAccess` (older: `San`), `VirtualAppliance` (`HotAdd`), `Network` (`Nbd`), in any case of letters, or
 * 0 to 3 in this order.
 */
export function modesOf(row: SheetRow<ProxyColumn>): ProxyModes | undefined {
  const mode = row.text('mode').toLowerCase();
  if (/^(auto(matic)?|0|)$/.test(mode)) return 'auto';
  if (/^direct|^san|^1$/.test(mode)) return ['san', 'nfs'];
  if (/^virtualappliance|^hot-?add|^2$/.test(mode)) return ['hotadd'];
  if (/^network|^nbd|^3$/.test(mode)) return [row.flag('encrypted') === true ? 'nbdssl' : 'nbd'];
  return undefined;
}
