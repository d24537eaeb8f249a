import type { TaskColumns } from '../../metrics/columns/task-columns.ts';

/** What the reader wants to see; undefined: all of it. */
export interface Wanted {
  /** Rows of the lists of names. */
  readonly job?: number;
  readonly proxy?: number;
  /** A part of a VM's name, in any case. */
  readonly vm?: string;
}

/** 1 for each task that is wanted. */
export function wantedTasks(tasks: TaskColumns, { job, proxy, vm }: Wanted): Uint8Array {
  const part = vm?.trim().toLowerCase() ?? '';
  const isVmWanted = tasks.vms.map((name) => name.toLowerCase().includes(part));
  const wanted = new Uint8Array(tasks.count);
  for (let task = 0; task < tasks.count; task++) {
    const isWanted =
      (job === undefined || tasks.job[task] === job) &&
      (proxy === undefined || tasks.proxy[task] === proxy || tasks.secondProxy[task] === proxy) &&
      isVmWanted[tasks.vm[task]!] === true;
    wanted[task] = isWanted ? 1 : 0;
  }
  return wanted;
}
