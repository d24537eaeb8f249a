import { addTo } from '../../collections/grouped-by.ts';
import type { InventoryVm, VmIdentity } from './inventory.ts';

export interface VmQuery extends VmIdentity {
  readonly name: string;
  /** Label of the host that the row names. */
  readonly host: string | undefined;
}

/** Positions of the VMs that a row of another sheet may mean: one as a rule, none, or several of one name. */
export type VmLookup = (query: VmQuery) => readonly number[];

/**
 * Finds VMs by id, else by UUID, else by name. Ids come first because names differ between tabs of one export (seen in
 * the field) and repeat; an id that vInfo does not know is an unknown VM, whatever its name, and so is one of a vCenter
 * that vInfo does not have it of.
 */
export function vmLookup(vms: readonly InventoryVm[]): VmLookup {
  const byId = indexBy(vms, (vm) => vm.identity.id);
  const byUuid = indexBy(vms, (vm) => vm.identity.uuid);
  const byName = indexBy(vms, (vm) => vm.name);
  return (query) => {
    if (query.id !== '' && byId.size > 0) return narrowed(byId.get(query.id) ?? [], vms, query);
    if (query.uuid !== '' && byUuid.size > 0) return narrowed(byUuid.get(query.uuid) ?? [], vms, query);
    return narrowed(byName.get(query.name) ?? [], vms, query);
  };
}

function indexBy(vms: readonly InventoryVm[], key: (vm: InventoryVm) => string): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [position, vm] of vms.entries()) {
    if (key(vm) !== '') addTo(index, key(vm), position);
  }
  return index;
}

/**
 * Two vCenters may use one id, clones may share a UUID: vCenter, name and host tell them apart where they
 * can.
 */
function narrowed(found: readonly number[], vms: readonly InventoryVm[], query: VmQuery): readonly number[] {
  let left = found.filter((position) => serverOf(vms[position]!, query) !== 'other');
  const keep = (test: (vm: InventoryVm) => boolean) => {
    const kept = left.filter((position) => test(vms[position]!));
    if (kept.length > 0) left = kept;
  };
  if (left.length > 1) keep((vm) => serverOf(vm, query) === 'same');
  if (left.length > 1) keep((vm) => vm.name === query.name);
  if (left.length > 1) keep((vm) => vm.host === query.host);
  return left;
}

/** Whether a VM is of the vCenter that a row names: by its id, or by its name where one of the two tabs has no id. */
function serverOf(vm: InventoryVm, query: VmIdentity): 'same' | 'other' | 'unknown' {
  for (const field of ['serverId', 'serverName'] as const) {
    const known = vm.identity[field];
    if (known !== '' && query[field] !== '') return known === query[field] ? 'same' : 'other';
  }
  return 'unknown';
}
