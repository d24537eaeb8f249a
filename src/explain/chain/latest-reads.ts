import { addTo, groupedBy } from '../../collections/grouped-by.ts';
import type { Policy } from '../../policy/policy.ts';
import { hasFilter } from '../../policy/rules/capacity-filters.ts';
import { waitCauseNumber } from '../../trace/wait-cause.ts';
import type { Chronicle, ToldTask } from '../state/chronicle.ts';

const LATENCY = waitCauseNumber('datastore-latency');

/** The start of a task that had waited for the latency of a datastore. */
interface Calm {
  readonly startUs: number;
  /** Latest end of all transfers that had ended there by then, for the sake of this start and of all later ones. */
  readonly latestUs: number;
}

/**
 * How late tasks may read a datastore under latency control. A task that waited for the latency keeps its distance from
 * the last transfer that had ended there before it, and starts keep their spacing. Enter starts from the last to the
 * first.
 */
export class LatestReads {
  readonly #chronicle: Chronicle;
  readonly #isSpaced: boolean;
  /** By datastore: the latest start of the task that started next. */
  readonly #nextStartUs = new Map<number, number>();
  readonly #calm = new Map<number, Calm[]>();
  /** By datastore: the tasks that were read there, ordered by end of transfer. */
  readonly #read: ReadonlyMap<number, readonly ToldTask[]>;

  constructor(chronicle: Chronicle, policy: Policy) {
    this.#chronicle = chronicle;
    this.#isSpaced = hasFilter(policy, 'start-spacing');
    const read = chronicle.tasks
      .filter((task) => task.transferEndUs >= 0 && this.#reads(task))
      .sort((a, b) => a.transferEndUs - b.transferEndUs);
    this.#read = groupedBy(read, ({ datastore }) => datastore);
  }

  startsAtLatest(task: ToldTask, latestUs: number): void {
    if (!this.#reads(task)) return;
    const { datastore, startUs, waitedUs } = task;
    this.#nextStartUs.set(datastore, latestUs);
    if (waitedUs[LATENCY] === 0) return;
    const last = this.#read.get(datastore)?.findLast((other) => isReadBefore(other, startUs));
    if (last === undefined) return;
    const later = this.#calm.get(datastore)?.at(-1)?.latestUs ?? Number.POSITIVE_INFINITY;
    const own = latestUs - (startUs - last.transferEndUs);
    addTo(this.#calm, datastore, { startUs, latestUs: Math.min(later, own) });
  }

  latestStartUs(task: ToldTask): number {
    const { scenario, datastores } = this.#chronicle.model;
    const isSpaced = this.#isSpaced && datastores[task.datastore]!.isLatencyControlled;
    if (!isSpaced || !this.#reads(task)) return Number.POSITIVE_INFINITY;
    const nextUs = this.#nextStartUs.get(task.datastore) ?? Number.POSITIVE_INFINITY;
    return nextUs - scenario.latencyControl.spacingUs;
  }

  latestEndUs(task: ToldTask): number {
    const { datastore, transferEndUs, endUs } = task;
    if (transferEndUs < 0 || !this.#reads(task)) return Number.POSITIVE_INFINITY;
    const after = this.#calm.get(datastore)?.findLast(({ startUs }) => isReadBefore(task, startUs));
    return after === undefined ? Number.POSITIVE_INFINITY : after.latestUs + endUs - transferEndUs;
  }

  #reads({ job }: ToldTask): boolean {
    return this.#chronicle.model.jobs[job]!.work.reads === 'vm';
  }
}

/** A task that starts at the very instant does not count, even if it had nothing to read. */
function isReadBefore({ startUs, transferEndUs }: ToldTask, us: number): boolean {
  return transferEndUs <= us && startUs < us;
}
