import { largest } from '../../collections/extremes.ts';
import { NEVER, type TaskColumns } from '../../metrics/columns/task-columns.ts';

/**
 * When VMs were open: from the start of the first task of an attempt at a VM to the end of the last one, seconds. One entry
 * per attempt of which a task started, in order of start. A VM that two sessions work on at once is open twice.
 */
export interface OpenVms {
  readonly count: number;
  readonly from: Float64Array;
  readonly to: Float64Array;
}

/** `endSeconds`: the end of tasks that had not ended when the run was cut off. */
export function openVms(tasks: TaskColumns, endSeconds: number): OpenVms {
  const { count, vms, job, session, attempt, vm, start, end } = tasks;
  const sessions = (largest(session) ?? 0) + 1;
  const attempts = (largest(attempt) ?? 0) + 1;
  const from = new Float64Array(count);
  const to = new Float64Array(count);
  const rows = new Map<number, number>();
  for (let task = 0; task < count; task++) {
    if (start[task] === NEVER) continue;
    // A number per attempt at a VM: a map finds numbers much faster than texts.
    const run = job[task]! * sessions + session[task]!;
    const key = (run * attempts + attempt[task]!) * vms.length + vm[task]!;
    let row = rows.get(key);
    if (row === undefined) {
      row = rows.size;
      rows.set(key, row);
      // Tasks are in order of start, so the first one of an attempt is the earliest.
      from[row] = start[task]!;
    }
    to[row] = Math.max(to[row]!, end[task] === NEVER ? endSeconds : end[task]!);
  }
  return { count: rows.size, from: from.subarray(0, rows.size), to: to.subarray(0, rows.size) };
}
