import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { SECOND_US } from '../units/civil-time.ts';
import { formatDuration } from '../units/format-quantity.ts';
import type { Summary } from './summary/summary.ts';

/** Warns when the warm-up covers the whole run: utilisations of 0 would look like idle machines. */
export function nothingLeft({ clock }: Scenario, { window }: Pick<Summary, 'window'>): Diagnostic[] {
  if (clock.warmUpUs === 0 || window === null || clock.warmUpUs < window.endSeconds * SECOND_US) return [];
  return [
    {
      code: 'warm-up-too-long',
      severity: 'warning',
      message: `The warm-up of ${formatDuration(clock.warmUpUs)} lasts longer than the work: every utilisation is 0.`,
      hint: 'Shorten clock.warmUp, or lengthen clock.horizon.',
      path: 'clock.warmUp',
    },
  ];
}
