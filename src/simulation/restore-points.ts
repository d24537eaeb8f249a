import { DAY_US } from '../model/changed-blocks.ts';
import type { Model } from '../model/model.ts';
import type { Members } from './members.ts';
import type { VmRun } from './vm-run.ts';

const NO_CHAIN = -1;

/** What a disk's next run in a job has to read. */
export type RunKind = { readonly full: true } | { readonly full: false; readonly sinceUs: number };

/**
 * When each VM was last backed up by each job, with all its disks. A restore point bears the time of its session's start,
 * so that nights a day apart find exactly a day's change.
 */
export class RestorePoints {
  readonly #model: Model;
  readonly #members: Members;
  /** By member: time of the last good restore point, before the run negative; and the restore points of its chain; NO_CHAIN: there is none. */
  readonly #lastUs: Float64Array;
  readonly #length: Int32Array;
  /** VMs whose change tracking has been reset since their last good run. */
  readonly #reset = new Set<number>();

  constructor(model: Model, members: Members) {
    this.#model = model;
    this.#members = members;
    this.#lastUs = new Float64Array(members.count);
    this.#length = new Int32Array(members.count).fill(NO_CHAIN);
  }

  /** What an attempt at a VM does; the job's first session looks at what the VM brings. */
  next(vmRun: VmRun, weekday: number): RunKind {
    const { session, vm } = vmRun;
    const { job, number, startUs } = session;
    const { declaration } = this.#model.jobs[job]!;
    if (declaration.method === 'active-full' || declaration.activeFullDays.includes(weekday)) return FULL;
    const member = this.#memberOf(vmRun);
    if (number === 1) {
      const { lastBackupUs } = this.#model.vms.traitsOf(vm);
      const age = lastBackupUs ?? (declaration.run === 'incremental' ? DAY_US : undefined);
      if (declaration.run === 'full' || age === undefined) return FULL;
      this.#lastUs[member] = startUs - age;
      // What has been backed up for long has a chain of full length.
      if (this.#length[member] === NO_CHAIN) this.#length[member] = declaration.restorePoints;
    }
    if (this.#length[member] === NO_CHAIN) return FULL;
    return { full: false, sinceUs: startUs - this.#lastUs[member]! };
  }

  made(vmRun: VmRun): void {
    const member = this.#memberOf(vmRun);
    this.#lastUs[member] = vmRun.session.startUs;
    this.#length[member] = vmRun.full ? 1 : this.chainLength(vmRun) + 1;
    this.#reset.delete(vmRun.vm);
  }

  /** Restore points of a VM's chain, with the one just made. */
  chainLength(vmRun: VmRun): number {
    return Math.max(0, this.#length[this.#memberOf(vmRun)]!);
  }

  /** The oldest increment has gone into the full. */
  merged(vmRun: VmRun): void {
    this.#length[this.#memberOf(vmRun)]!--;
  }

  /** A new full stands at the end of the chain. */
  synthesised(vmRun: VmRun): void {
    this.#length[this.#memberOf(vmRun)] = 1;
  }

  resetTracking(vm: number): void {
    this.#reset.add(vm);
  }

  isTrackingReset(vm: number): boolean {
    return this.#reset.has(vm);
  }

  #memberOf({ session, placeInJob }: VmRun): number {
    return this.#members.at(session.job, placeInJob);
  }
}

const FULL: RunKind = { full: true };
