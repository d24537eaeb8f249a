import type { Model } from '../model/model.ts';
import type { Candidate } from '../model/ways/transport.ts';
import type { Chronicle, ToldTask } from './state/chronicle.ts';

/** Identifies a task for users. Session and attempt count from 1. */
export interface TaskName {
  readonly job: string;
  readonly session: number;
  readonly attempt: number;
  readonly vm: string;
  readonly disk: string;
}

export function nameOf({ model, sessions }: Chronicle, task: ToldTask): TaskName {
  return {
    job: model.jobs[task.job]!.name,
    session: sessions[task.session]!.number,
    attempt: task.attempt,
    vm: model.vms.nameOf(task.vm),
    disk: model.disks.nameOf(task.disk),
  };
}

/** `app01/0`, followed by `whichText`. */
export function shortName(chronicle: Chronicle, task: ToldTask): string {
  const { vm, disk } = nameOf(chronicle, task);
  return `${vm}/${disk}${whichText(chronicle, task)}`;
}

/** The task's job if there are several, and its session and attempt unless they are the first. */
export function whichText(chronicle: Chronicle, task: ToldTask): string {
  const { job, session } = nameOf(chronicle, task);
  const isTold = chronicle.model.jobs.length > 1 || session > 1;
  return `${isTold ? ` of ${job}` : ''}${tryText(chronicle, task)}`;
}

/** `the snapshot of app01`, followed by `whichText`, because several jobs or sessions may each have one. */
export function snapshotName(chronicle: Chronicle, vmRun: number): string {
  const { vm, tasks } = chronicle.vmRuns[vmRun]!;
  return `the snapshot of ${chronicle.model.vms.nameOf(vm)}${whichText(chronicle, chronicle.tasks[tasks[0]!]!)}`;
}

export function tryText(chronicle: Chronicle, task: ToldTask): string {
  const { session, attempt } = nameOf(chronicle, task);
  return `${session > 1 ? ` #${session}` : ''}${attempt > 1 ? `, attempt ${attempt}` : ''}`;
}

/** `px1 by hotadd`, or `no proxy` if none is needed. */
export function placeText(model: Model, { proxy, mode }: Pick<Candidate, 'proxy' | 'mode'>): string {
  return proxy < 0 ? 'no proxy' : `${model.proxies[proxy]!.name} by ${mode}`;
}
