import type { JobSummary } from './summary.ts';

/**
 * How a job stands to its allowed window. Seconds, to the very end of its sessions: to spare where positive, late where
 * negative. A job's `overrun` is less where snapshots are removed after its last task.
 */
export type Margin =
  | { readonly kind: 'no-window' }
  /** Some session had not ended when the run was cut. */
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'ended'; readonly seconds: number; readonly worst: JobSummary['sessions'][number] };

/** The worst of a job's sessions. */
export function marginOf(job: JobSummary, allowedSeconds: number | undefined): Margin {
  if (job.sessions.some(({ endSeconds }) => endSeconds === null)) return { kind: 'unfinished' };
  if (allowedSeconds === undefined) return { kind: 'no-window' };
  let found: Margin = { kind: 'no-window' };
  for (const session of job.sessions) {
    const seconds = session.startSeconds + allowedSeconds - session.endSeconds!;
    if (found.kind !== 'ended' || seconds < found.seconds) found = { kind: 'ended', seconds, worst: session };
  }
  return found;
}

/** Less is more urgent. */
export function urgencyOf(margin: Margin): number {
  if (margin.kind === 'unfinished') return Number.NEGATIVE_INFINITY;
  return margin.kind === 'ended' ? margin.seconds : Number.POSITIVE_INFINITY;
}
