import { groupedBy } from '../collections/grouped-by.ts';
import type { SessionRow } from './session-rows.ts';

/** What of a session tells how it stands to its window. */
export type JudgedSession = Pick<SessionRow, 'startSeconds' | 'endSeconds' | 'closesSeconds'>;

/**
 * How a job stands to its allowed window. Seconds, to the very end of its sessions: to spare where positive, late where
 * negative. A job's `overrun` is less where snapshots are removed after its last task.
 */
export type Margin<Session extends JudgedSession = JudgedSession> =
  | { readonly kind: 'no-window' }
  /** It has no session in the run. */
  | { readonly kind: 'never-started' }
  /** Some session had not ended when the run was cut. */
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'ended'; readonly seconds: number; readonly worst: Session };

/** The worst of a job's sessions. */
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

/** That of each job, by its name, from the sessions of all. */
export function marginsOf(sessions: readonly SessionRow[]): (job: string) => Margin<SessionRow> {
  const byJob = groupedBy(sessions, ({ job }) => job);
  return (job) => marginOf(byJob.get(job) ?? []);
}
