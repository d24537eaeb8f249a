import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { formatDateTime } from '../units/format-quantity.ts';

/**
 * Warnings about faults that would occur after the end of the run. The result contains nothing of them, so it would
 * look as if they had done no harm.
 * @param endUs end of the run, microseconds from its start
 */
export function faultsAfterEnd({ clock, faults }: Scenario, endUs: number): Diagnostic[] {
  const wall = (us: number) => formatDateTime(clock.startUs + us);
  return faults.flatMap(({ kind, when, origin: { path, span } }): Diagnostic[] => {
    if (when.kind !== 'at' || when.atUs <= endUs) return [];
    return [
      {
        code: 'fault-after-end',
        severity: 'warning',
        message: `${kind} at ${wall(when.atUs)} changes nothing: the run is over at ${wall(endUs)}.`,
        hint: 'Set an earlier time, or simulate later nights with clock.horizon.',
        path,
        span,
      },
    ];
  });
}
