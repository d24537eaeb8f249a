import type { Span } from '../../diagnostics/diagnostic.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Vm } from '../scenario.ts';
import type { Context } from './context.ts';

/** An inventory's VM may have the name of another one; those of the scenario itself were compared before. */
export function checkVmNames(context: Context, vms: readonly Vm[]): void {
  const firsts = new Map<string, Span>();
  for (const { name, origin } of vms) {
    const first = firsts.get(name);
    if (first === undefined) {
      firsts.set(name, origin.span);
      continue;
    }
    context.findings.report('duplicate-name', `The VM ${shown(name)} is declared twice.`, {
      path: origin.path,
      span: origin.span,
      notes: [{ message: 'First declared here.', span: first }],
    });
  }
}

/** Sums past 2^53 are no longer exact; reported once, at the VM that goes past it. VMs without disks are reported too. */
export function checkTotals(context: Context, vms: readonly Vm[]): void {
  let total = 0;
  for (const { name, disks, origin } of vms) {
    if (!Array.isArray(disks)) continue;
    const before = total;
    for (const { size } of disks) total += size;
    if (before <= Number.MAX_SAFE_INTEGER && total > Number.MAX_SAFE_INTEGER) {
      context.findings.report(
        'out-of-range',
        `Up to ${shown(name)} the disks hold more than 2^53 bytes (about 9 PB).`,
        {
          path: origin.path,
          span: origin.span,
          hint: 'Split the scenario.',
        },
      );
    }
  }
}
