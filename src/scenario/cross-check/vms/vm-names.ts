import { shown } from '../../../units/quantity-problem.ts';
import { spanOfVm, type VmTable } from '../../vms/vm-table.ts';
import type { Context } from '../context.ts';

/** Reports VMs of the same name in different lists. Within the scenario's own list they have been compared already. */
export function checkVmNames(context: Context, vms: VmTable): void {
  const firsts = new Map<string, number>();
  for (const [vm, name] of vms.names.entries()) {
    const first = firsts.get(name);
    if (first === undefined) {
      firsts.set(name, vm);
      continue;
    }
    context.findings.report('duplicate-name', `The VM ${shown(name)} is declared twice.`, {
      ...vms.originOf(vm),
      notes: [{ message: 'First declared here.', span: spanOfVm(vms.columns, first) }],
    });
  }
}
