import { mean } from '../../metrics/quantile.ts';
import { WAIT_CAUSES, type WaitCause } from '../../trace/wait-cause.ts';
import type { Outcome } from '../units/outcome.ts';

/** What tasks waited for most, and how long, seconds of tasks per run; null where nothing waited. */
export function longestWait(
  outcomes: readonly Outcome[],
): { readonly cause: WaitCause; readonly seconds: number } | null {
  const waits = WAIT_CAUSES.map((cause) => ({
    cause,
    seconds: mean(outcomes.map(({ figures }) => figures[`waits.${cause}`] ?? 0)),
  }));
  const longest = waits.reduce((most, wait) => (wait.seconds > most.seconds ? wait : most));
  return longest.seconds > 0 ? longest : null;
}
