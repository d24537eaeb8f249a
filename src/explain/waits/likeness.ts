import { madeOnce } from '../../collections/made-once.ts';
import { kindOfDisk } from '../../model/ways/disk-kinds.ts';
import type { TraceRecord } from '../../trace/record.ts';
import type { ToldTask } from '../state/chronicle.ts';
import type { Replica } from '../state/replica.ts';
import { repositoriesFor, sourceFor, wordsOfChain } from '../state/ways.ts';

/** What of a task never changes and has a say in its answers. */
interface Kind {
  /** The part that decides which places it could be given. */
  readonly ways: number;
  readonly number: number;
  /** Where its chain goes, or is read, depends on where its VM's backups are. */
  readonly isSpread: boolean;
}

/** To whom a task is like. Numbers, of which equal ones mean the same. */
export interface Groups {
  /** Tasks that could be given the same places. */
  readonly ways: number;
  /** Of these, such as get the same answer whatever it is. */
  readonly group: number;
  /** They may change with whatever happens anywhere, not only with what becomes of the task's VM and its chain. */
  readonly areLoose: boolean;
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

interface Membership {
  readonly kind: Kind;
  readonly groups: Groups;
  /** The version of the answers for which it was found. */
  readonly version: number;
}

/** Groups waiting tasks, so that those of one group get the same answer at one instant. */
export class Likeness {
  readonly #replica: Replica;
  readonly #kinds = new Map<string, Kind>();
  readonly #waysKinds = new Map<string, number>();
  readonly #ways = new Map<string, number>();
  readonly #groups = new Map<string, number>();
  /** By task: all that wait are looked at again and again, and few have changed. */
  readonly #memberships: Membership[] = [];

  constructor(replica: Replica) {
    this.#replica = replica;
  }

  /** `version`: grows with everything that had a consequence. */
  groupsOf(task: ToldTask, version: number): Groups {
    const replica = this.#replica;
    const known = this.#memberships[task.task];
    if (known?.version === version) return known.groups;
    const hasBegun = replica.hasBegun(task.vmRun);
    const chain = replica.chainOf(task);
    const kind = known?.kind ?? this.#findKind(task);
    const words: unknown[] = [replica.fromArray(task), wordsOfChain(chain)];
    if (kind.isSpread) words.push(repositoriesFor(replica, task, chain).join('+'), sourceFor(replica, task));
    const own = words.join('/');
    const groups = {
      ways: numberOf(this.#ways, `${kind.ways}/${own}`),
      group: numberOf(this.#groups, `${kind.number}/${hasBegun}/${own}`),
      areLoose: kind.isSpread,
    };
    this.#memberships[task.task] = { kind, groups, version };
    return groups;
  }

  #findKind(task: ToldTask): Kind {
    const { model } = this.#replica;
    const { job, vm, datastore, disk, host, full, targetDatastore, targetHost } = task;
    const { repository, source } = model.jobs[job]!;
    const ways = [
      job,
      kindOfDisk(model, { job, vm, datastore }),
      targetDatastore < 0 ? '' : `${targetDatastore} ${targetHost} ${model.disks.isThin(disk)}`,
      full,
    ].join('/');
    const words = `${ways}/${host}/${task.datastores.join('+')}`;
    return madeOnce(this.#kinds, words, () => ({
      ways: numberOf(this.#waysKinds, ways),
      number: this.#kinds.size,
      isSpread: source >= 0 || (model.repositories[repository]?.extents.length ?? 0) > 0,
    }));
  }
}

/** The number of some words: they have been met before, or get the next one. */
function numberOf(numbers: Map<string, number>, words: string): number {
  return madeOnce(numbers, words, () => numbers.size);
}
