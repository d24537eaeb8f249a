import { DAY_US } from '../model/changed-blocks.ts';
import type { Model } from '../model/model.ts';

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

  constructor(model: Model) {
    this.#model = model;
    this.#lastUs = model.jobs.map(() => new Map());
  }

  /** What a run of the disk in a session that starts now does; the job's first session looks at what the VM brings. */
  next(job: number, disk: number, firstSession: boolean, sessionStartUs: number): RunKind {
    const { declaration } = this.#model.jobs[job]!;
    if (declaration.method === 'active-full') return { full: true };
    const last = this.#lastUs[job]!;
    if (firstSession) {
      const { lastBackupUs } = this.#model.vms[this.#model.disks[disk]!.vm]!;
      const age = lastBackupUs ?? (declaration.run === 'incremental' ? DAY_US : undefined);
      if (declaration.run === 'full' || age === undefined) return { full: true };
      last.set(disk, sessionStartUs - age);
    }
    const point = last.get(disk);
    return point === undefined ? { full: true } : { full: false, sinceUs: sessionStartUs - point };
  }

  made(job: number, disks: readonly number[], sessionStartUs: number): void {
    for (const disk of disks) this.#lastUs[job]!.set(disk, sessionStartUs);
  }
}
