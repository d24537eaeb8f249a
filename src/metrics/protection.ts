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
  const isCovered = new Uint8Array(model.vms.length);
  /** The first job in which each VM is not protected, and its tasks there: of most VMs there is none. */
  const lacking = new Map<number, { job: number; tasks: LoggedTask[] }>();
  for (const task of tasks.tasks) {
    const job = jobOf(task);
    if (!model.jobs[job]!.work.protects) continue;
    const vm = model.disks.vmOf(task.disk);
    isCovered[vm] = 1;
    if (sessions.lastResult(job, vm)?.protected === true) continue;
    const known = lacking.get(vm);
    if (known === undefined || job < known.job) lacking.set(vm, { job, tasks: [task] });
    else if (job === known.job) known.tasks.push(task);
  }
  const unprotected = [...lacking]
    .sort(([a], [b]) => a - b)
    .map(([vm, { job, tasks: inJob }]): UnprotectedVm => {
      const ended = sessions.lastResult(job, vm);
      const last = ended?.session ?? inJob.at(-1)!.session;
      const ofLast = inJob.filter(({ session }) => session === last);
      const reason = reasonOf(ofLast, ended?.vmRun);
      return { vm: model.vms.nameOf(vm), reason: `${model.jobs[job]!.name}: ${reason}` };
    });
  const covered = isCovered.reduce((sum, one) => sum + one, 0);
  return { protected: covered - unprotected.length, unprotected };
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
