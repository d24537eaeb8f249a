import { groupedBy } from '../../collections/grouped-by.ts';
import type { SessionRow } from './session-rows.ts';

/** The fields of a session that determine its margin. */
export type JudgedSession = Pick<SessionRow, 'startSeconds' | 'endSeconds' | 'closesSeconds'>;

/**
 * How a job compares with its allowed window: seconds from the end of a session to the close of its window, positive to
 * spare, negative late. The end includes snapshot removals after the last task; a job's `overrun` does not.
 */
export type Margin<Session extends JudgedSession = JudgedSession> =
  | { readonly kind: 'no-window' }
  /** The job has no session in the run. */
  | { readonly kind: 'never-started' }
  /** Some session had not ended at the horizon. */
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'ended'; readonly seconds: number; readonly worst: Session };

/** The smallest margin among a job's sessions. */
export function marginOf<Session extends JudgedSession>(sessions: readonly Session[]): Margin<Session> {
  if (sessions.length === 0) return { kind: 'never-started' };
  if (sessions.some(({ endSeconds }) => endSeconds === null)) return { kind: 'unfinished' };
  let found: Margin<Session> = { kind: 'no-window' };
  for (const session of sessions) {
    if (session.closesSeconds === null) continue;
    const seconds = session.closesSeconds - session.endSeconds!;
    if (found.kind !== 'ended' || seconds < found.seconds) found = { kind: 'ended', seconds, worst: session };
  }
  return found;
}

/** Returns a function from the name of a job to its margin. `sessions`: of all jobs. */
export function marginsOf(sessions: readonly SessionRow[]): (job: string) => Margin<SessionRow> {
  const byJob = groupedBy(sessions, ({ job }) => job);
  return (job) => marginOf(byJob.get(job) ?? []);
}
