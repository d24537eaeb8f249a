import type { Model } from '../../model/model.ts';
import { WAIT_CAUSES, type WaitCause } from '../../trace/wait-cause.ts';
import { formatDateTime, formatDuration } from '../../units/format-quantity.ts';
import type { Collector } from '../collector.ts';
import type { JobPoints } from '../logs/restore-point-log.ts';
import type { TaskLog } from '../logs/task-log.ts';
import { TASK_RESULTS, type TaskResult } from '../summary/summary.ts';

/** An unprotected VM. `reason` completes the sentence "it is not protected: …". */
export interface UnprotectedVm {
  readonly vm: string;
  readonly reason: string;
  /** Bytes in use on its disks, which would be lost with it. */
  readonly usedBytes: number;
}

/** Total bytes in use on these VMs. */
export function usedBytesOf(vms: readonly UnprotectedVm[]): number {
  return vms.reduce((sum, { usedBytes }) => sum + usedBytes, 0);
}

export interface Protection {
  readonly protected: number;
  readonly unprotected: readonly UnprotectedVm[];
}

/**
 * A VM is protected when its last session in every job that covers it succeeded, and it never went longer without a
 * newer restore point than an objective of its jobs allows. VMs that are only in backup copies count where these state
 * an objective and copied something, or missed it. Otherwise the reason is that of the first job, in order of
 * declaration, in which its last session did not succeed, or else that of the first job whose objective was missed.
 */
export function protectionOf({ model, sessions, vmRuns, restorePoints, tasks: log }: Collector): Protection {
  const { tasks } = log;
  const isCovered = new Uint8Array(model.vms.length);
  const hasTasks = new Uint8Array(model.jobs.length);
  /** By VM: the first job in which it is not protected, and its tasks in that job, if it had any. Most VMs have no entry. */
  const lacking = new Map<number, { job: number; tasks: number[] }>();
  for (let task = 0; task < log.count; task++) {
    const { job } = sessions.sessions[tasks.session[task]!]!;
    hasTasks[job] = 1;
    if (!model.jobs[job]!.work.protects) continue;
    const vm = model.disks.vmOf(tasks.disk[task]!);
    isCovered[vm] = 1;
    if (vmRuns.runs.isProtected[vmRuns.lastOf(job, vm)] === 1) continue;
    const known = lacking.get(vm);
    if (known === undefined || job < known.job) lacking.set(vm, { job, tasks: [task] });
    else if (job === known.job) known.tasks.push(task);
  }
  // Sessions that the end of the run cut off in their start-up have no tasks.
  for (const { job } of sessions.sessions) {
    if (hasTasks[job] === 1 || !model.jobs[job]!.work.protects) continue;
    for (const vm of model.jobs[job]!.vms) {
      isCovered[vm] = 1;
      const known = lacking.get(vm);
      if (known === undefined || job < known.job) lacking.set(vm, { job, tasks: [] });
    }
  }
  const reasons = new Map<number, string>();
  for (const [vm, { job, tasks: inJob }] of lacking) {
    if (inJob.length === 0) {
      reasons.set(vm, `${model.jobs[job]!.name}: its session was still starting when the run ended`);
      continue;
    }
    const last = vmRuns.lastOf(job, vm);
    const ofLast = inJob.filter((task) => tasks.vmRun[task] === last);
    const reason = reasonOf(log, { ofLast, inJob, isOver: vmRuns.runs.isProtected[last] === 0 });
    reasons.set(vm, `${model.jobs[job]!.name}: ${reason}`);
  }
  for (const [job, { name }] of model.jobs.entries()) {
    const points = restorePoints.ofJob(job);
    // A copy that states an objective protects, too, once it has a restore point.
    for (const [vm, { hasPoint }] of points?.vms ?? []) if (hasPoint) isCovered[vm] = 1;
    for (const [vm, reason] of beyondObjective(model, points)) {
      isCovered[vm] = 1;
      if (!reasons.has(vm)) reasons.set(vm, `${name}: ${reason}`);
    }
  }
  const unprotected = [...reasons]
    .sort(([a], [b]) => a - b)
    .map(([vm, reason]): UnprotectedVm => {
      const usedBytes = model.vms.disksOf(vm).reduce((sum, disk) => sum + model.disks.figures.used[disk]!, 0);
      return { vm: model.vms.nameOf(vm), reason, usedBytes };
    });
  const covered = isCovered.reduce((sum, one) => sum + one, 0);
  return { protected: covered - unprotected.length, unprotected };
}

/** VMs that went longer without a newer restore point than their job's objective allows, each with its reason. */
function beyondObjective({ scenario }: Model, points: JobPoints | undefined): [vm: number, reason: string][] {
  if (points === undefined) return [];
  const { objectiveUs, vms } = points;
  return [...vms].flatMap(([vm, { longestUs, sinceUs }]): [number, string][] => {
    if (longestUs <= objectiveUs) return [];
    const since = formatDateTime(scenario.clock.startUs + sinceUs);
    const [longest, objective] = [longestUs, objectiveUs].map(formatDuration);
    return [[vm, `no newer restore point for ${longest} from ${since} on, rpo ${objective}`]];
  });
}

interface Attempt {
  /** Tasks of the VM's last attempt. */
  readonly ofLast: readonly number[];
  /** All tasks of the VM in this job. */
  readonly inJob: readonly number[];
  readonly isOver: boolean;
}

/** Why the last attempt at a VM created no restore point. */
function reasonOf(log: TaskLog, { ofLast: inAttempt, inJob, isOver }: Attempt): string {
  const { tasks } = log;
  const attempt = tasks.attempt[inAttempt[0]!]!;
  const has = (wanted: TaskResult) =>
    inAttempt.filter((task) => TASK_RESULTS[tasks.result[task]!] === wanted);
  if (has('window-closed').length > 0) return 'the window closed';
  const failed = failureOf(log, has('failed'));
  if (failed !== undefined) return attempt === 1 ? failed : `${failed}, ${attempt} attempts`;
  const never = has('unfinished').filter((task) => tasks.startUs[task]! < 0);
  if (never.length === 0) return 'at work when the run ended';
  // The attempt ended although a task never started, so the VM was given up.
  if (isOver) return 'no proxy could take a disk of it';
  const cause = mostWaitedFor(log, never);
  if (cause === undefined) return 'still waiting when the run ended';
  const session = tasks.session[never[0]!]!;
  const before = inJob.filter(
    (task) => tasks.session[task] === session && tasks.attempt[task] === attempt - 1,
  );
  const earlier =
    cause === 'retry-wait'
      ? failureOf(
          log,
          before.filter((task) => TASK_RESULTS[tasks.result[task]!] === 'failed'),
        )
      : undefined;
  return earlier === undefined
    ? `still waiting when the run ended (${cause})`
    : `${earlier}, and its retry had not begun when the run ended`;
}

/** Why tasks failed; undefined: none did. */
function failureOf(log: TaskLog, failed: readonly number[]): string | undefined {
  if (failed.length === 0) return undefined;
  const isLost = failed.some((task) => log.interruptionsOf(task).sinceUs >= 0);
  return isLost ? 'a connection was lost for too long' : 'failed';
}

/** The cause for which the tasks waited longest; undefined: no wait was recorded. */
function mostWaitedFor({ tasks, waits }: TaskLog, never: readonly number[]): WaitCause | undefined {
  const us = WAIT_CAUSES.map(() => 0);
  for (const task of never) {
    for (let wait = tasks.waitsFrom[task]!; wait < tasks.waitsTo[task]!; wait++)
      us[waits.cause[wait]!]! += waits.us[wait]!;
  }
  const most = Math.max(...us);
  return most > 0 ? WAIT_CAUSES[us.indexOf(most)] : undefined;
}
