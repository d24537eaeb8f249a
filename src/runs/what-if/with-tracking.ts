import type { Scenario } from '../../scenario/scenario.ts';
import type { VmTraits } from '../../scenario/vms/vm.ts';
import { VmTable } from '../../scenario/vms/vm-table.ts';
import { type Doubling, NO_FIGURE } from './doubling.ts';

/**
 * Change tracking for the VMs that have none, and are therefore read in full by every backup. It costs nothing. Undefined where
 * every VM has it. On Hyper-V, a VM without it needs newer hosts or a newer configuration first, so it stays as it is.
 */
export function withTracking({ vms }: Pick<Scenario, 'vms'>): Doubling | undefined {
  if (!vms.traits.some(lacksTracking)) return undefined;
  return {
    ...NO_FIGURE,
    what: 'vms.*.tracking',
    set: canBeSet(vms) ? ['vms.*.tracking=cbt'] : [],
    apply: (before) => ({ ...before, vms: tracked(before.vms) }),
  };
}

const lacksTracking = ({ platform, tracking }: VmTraits) => platform === 'vsphere' && tracking === 'none';

/** VMs that share their traits still do, as the table requires. */
function tracked({ columns, traits }: VmTable): VmTable {
  const changed = new Map<VmTraits, VmTraits>();
  const own = traits.map((one) => {
    if (!lacksTracking(one)) return one;
    const now = changed.get(one) ?? { ...one, tracking: 'cbt' };
    changed.set(one, now);
    return now;
  });
  return new VmTable(columns, own);
}

/** One setting for all VMs reaches none of an inventory and is wrong for any of Hyper-V. */
function canBeSet({ columns, traits }: VmTable): boolean {
  return (
    traits.every(({ platform }) => platform === 'vsphere') &&
    columns.places.every((place) => !('starts' in place))
  );
}
