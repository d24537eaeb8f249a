import { FedSources } from '../../model/backups/fed-sources.ts';
import { copiesBackups } from '../../model/jobs/work.ts';
import type { JobRow, Model } from '../../model/model.ts';

/** Instead of a repository: a date that counts from the run's start. */
const RUN_START = -1;

/**
 * The date of a VM's restore point, whole microseconds from the run's start; with a repository, from the date of the
 * restore point that this had of the VM before the run. That one's date is not known before the run has made another
 * restore point there.
 */
export interface PointDate {
  readonly us: number;
  readonly after: number;
}

export function earlierBy(us: number, date: PointDate): PointDate {
  return { us: date.us - us, after: date.after };
}

/** What a repository has of a VM. Numbers, since a new object for each restore point would outlive a night. */
interface StoredPoints {
  /** Date of its newest restore point that this run has made. */
  us: number;
  after: number;
  /** That of the one from before the run: what the first of this run is based on. */
  readonly before: PointDate;
}

/**
 * Which restore points backup copies copy. What a copy has to read is what its source has got since the last point that
 * the copy took from there, so a copy is as old as the restore point that it copies, and one that finds nothing newer
 * reads nothing.
 */
export class CopiedPoints {
  /** By repository that a copy reads, then by VM. A run without copies keeps nothing. */
  readonly #stored = new Map<number, Map<number, StoredPoints>>();
  readonly #fed: FedSources;

  constructor(model: Model) {
    for (const { work, source } of model.jobs) if (copiesBackups(work)) this.#stored.set(source, new Map());
    this.#fed = new FedSources(model);
  }

  /** The date of the restore point that a job makes of a VM if it is planned now, in a session that began at `startUs`. */
  dateNow({ work, source }: JobRow, vm: number, startUs: number): PointDate {
    const ofSession = { us: startUs, after: RUN_START };
    if (!copiesBackups(work)) return ofSession;
    const newest = this.#stored.get(source)!.get(vm);
    if (newest !== undefined) return newest;
    // Where no job of the run feeds the source, it is taken to have got a restore point as the session began.
    return this.#fed.isFed(source, vm) ? beforeRun(source) : ofSession;
  }

  /**
   * The restore point that a job took last before the run. `age`: that of the VM's backups when the run starts. A copy
   * has none that is newer than the last that its source had by then.
   */
  lastBeforeRun({ work, source }: JobRow, vm: number, made: PointDate, age: number): PointDate {
    const last = earlierBy(age, made);
    if (!copiesBackups(work) || !this.#fed.isFed(source, vm)) return last;
    const before = beforeRun(source);
    return this.us(before, vm) < this.us(last, vm) ? before : last;
  }

  /** Microseconds from the run's start. What is not known is taken to be from just then. */
  us({ us, after }: PointDate, vm: number): number {
    if (after === RUN_START) return us;
    // Copies may go in a circle.
    const passed = new Set<number>();
    let sum = us;
    for (let at = after; at !== RUN_START && !passed.has(at); ) {
      passed.add(at);
      const before = this.#stored.get(at)?.get(vm)?.before;
      if (before === undefined) break;
      sum += before.us;
      at = before.after;
    }
    return sum;
  }

  /** A repository has got a restore point of a VM. `before`: the one that it is based on. */
  stored(repository: number, vm: number, date: PointDate, before: PointDate): void {
    const stored = this.#stored.get(repository);
    if (stored === undefined) return;
    const known = stored.get(vm);
    if (known === undefined) stored.set(vm, { ...date, before });
    else if (isNewer(date, known)) {
      known.us = date.us;
      known.after = date.after;
    }
  }
}

function beforeRun(repository: number): PointDate {
  return { us: 0, after: repository };
}

/** What jobs of the run have made is newer than copies of what was there before it; of those, the one made last is. */
function isNewer(date: PointDate, known: PointDate): boolean {
  if (date.after === known.after) return date.us > known.us;
  return known.after !== RUN_START;
}
