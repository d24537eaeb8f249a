import { heldBack } from '../model/jobs/job-calendar.ts';
import type { Chronicle } from './state/chronicle.ts';

/** What let a session begin. Microseconds from the start. */
export type Beginning =
  | { readonly kind: 'due' }
  /** The end of this session. */
  | { readonly kind: 'leader-ended'; readonly leader: number }
  /** It was due before, and waited for its window to open, or for the times at which its schedule lets it start. */
  | { readonly kind: 'held-back'; readonly dueUs: number; readonly by: 'window' | 'schedule' };

export function beginningOf(chronicle: Chronicle, session: number): Beginning {
  const { model, sessions } = chronicle;
  const { job, startUs } = sessions[session]!;
  const { declaration } = model.jobs[job]!;
  const leader = chronicle.leaderOf(session);
  if (leader < 0) {
    const held = heldBack(declaration, model.scenario.clock.startUs, startUs);
    return held === undefined ? { kind: 'due' } : { kind: 'held-back', ...held };
  }
  const dueUs = firstEndUs(chronicle, leader, session);
  return dueUs < startUs ? { kind: 'held-back', dueUs, by: 'window' } : { kind: 'leader-ended', leader };
}

/**
 * When the job that a session follows ended first since the session of its own before had ended: it waits once for all of its
 * ends up to that of `leader`, the last.
 */
function firstEndUs({ sessions }: Chronicle, leader: number, session: number): number {
  const [{ job: leads, endUs }, { job }] = [sessions[leader]!, sessions[session]!];
  const sinceUs = sessions.findLast((other, row) => row < session && other.job === job)?.endUs ?? -1;
  return sessions.find((other) => other.job === leads && other.endUs > sinceUs)?.endUs ?? endUs;
}
