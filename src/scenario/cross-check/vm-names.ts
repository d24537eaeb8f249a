import type { Span } from '../../diagnostics/diagnostic.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Vm } from '../vm.ts';
import type { Context } from './context.ts';

/** An inventory's VM may have the name of another one; those of the scenario itself were compared before. */
export function checkVmNames(context: Context, vms: readonly Pick<Vm, 'name' | 'origin'>[]): void {
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
