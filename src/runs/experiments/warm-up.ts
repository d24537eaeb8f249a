import type { Result } from '../../diagnostics/diagnostic.ts';
import { LEAST_VALUES, mserTruncation } from '../../experiment/statistics/mser.ts';
import { mean } from '../../metrics/quantile.ts';
import type { SessionRow } from '../../metrics/sessions/session-rows.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type RunOptions, runScenario } from '../run.ts';

/** How long a scenario takes to settle, judged by the windows of its jobs over several runs. */
export type WarmUp =
  /**
   * `seconds` from the start of the clock; `job`: the one that takes longest to settle. 0: all are settled from the
   * first session on.
   */
  | { readonly kind: 'found'; readonly seconds: number; readonly job: string; readonly runs: number }
  | { readonly kind: 'too-short'; readonly job: string; readonly sessions: number; readonly needed: number }
  | { readonly kind: 'unsettled'; readonly job: string };

/**
 * Runs whose windows are averaged session by session (Welch 1983): randomness averages out, the transient remains.
 */
const RUNS = 5;

/**
 * Runs a scenario several times and looks for a transient at the beginning. Jobs with few sessions are ignored if
 * others have more.
 */
export function findWarmUp(scenario: Scenario, options: RunOptions = {}): Result<WarmUp> {
  const runs: (readonly SessionRow[])[] = [];
  for (let replication = 0; replication < RUNS; replication++) {
    const outcome = runScenario(scenario, { ...options, replication });
    if (!outcome.ok) return outcome;
    runs.push(outcome.result.sessions);
  }
  const series = scenario.jobs.map(({ name }) => ({ name, sessions: meanSessions(runs, name) }));
  const long = series.filter(({ sessions }) => sessions.length >= LEAST_VALUES);
  return { ok: true, value: long.length === 0 ? tooShort(series) : longest(long), warnings: [] };
}

interface Series {
  readonly name: string;
  readonly sessions: readonly { readonly startSeconds: number; readonly windowSeconds: number }[];
}

/**
 * The sessions that all runs have, with their mean windows. A session in which nothing ran has no window and ends the
 * series.
 */
function meanSessions(runs: readonly (readonly SessionRow[])[], name: string): Series['sessions'] {
  const own = runs.map((sessions) => sessions.filter(({ job }) => job === name));
  const shared = Math.min(...own.map(({ length }) => length));
  const sessions: { startSeconds: number; windowSeconds: number }[] = [];
  for (let i = 0; i < shared; i++) {
    const windows = own.flatMap((rows) => rows[i]!.window?.seconds ?? []);
    if (windows.length < runs.length) break;
    const startSeconds = Math.max(...own.map((rows) => rows[i]!.startSeconds));
    sessions.push({ startSeconds, windowSeconds: mean(windows) });
  }
  return sessions;
}

function tooShort(series: readonly Series[]): WarmUp {
  const most = series.reduce((a, b) => (b.sessions.length > a.sessions.length ? b : a));
  return { kind: 'too-short', job: most.name, sessions: most.sessions.length, needed: LEAST_VALUES };
}

function longest(series: readonly Series[]): WarmUp {
  let found = { seconds: 0, job: series[0]!.name };
  for (const { name, sessions } of series) {
    const cut = mserTruncation(sessions.map(({ windowSeconds }) => windowSeconds));
    if (cut === undefined) return { kind: 'unsettled', job: name };
    const seconds = cut === 0 ? 0 : sessions[cut]!.startSeconds;
    if (seconds > found.seconds) found = { seconds, job: name };
  }
  return { kind: 'found', ...found, runs: RUNS };
}
