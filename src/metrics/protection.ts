import { WAIT_CAUSES } from '../trace/wait-cause.ts';
import type { Collector } from './collector.ts';
import type { LoggedTask } from './task-log.ts';

/** A VM without protection, and why, as the end of "it is not protected: …". */
export interface UnprotectedVm {
  readonly vm: string;
  readonly reason: string;
}

export interface Protection {
  readonly protected: number;
  readonly unprotected: readonly UnprotectedVm[];
}

/**
 * A VM is protected when its last session in every job that covers it succeeded. The reason is that of the first job, in
 * order of declaration, where that is not so.
 */
export function protectionOf({ model, sessions, tasks }: Collector): Protection {
  const jobOf = (task: LoggedTask) => sessions.sessions[task.session]!.job;
  const byVm = new Map<number, LoggedTask[]>();
  for (const task of tasks.tasks) {
    if (!model.jobs[jobOf(task)]!.work.protects) continue;
    const { vm } = model.disks[task.disk]!;
    const known = byVm.get(vm);
    if (known === undefined) byVm.set(vm, [task]);
    else known.push(task);
  }
  const unprotected: UnprotectedVm[] = [];
  for (const vm of [...byVm.keys()].sort((a, b) => a - b)) {
    const own = byVm.get(vm)!;
    const without = [...new Set(own.map(jobOf))]
      .sort((a, b) => a - b)
      .find((job) => sessions.vmResults.get(`${job}/${vm}`)?.protected !== true);
    if (without === undefined) continue;
    const inJob = own.filter((task) => jobOf(task) === without);
    const ended = sessions.vmResults.get(`${without}/${vm}`);
    const last = ended?.session ?? inJob.at(-1)!.session;
    const ofLast = inJob.filter(({ session }) => session === last);
    const reason = reasonOf(ofLast, ended?.vmRun);
    unprotected.push({ vm: model.vms[vm]!.name, reason: `${model.jobs[without]!.name}: ${reason}` });
  }
  return { protected: byVm.size - unprotected.length, unprotected };
}

/** Why a VM's attempts in one session, all of its tasks there, gave no restore point. */
function reasonOf(tasks: readonly LoggedTask[], endedRun: number | undefined): string {
  const attempts = Math.max(...tasks.map(({ attempt }) => attempt));
  const last = tasks.filter(({ attempt }) => attempt === attempts);
  const has = (wanted: LoggedTask['result']) => last.filter(({ result }) => result === wanted);
  if (has('window-closed').length > 0) return 'the window closed';
  const lost = last.some(({ interruptedSinceUs, result }) => interruptedSinceUs >= 0 && result === 'failed');
  const failed = lost ? 'a connection was lost for too long' : 'failed';
  if (has('failed').length > 0) return attempts === 1 ? failed : `${failed}, ${attempts} attempts`;
  const never = has('unfinished').filter(({ startUs }) => startUs < 0);
  if (never.length === 0) return 'at work when the run ended';
  // An attempt that ended all the same was given up.
  return last[0]!.vmRun === endedRun ? 'no proxy could take a disk of it' : stillWaiting(never);
}

/** With what its disks waited for most. */
function stillWaiting(tasks: readonly LoggedTask[]): string {
  const us = WAIT_CAUSES.map(() => 0);
  for (const task of tasks) for (const wait of task.waits) us[wait.cause]! += wait.us;
  const most = Math.max(...us);
  const cause = most > 0 ? ` (${WAIT_CAUSES[us.indexOf(most)]})` : '';
  return `still waiting when the run ended${cause}`;
}
