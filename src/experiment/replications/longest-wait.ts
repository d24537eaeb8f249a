import { mean } from '../../metrics/quantile.ts';
import { WAIT_CAUSES, type WaitCause } from '../../trace/wait-cause.ts';
import type { Outcome } from '../units/outcome.ts';

/** The cause that tasks waited for most, in task-seconds per run; null if nothing waited. */
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
