import { madeOnce } from '../../collections/made-once.ts';
import type { RunResult } from '../run-result.ts';
import { TASK_RESULTS } from '../summary/summary.ts';

const SUCCESS = TASK_RESULTS.indexOf('success');

/** Disks whose last attempt in a session did not succeed, each counted once per session. */
export interface Failures {
  /** In the last session of their job. */
  readonly last: number;
  /** In earlier sessions, for which a later one has made up or has failed as well. */
  readonly earlier: number;
}

/** All of them. */
export function undoneIn(run: Pick<RunResult, 'summary' | 'columns'>): number {
  const { last, earlier } = failuresOf(run);
  return last + earlier;
}

export function failuresOf({ summary, columns }: Pick<RunResult, 'summary' | 'columns'>): Failures {
  if (summary.totals.succeeded === summary.totals.tasks) return { last: 0, earlier: 0 };
  const { tasks } = columns;
  /** By job, VM and disk, then by session: the row of the last attempt. */
  const ends = new Map<string, Map<number, number>>();
  for (let row = 0; row < tasks.count; row++) {
    const disk = `${tasks.job[row]}/${tasks.vm[row]}/${tasks.disk[row]}`;
    const session = tasks.session[row]!;
    const sessions = madeOnce(ends, disk, () => new Map<number, number>());
    const known = sessions.get(session);
    if (known === undefined || tasks.attempt[known]! < tasks.attempt[row]!) sessions.set(session, row);
  }
  let last = 0;
  let earlier = 0;
  for (const sessions of ends.values()) {
    const newest = Math.max(...sessions.keys());
    for (const [session, row] of sessions) {
      if (tasks.result[row] === SUCCESS) continue;
      if (session === newest) last++;
      else earlier++;
    }
  }
  return { last, earlier };
}
