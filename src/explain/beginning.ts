import { heldBack } from '../model/jobs/job-calendar.ts';
import type { Chronicle } from './state/chronicle.ts';

/** Why a session began when it did. Microseconds from the start. */
export type Beginning =
  | { readonly kind: 'due' }
  /** The session of the job that it follows had ended. */
  | { readonly kind: 'leader-ended'; readonly leader: number }
  /** It was due earlier and waited for its window to open, or for a time at which its schedule allows a start. */
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
 * The first end of a session of the leading job since the previous session of the following job ended. Several ends that occur
 * while a start is held back, up to that of `leader`, lead to a single start.
 */
function firstEndUs({ sessions }: Chronicle, leader: number, session: number): number {
  const [{ job: leads, endUs }, { job }] = [sessions[leader]!, sessions[session]!];
  const sinceUs = sessions.findLast((other, row) => row < session && other.job === job)?.endUs ?? -1;
  return sessions.find((other) => other.job === leads && other.endUs > sinceUs)?.endUs ?? endUs;
}
