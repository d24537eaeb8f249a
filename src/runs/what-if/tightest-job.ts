import type { TightestJob } from '../../metrics/doubled.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { longestNight, severalNights } from '../../metrics/sessions/nights.ts';
import type { SessionRow } from '../../metrics/sessions/session-rows.ts';

export type RunWithSessions = Pick<RunResult, 'summary' | 'sessions' | 'nights'>;

/**
 * The job with least to spare, where its worst session does not end the window by which changes are judged: a change may then
 * shorten that window without any help to this job. Undefined: judging by the window alone is enough.
 */
export function tightestBesideWindow(run: RunWithSessions): TightestJob | undefined {
  const worst = tightestSession(run.sessions);
  const endSeconds = endOfWindow(run);
  if (worst === undefined || endSeconds === undefined) return undefined;
  const endsWindow = worst.startSeconds < endSeconds && worst.endSeconds >= endSeconds;
  return endsWindow ? undefined : { job: worst.job, spareSeconds: spareOf(worst) };
}

/** Null: no session has a window, or one with a window had not ended. */
export function tightestJob({ sessions }: Pick<RunResult, 'sessions'>): TightestJob | null {
  const worst = tightestSession(sessions);
  return worst === undefined ? null : { job: worst.job, spareSeconds: spareOf(worst) };
}

type Closed = SessionRow & { readonly endSeconds: number; readonly closesSeconds: number };

function tightestSession(sessions: readonly SessionRow[]): Closed | undefined {
  const closing = sessions.filter(({ closesSeconds }) => closesSeconds !== null);
  if (closing.some(({ endSeconds }) => endSeconds === null)) return undefined;
  let tightest: Closed | undefined;
  for (const session of closing as readonly Closed[])
    if (tightest === undefined || spareOf(session) < spareOf(tightest)) tightest = session;
  return tightest;
}

const spareOf = ({ closesSeconds, endSeconds }: Closed) => closesSeconds - endSeconds;

/**
 * The last end of a task in the run, or in its longest night. Sessions that start several times a night have no such
 * window.
 */
function endOfWindow({ summary, nights, sessions }: RunWithSessions): number | undefined {
  if (severalNights(summary) !== undefined) return longestNight(nights)?.window.endSeconds;
  const startsAgain = sessions.length > new Set(sessions.map(({ job }) => job)).size;
  return startsAgain ? undefined : summary.window?.endSeconds;
}
