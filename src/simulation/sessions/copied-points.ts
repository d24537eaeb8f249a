import { copiesBackups } from '../../model/jobs/work.ts';
import type { Model } from '../../model/model.ts';

/** Dates are whole microseconds from the run's start. */
interface StoredPoint {
  /** Date of the newest restore point of a VM in a repository. */
  datedUs: number;
  /** Date of the one that was there before the first of this run: what that first one is based on. */
  readonly beforeUs: number;
}

/**
 * Which restore points backup copies copy. What a copy has to read is what its source has got since the last point that the copy
 * took from there, so a copy is as old as the restore point that it copies, and one that finds nothing newer reads nothing.
 */
export class CopiedPoints {
  /** By repository that a copy reads, then by VM. A run without copies keeps nothing. */
  readonly #stored = new Map<number, Map<number, StoredPoint>>();
  /** By member of a copy: the date of the restore point that its attempt under way copies, if this run has made it. */
  readonly #planned = new Map<number, number>();
  /** Members whose last copy is of a restore point from before the run, the date of which was not known then. */
  readonly #ofBefore = new Set<number>();

  constructor({ jobs }: Pick<Model, 'jobs'>) {
    for (const { work, source } of jobs) if (copiesBackups(work)) this.#stored.set(source, new Map());
  }

  /** An attempt is planned. What its source gets later is another restore point. */
  planned(member: number, source: number, vm: number): void {
    const found = this.#stored.get(source)?.get(vm);
    if (found !== undefined) this.#planned.set(member, found.datedUs);
  }

  /** The date of the restore point that a planned attempt copies; undefined: it copies none of this run. */
  datedUs(member: number): number | undefined {
    return this.#planned.get(member);
  }

  /** The date of the last point that a copy took, if that was from before the run; undefined: it was not, or nothing newer is known. */
  beforeUs(member: number, source: number, vm: number): number | undefined {
    return this.#ofBefore.has(member) ? this.#stored.get(source)?.get(vm)?.beforeUs : undefined;
  }

  /** A copy has succeeded. */
  copied(member: number): void {
    if (this.#planned.has(member)) this.#ofBefore.delete(member);
    else this.#ofBefore.add(member);
  }

  /** A repository has got a restore point of a VM. */
  stored(repository: number, vm: number, point: StoredPoint): void {
    const newest = this.#stored.get(repository);
    if (newest === undefined) return;
    const known = newest.get(vm);
    if (known === undefined) newest.set(vm, { ...point });
    else known.datedUs = Math.max(known.datedUs, point.datedUs);
  }
}
