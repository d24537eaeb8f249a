import { didYouMean } from '../diagnostics/suggest.ts';
import type { Model } from '../model/model.ts';
import { counted } from '../units/counted.ts';
import type { Chronicle, ToldTask } from './state/chronicle.ts';

export interface WantedDisk {
  readonly vm: number;
  readonly diskOrder: number;
}

/** Why the requested disk or task was not found. */
export interface NotFound {
  readonly message: string;
  readonly hint?: string;
}

export type Found<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: NotFound };

/** Finds a disk by `app01/0`, by its name as in `app01/data`, or by `app01` if the VM has only one disk. */
export function findDisk(model: Model, text: string): Found<WantedDisk> {
  const whole = model.vms.names.indexOf(text);
  const slash = text.lastIndexOf('/');
  const vmName = whole >= 0 || slash < 0 ? text : text.slice(0, slash);
  const vm = model.vms.names.indexOf(vmName);
  if (vm < 0) return unknown(`'${vmName}' is not a VM.`, vmName, model.vms.names);
  const disks = model.vms.disksOf(vm).map((row) => model.disks.nameOf(row));
  if (whole >= 0 || slash < 0) {
    if (disks.length === 1) return { ok: true, value: { vm, diskOrder: 0 } };
    const hint = `Write for example ${vmName}/${disks[0]}.`;
    return { ok: false, problem: { message: `${vmName} has ${counted(disks.length, 'disk')}.`, hint } };
  }
  const wanted = text.slice(slash + 1);
  const named = disks.indexOf(wanted);
  const diskOrder =
    named >= 0 ? named : /^\d+$/.test(wanted) && Number(wanted) < disks.length ? Number(wanted) : -1;
  if (diskOrder < 0) return unknown(`${vmName} has no disk '${wanted}'.`, wanted, disks);
  return { ok: true, value: { vm, diskOrder } };
}

export interface Narrowed {
  readonly job?: string;
  /** From 1. */
  readonly session?: number;
}

/** The number of a job by its name. */
export function findJob({ jobs }: Model, name: string): Found<number> {
  const row = jobs.findIndex((job) => job.name === name);
  return row < 0 ? unknown(`'${name}' is not a job.`, name, namesOf(jobs)) : { ok: true, value: row };
}

/** Every attempt at a disk, optionally only those of one job, or of one session of it. */
export function findTasks(
  { model, tasks, sessions }: Chronicle,
  { vm, diskOrder }: WantedDisk,
  { job, session }: Narrowed,
): Found<readonly ToldTask[]> {
  const wanted = job === undefined ? undefined : findJob(model, job);
  if (wanted?.ok === false) return wanted;
  const row = wanted?.value ?? -1;
  const vmName = model.vms.nameOf(vm);
  const disk = `${vmName}/${model.disks.nameOf(model.vms.firstDiskOf(vm) + diskOrder)}`;
  const own = tasks.filter((task) => task.vm === vm && task.diskOrder === diskOrder);
  const ofJob = own.filter((task) => row < 0 || task.job === row);
  const found = ofJob.filter((task) => session === undefined || sessions[task.session]!.number === session);
  if (found.length > 0) return { ok: true, value: found };
  if (ofJob.length > 0) {
    const numbers = [...new Set(ofJob.map((task) => sessions[task.session]!.number))];
    const hint = `Sessions with it: ${numbers.join(', ')}.`;
    return { ok: false, problem: { message: `${disk} is in no session ${session}.`, hint } };
  }
  if (own.length === 0) {
    return { ok: false, problem: { message: `No session of the run worked on ${disk}.` } };
  }
  const jobs = [...new Set(own.map((task) => model.jobs[task.job]!.name))];
  const hint = `Jobs with it: ${jobs.join(', ')}.`;
  return { ok: false, problem: { message: `${disk} was in no session of ${job}.`, hint } };
}

function unknown(message: string, word: string, names: readonly string[]): Found<never> {
  const hint = didYouMean(word, names);
  return { ok: false, problem: hint === undefined ? { message } : { message, hint } };
}

function namesOf(rows: readonly { readonly name: string }[]): string[] {
  return rows.map(({ name }) => name);
}
