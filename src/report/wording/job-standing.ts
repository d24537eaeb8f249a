import { type Margin, marginsOf } from '../../metrics/sessions/margin.ts';
import type { SessionRow } from '../../metrics/sessions/session-rows.ts';
import type { JobSummary, Summary } from '../../metrics/summary/summary.ts';
import type { Clock } from './clock.ts';
import { formatSeconds } from './metric-value.ts';

/** How a job ended: against its window, and with what result. */
export interface JobStanding {
  readonly name: string;
  readonly job: JobSummary;
  /** Its session with the longest window, the first of equals; undefined: none of its tasks started. */
  readonly longest: SessionRow | undefined;
  readonly margin: Margin;
}

/** The standings of all jobs, in order of declaration. */
export function standingsOf(jobs: Summary['jobs'], sessions: readonly SessionRow[]): readonly JobStanding[] {
  const marginOf = marginsOf(sessions);
  const longest = new Map<string, SessionRow>();
  for (const session of sessions) {
    const most = longest.get(session.job)?.window?.seconds ?? -1;
    if (session.window !== null && session.window.seconds > most) longest.set(session.job, session);
  }
  return Object.entries(jobs).map(([name, job]) => ({
    name,
    job,
    longest: longest.get(name),
    margin: marginOf(name),
  }));
}

/**
 * All jobs in order of declaration, or, if there are more than `most`, the most urgent: those shown and those left
 * out.
 */
export function mostUrgent(
  standings: readonly JobStanding[],
  most: number,
): { readonly shown: readonly JobStanding[]; readonly hidden: readonly JobStanding[] } {
  if (standings.length <= most) return { shown: standings, hidden: [] };
  const sorted = [...standings].sort((a, b) => urgencyOf(a) - urgencyOf(b));
  return { shown: sorted.slice(0, most), hidden: sorted.slice(most) };
}

/**
 * Smaller is more urgent: first what has not ended or has failed, then what is late, then what has least to spare.
 */
function urgencyOf(standing: JobStanding): number {
  const { margin } = standing;
  if (margin.kind === 'unfinished' || hasFailed(standing)) return Number.NEGATIVE_INFINITY;
  return margin.kind === 'ended' ? margin.seconds : Number.POSITIVE_INFINITY;
}

/** Some VM of its last session failed: if it was in time, then perhaps only because it did less. */
function hasFailed({ job }: JobStanding): boolean {
  return job.sessions.at(-1)?.result === 'failed';
}

/** `7h 40m to spare`, `12m late`, `failed, 7h 40m to spare`. */
export function standingWords(standing: JobStanding): string {
  const words = marginWords(standing.margin);
  return hasFailed(standing) ? `failed, ${words}` : words;
}

function marginWords(margin: Margin): string {
  switch (margin.kind) {
    case 'ended':
      return marginText(margin.seconds);
    case 'unfinished':
      return 'unfinished';
    case 'never-started':
      return 'never started';
    case 'no-window':
      return 'no limit';
  }
}

/** `7h 40m to spare` or `12m late`. */
export function marginText(seconds: number): string {
  return `${formatSeconds(Math.abs(seconds))} ${seconds < 0 ? 'late' : 'to spare'}`;
}

/** Neutral: there is no window to compare with. */
export type Tone = 'good' | 'bad' | 'neutral';

/** Whether one session of a job is good or bad news. */
export function sessionTone({ result, endSeconds, closesSeconds }: SessionRow): Tone {
  if (result === 'failed' || endSeconds === null) return 'bad';
  if (closesSeconds === null) return 'neutral';
  return endSeconds > closesSeconds ? 'bad' : 'good';
}

/** Whether the standing is good or bad news. */
export function standingTone(standing: JobStanding): Tone {
  const { margin } = standing;
  if (margin.kind === 'unfinished' || hasFailed(standing)) return 'bad';
  if (margin.kind !== 'ended') return 'neutral';
  return margin.seconds < 0 ? 'bad' : 'good';
}

/** The longest window of a job; without a started task there is none, which is not the same as 0 seconds. */
export function windowWords({ longest }: JobStanding): string {
  return longest?.window == null ? '-' : formatSeconds(longest.window.seconds);
}

/** When the session with the longest window ended; `-` if none has a window, or it was open when the run ended. */
export function endWords({ job, longest }: JobStanding, clock: Clock): string {
  const end = (longest ?? job.sessions.at(-1))?.endSeconds ?? null;
  return end === null ? '-' : clock(end);
}

/** What the figures of a job in tables are of, where some have several sessions; undefined: none has. */
export function severalSessions(standings: readonly JobStanding[]): string | undefined {
  return standings.some(({ job }) => job.sessions.length > 1)
    ? 'Jobs with several sessions: window and end of the longest session, margin of the tightest, other columns over all sessions.'
    : undefined;
}
