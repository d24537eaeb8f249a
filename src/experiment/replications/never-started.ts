import type { Outcome } from '../units/outcome.ts';

/** For enabled jobs without a session in some runs: the number of those runs. */
export type NeverStarted = Readonly<Record<string, number>>;

const SESSION_COUNT = /^jobs\.(?<job>.*)\.sessionCount$/s;

/**
 * In the order of the scenario. A job without a session meets any window, so reports about windows must mention it.
 */
export function neverStarted(outcomes: readonly Outcome[]): NeverStarted {
  const runs = new Map<string, number>();
  for (const { figures } of outcomes) {
    for (const [path, count] of Object.entries(figures)) {
      const job = count === 0 ? SESSION_COUNT.exec(path)?.groups?.['job'] : undefined;
      if (job !== undefined) runs.set(job, (runs.get(job) ?? 0) + 1);
    }
  }
  return Object.fromEntries(runs);
}

/** The same for a file; absent if every job always started. */
export function toldNeverStarted(outcomes: readonly Outcome[]): { readonly neverStarted?: NeverStarted } {
  const missing = neverStarted(outcomes);
  return Object.keys(missing).length === 0 ? {} : { neverStarted: missing };
}
