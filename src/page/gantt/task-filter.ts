import type { TaskColumns } from '../../metrics/columns/task-columns.ts';

/** The reader's filter; undefined: no restriction. */
export interface Wanted {
  /** Indices into the lists of names. */
  readonly job?: number;
  readonly proxy?: number;
  /** A part of a VM's name, ignoring case. */
  readonly vm?: string;
}

/** 1 for each task that passes the filter. */
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
