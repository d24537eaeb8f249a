import { NEVER, type TaskColumns, waitsOf } from '../../metrics/columns/task-columns.ts';

/** Figures of each VM, by row of `tasks.vms`. Seconds and bytes. */
export interface VmFigures {
  readonly jobs: readonly (readonly number[])[];
  readonly tasks: Uint32Array;
  readonly readBytes: Float64Array;
  readonly waited: Float64Array;
  /** First start and last end; NEVER: none of its tasks started or ended. */
  readonly start: Float64Array;
  readonly end: Float64Array;
}

export function vmFigures(tasks: TaskColumns): VmFigures {
  const count = tasks.vms.length;
  const jobs: number[][] = tasks.vms.map(() => []);
  const found = {
    jobs,
    tasks: new Uint32Array(count),
    readBytes: new Float64Array(count),
    waited: new Float64Array(count),
    start: new Float64Array(count).fill(NEVER),
    end: new Float64Array(count).fill(NEVER),
  };
  for (let task = 0; task < tasks.count; task++) {
    const vm = tasks.vm[task]!;
    if (!jobs[vm]!.includes(tasks.job[task]!)) jobs[vm]!.push(tasks.job[task]!);
    found.tasks[vm]!++;
    found.readBytes[vm]! += tasks.readBytes[task]!;
    found.waited[vm]! += waitsOf(tasks, task).reduce((sum, { seconds }) => sum + seconds, 0);
    const start = tasks.start[task]!;
    if (start !== NEVER && (found.start[vm] === NEVER || start < found.start[vm]!)) found.start[vm] = start;
    found.end[vm] = Math.max(found.end[vm]!, tasks.end[task]!);
  }
  return found;
}
