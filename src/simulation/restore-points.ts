import { DAY_US } from '../model/changed-blocks.ts';
import type { Model } from '../model/model.ts';
import type { Session } from './state.ts';

/** What a disk's next run in a job has to read. */
export type RunKind = { readonly full: true } | { readonly full: false; readonly sinceUs: number };

interface Chain {
  /** Time of the last good restore point; before the run, negative. */
  lastUs: number;
  /** Restore points of it. */
  length: number;
}

/**
 * When each VM was last backed up by each job, with all its disks. A restore point bears the time of its session's start,
 * so that nights a day apart find exactly a day's change.
 */
export class RestorePoints {
  readonly #model: Model;
  /** Per job, by VM row. */
  readonly #chains: Map<number, Chain>[];
  /** VMs whose change tracking has been reset since their last good run. */
  readonly #reset = new Set<number>();

  constructor(model: Model) {
    this.#model = model;
    this.#chains = model.jobs.map(() => new Map());
  }

  /** What a run of a VM's disk in a session does; the job's first session looks at what the VM brings. */
  next({ job, number, startUs }: Session, vm: number, weekday: number): RunKind {
    const { declaration } = this.#model.jobs[job]!;
    if (declaration.method === 'active-full' || declaration.activeFullDays.includes(weekday)) return FULL;
    if (number === 1) {
      const { lastBackupUs } = this.#model.vms.traitsOf(vm);
      const age = lastBackupUs ?? (declaration.run === 'incremental' ? DAY_US : undefined);
      if (declaration.run === 'full' || age === undefined) return FULL;
      // What has been backed up for long has a chain of full length.
      this.#write(job, vm, startUs - age, this.#chains[job]!.get(vm)?.length ?? declaration.restorePoints);
    }
    const chain = this.#chains[job]!.get(vm);
    return chain === undefined ? FULL : { full: false, sinceUs: startUs - chain.lastUs };
  }

  made({ job, startUs }: Session, vm: number, full: boolean): void {
    this.#write(job, vm, startUs, full ? 1 : this.chainLength(job, vm) + 1);
    this.#reset.delete(vm);
  }

  /** Restore points of a VM's chain, with the one just made. */
  chainLength(job: number, vm: number): number {
    return this.#chains[job]!.get(vm)?.length ?? 0;
  }

  /** The oldest increment has gone into the full. */
  merged(job: number, vm: number): void {
    this.#chains[job]!.get(vm)!.length--;
  }

  /** A new full stands at the end of the chain. */
  synthesised(job: number, vm: number): void {
    this.#chains[job]!.get(vm)!.length = 1;
  }

  resetTracking(vm: number): void {
    this.#reset.add(vm);
  }

  isTrackingReset(vm: number): boolean {
    return this.#reset.has(vm);
  }

  #write(job: number, vm: number, lastUs: number, length: number): void {
    const chain = this.#chains[job]!.get(vm);
    if (chain === undefined) this.#chains[job]!.set(vm, { lastUs, length });
    else {
      chain.lastUs = lastUs;
      chain.length = length;
    }
  }
}

const FULL: RunKind = { full: true };
