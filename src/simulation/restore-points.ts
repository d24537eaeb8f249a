import { DAY_US } from '../model/changed-blocks.ts';
import type { Model } from '../model/model.ts';
import type { Session } from './state.ts';

/** What a disk's next run in a job has to read. */
export type RunKind = { readonly full: true } | { readonly full: false; readonly sinceUs: number };

/**
 * When each disk was last backed up by each job. A restore point bears the time of its session's start, so that nights
 * a day apart find exactly a day's change.
 */
export class RestorePoints {
  readonly #model: Model;
  /** Per job: disk row to the time of its last good restore point; before the run, negative. */
  readonly #lastUs: Map<number, number>[];
  /** Per job: VM row to the restore points of its chain. */
  readonly #chainLength: Map<number, number>[];
  /** VMs whose change tracking has been reset since their last good run. */
  readonly #reset = new Set<number>();

  constructor(model: Model) {
    this.#model = model;
    this.#lastUs = model.jobs.map(() => new Map());
    this.#chainLength = model.jobs.map(() => new Map());
  }

  /** What a run of the disk in a session does; the job's first session looks at what the VM brings. */
  next({ job, number, startUs }: Session, disk: number, weekday: number): RunKind {
    const { declaration } = this.#model.jobs[job]!;
    if (declaration.method === 'active-full' || declaration.activeFullDays.includes(weekday))
      return { full: true };
    const last = this.#lastUs[job]!;
    if (number === 1) {
      const vm = this.#model.disks.vmOf(disk);
      const { lastBackupUs } = this.#model.vms.traitsOf(vm);
      const age = lastBackupUs ?? (declaration.run === 'incremental' ? DAY_US : undefined);
      if (declaration.run === 'full' || age === undefined) return { full: true };
      last.set(disk, startUs - age);
      // What has been backed up for long has a chain of full length.
      if (!this.#chainLength[job]!.has(vm)) this.#chainLength[job]!.set(vm, declaration.restorePoints);
    }
    const point = last.get(disk);
    return point === undefined ? { full: true } : { full: false, sinceUs: startUs - point };
  }

  made({ job, startUs }: Session, vm: number, full: boolean): void {
    for (const disk of this.#model.vms.disksOf(vm)) this.#lastUs[job]!.set(disk, startUs);
    const lengths = this.#chainLength[job]!;
    lengths.set(vm, full ? 1 : (lengths.get(vm) ?? 0) + 1);
    this.#reset.delete(vm);
  }

  /** Restore points of a VM's chain, with the one just made. */
  chainLength(job: number, vm: number): number {
    return this.#chainLength[job]!.get(vm) ?? 0;
  }

  /** The oldest increment has gone into the full. */
  merged(job: number, vm: number): void {
    this.#chainLength[job]!.set(vm, this.chainLength(job, vm) - 1);
  }

  /** A new full stands at the end of the chain. */
  synthesised(job: number, vm: number): void {
    this.#chainLength[job]!.set(vm, 1);
  }

  resetTracking(vm: number): void {
    this.#reset.add(vm);
  }

  isTrackingReset(vm: number): boolean {
    return this.#reset.has(vm);
  }
}
