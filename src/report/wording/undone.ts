import { madeOnce } from '../../collections/made-once.ts';
import { usedBytesOf } from '../../metrics/protection.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { TASK_RESULTS } from '../../metrics/summary.ts';
import { counted } from '../../units/counted.ts';
import { formatBytes } from '../../units/format-quantity.ts';

const SUCCESS = TASK_RESULTS.indexOf('success');

/** Work that a run left undone. */
export interface Undone {
  /** Disks whose last attempt in the last session of their job did not succeed; the end of the run may have cut it off. */
  readonly tasks: number;
  /** The same for earlier sessions, for which a later one has made up. */
  readonly earlier: number;
  readonly unprotectedVms: number;
  /** Used bytes on these VMs. */
  readonly unprotectedBytes: number;
}

export function undoneOf(result: RunResult): Undone {
  const { vms } = result.summary;
  const { last, earlier } = failuresOf(result);
  return {
    tasks: last,
    earlier,
    unprotectedVms: vms.unprotected.length,
    unprotectedBytes: usedBytesOf(result.unprotected),
  };
}

/** `7 tasks without success, 3 VMs with 1.2 TB not protected`; undefined: nothing was left undone. */
export function undoneWords({ tasks, unprotectedVms, unprotectedBytes }: Undone): string | undefined {
  const parts = tasks > 0 ? [`${counted(tasks, 'task')} without success`] : [];
  if (unprotectedVms > 0) parts.push(`${vmsWithData(unprotectedVms, unprotectedBytes)} not protected`);
  return parts.length > 0 ? parts.join(', ') : undefined;
}

/** `3 VMs with 1.2 TB`. */
export function vmsWithData(vms: number, usedBytes: number): string {
  return usedBytes > 0 ? `${counted(vms, 'VM')} with ${formatBytes(usedBytes)}` : counted(vms, 'VM');
}

/**
 * The number of disks whose last attempt in a session did not succeed: in the last session of their job, and in
 * earlier ones.
 */
function failuresOf({ summary, columns }: RunResult): { readonly last: number; readonly earlier: number } {
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
