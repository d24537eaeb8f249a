import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { DAY_US } from '../units/civil-time.ts';

/** A run without a horizon that lasts a year is stuck: whatever it waits for will never come. */
export const LAST_RESORT_US = 366 * DAY_US;

/** A warning that a run was cut off there: without a horizon the user expects all work to be done at the end. */
export function cutAtLastResort(
  { clock }: Scenario,
  {
    endUs,
    untilUs = Number.POSITIVE_INFINITY,
  }: { readonly endUs: number; readonly untilUs?: number | undefined },
): Diagnostic[] {
  if (clock.horizonUs !== undefined || untilUs <= LAST_RESORT_US || endUs < LAST_RESORT_US) return [];
  return [
    {
      code: 'never-done',
      severity: 'warning',
      message: `The run was cut after ${LAST_RESORT_US / DAY_US} days with work left: it waits for something that never happens, or is far too slow.`,
      hint: 'Look at rates, production loads and schedules for a slip, or set clock.horizon.',
      path: 'clock.horizon',
    },
  ];
}
