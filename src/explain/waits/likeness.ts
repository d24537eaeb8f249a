import { madeOnce } from '../../collections/made-once.ts';
import { kindOfDisk } from '../../model/ways/disk-kinds.ts';
import type { TraceRecord } from '../../trace/record.ts';
import type { ToldTask } from '../state/chronicle.ts';
import type { Replica } from '../state/replica.ts';
import { repositoriesFor, sourceFor } from '../state/ways.ts';

/** What of a task never changes and has a say in its answers. */
interface Kind {
  readonly number: number;
  /** Where its chain goes, or is read, depends on where its VM's backups are. */
  readonly isSpread: boolean;
}

/** They change neither who is like whom nor any answer. */
const OF_NO_CONSEQUENCE: ReadonlySet<TraceRecord['kind']> = new Set([
  'snapshot-created',
  'snapshot-removing',
  'transfer-started',
  'transfer-ended',
]);

/** Whether what a task waits for may be something else after a record: after nearly half of them it cannot. */
export function hasConsequence({ kind }: TraceRecord): boolean {
  return !OF_NO_CONSEQUENCE.has(kind);
}

/** Numbers waiting tasks, so that those of one number get the same answer at one instant. */
export class Likeness {
  readonly #replica: Replica;
  readonly #kinds = new Map<string, Kind>();
  readonly #numbers = new Map<string, number>();
  /** By task: at every instant every waiting task is asked about, and to look takes longer than to answer. */
  readonly #kindOf = new Map<number, Kind>();
  readonly #known: { number: number; asOf: number }[] = [];
  #asOf = 0;

  constructor(replica: Replica) {
    this.#replica = replica;
  }

  /** After what had a consequence. */
  outdate(): void {
    this.#asOf++;
  }

  numberOf(task: ToldTask): number {
    const known = this.#known[task.task];
    if (known?.asOf === this.#asOf) return known.number;
    const number = madeOnce(this.#numbers, this.#wordsFor(task), () => this.#numbers.size);
    this.#known[task.task] = { number, asOf: this.#asOf };
    return number;
  }

  #wordsFor(task: ToldTask): string {
    const replica = this.#replica;
    const { number, isSpread } = madeOnce(this.#kindOf, task.task, () => this.#findKind(task));
    const chain = replica.chainOf(task);
    const { repository, gateway, holdsSlot } = chain;
    const own = `${number}/${replica.hasBegun(task.vmRun)}/${replica.fromArray(task)}/${repository}/${gateway}/${holdsSlot}`;
    return isSpread
      ? `${own}/${repositoriesFor(replica, task, chain).join('+')}/${sourceFor(replica, task)}`
      : own;
  }

  #findKind(task: ToldTask): Kind {
    const { model } = this.#replica;
    const { job, vm, datastore, disk, host, full, targetDatastore, targetHost } = task;
    const { repository, source } = model.jobs[job]!;
    const words = [
      job,
      kindOfDisk(model, { job, vm, datastore }),
      host,
      task.datastores.join('+'),
      targetDatastore < 0 ? '' : `${targetDatastore} ${targetHost} ${model.disks.isThin(disk)}`,
      full,
    ].join('/');
    return madeOnce(this.#kinds, words, () => ({
      number: this.#kinds.size,
      isSpread: source >= 0 || (model.repositories[repository]?.extents.length ?? 0) > 0,
    }));
  }
}
