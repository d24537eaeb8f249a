import { madeOnce } from '../../collections/made-once.ts';
import { kindOfDisk } from '../../model/ways/disk-kinds.ts';
import type { Candidate } from '../../model/ways/transport.ts';
import type { TraceRecord } from '../../trace/record.ts';
import type { ToldTask } from '../state/chronicle.ts';
import type { Counted } from '../state/counted.ts';
import type { Replica } from '../state/replica.ts';
import { type Ways, wordsOfChain } from '../state/ways.ts';
import { downAtPlaces } from './down-on-way.ts';
import type { SeenByFilters } from './seen-by-filters.ts';

/** The properties of a task that change only if its VM or a volume moves, and influence its answers. */
interface Kind {
  readonly number: number;
  /**
   * Whether it writes to or reads from a scale-out repository or a copy's source, so that its places depend on where
   * backups are.
   */
  readonly isSpread: boolean;
}

/** The groups that a task belongs to. Tasks with equal numbers are in the same group. */
export interface Groups {
  /** Tasks that could be given the same places, where the same is down that each of these needs. */
  readonly ways: number;
  /** Among these, tasks that get the same answer and wait for the same thing. */
  readonly group: number;
  /** Equal for tasks with equal `ways` that get the same answer; undefined: only `group` tells. */
  readonly seen: number | undefined;
  /**
   * Tasks of one batch are in one group as long as their batch is the same, whatever has room: to know the groups of one of them
   * is to know those of all.
   */
  readonly batch: string;
  /** Whether the groups may change with any record, not only with those of the task's own VM and chain. */
  readonly areLoose: boolean;
  /** Whether it needs no second proxy that writes. */
  readonly hasOneEnd: boolean;
}

/** What an answer depends on. */
export type AnswerGroups = Pick<Groups, 'ways' | 'group' | 'seen' | 'hasOneEnd'>;

/** Records that change neither groups nor answers. */
const OF_NO_CONSEQUENCE: ReadonlySet<TraceRecord['kind']> = new Set([
  'snapshot-created',
  'snapshot-removing',
  'transfer-started',
  'transfer-ended',
]);

/** Whether a record may change what tasks wait for. Nearly half of all records cannot. */
export function hasConsequence({ kind }: TraceRecord): boolean {
  return !OF_NO_CONSEQUENCE.has(kind);
}

interface Membership {
  readonly kind: Kind;
  readonly groups: Groups;
  /** The version of the answers for which it was found. */
  readonly version: number;
  /** Likewise, moves of VMs and volumes to other hosts. */
  readonly moves: number;
}

/** Groups waiting tasks, so that those of one group get the same answer at the same instant. */
export class Likeness {
  readonly #replica: Replica;
  readonly #seen: SeenByFilters | undefined;
  readonly #kinds = new Map<string, Kind>();
  readonly #lists = new Map<readonly Candidate[] | undefined, number>();
  readonly #ways = new Map<string, number>();
  /** By what filters see of a task; and by everything that could matter. */
  readonly #things = new Map<string, number>();
  readonly #groups = new Map<string, number>();
  readonly #down = new Map<string, number>();
  /** By group; holds while `upVersion` of the replica stays what it was. */
  readonly #downByGroup = new Map<number, number>();
  #downAsOf = -1;
  /** By task. Cached because all waiting tasks are examined again and again, and few have changed. */
  readonly #memberships: Membership[] = [];

  /**
   * `seen`: for tasks with one end, only what filters see of them decides among those with equal `Groups.ways`.
   * Undefined: their hosts may matter otherwise, too.
   */
  constructor(replica: Replica, seen: SeenByFilters | undefined) {
    this.#replica = replica;
    this.#seen = seen;
  }

  /** `version`: of the answers. */
  groupsOf(task: ToldTask, version: number): Groups {
    const replica = this.#replica;
    const known = this.#memberships[task.task];
    if (known?.version === version) return known.groups;
    const chain = replica.chainOf(task);
    const hasMoved = known !== undefined && known.moves !== replica.moves;
    const kind = known === undefined || hasMoved ? this.#findKind(replica.atHosts(task)) : known.kind;
    const ways = replica.ways(task);
    const { first, second, repositories, source } = ways;
    const places = `${numberOf(this.#lists, first)}/${numberOf(this.#lists, second)}`;
    const stores = `${repositories.join('+')}/${source}`;
    const fine = () => this.#fineGroup(task, kind, stores);
    const down = replica.condition.isAllWell ? -1 : this.#downFor(task, ways, fine());
    const seen = second === undefined ? this.#seen : undefined;
    const number = numberOf(this.#ways, `${task.job}/${places}/${stores}/${chain.holdsSlot}/${down}`);
    const isAlone = seen === undefined || kind.isSpread;
    const groups = {
      ways: number,
      group: seen === undefined ? fine() : numberOf(this.#things, seen.thingsOf(task)),
      seen: seen?.byRooms(task),
      batch: isAlone ? `${task.task}` : `${number}/${seen.subjectOf(task)}`,
      areLoose: kind.isSpread,
      hasOneEnd: second === undefined,
    };
    this.#memberships[task.task] = { kind, groups, version, moves: replica.moves };
    return groups;
  }

  /** The counts with which the group of a task changes: when one of them is full, or no longer. */
  roomsOf(task: ToldTask): readonly Counted[] {
    const hasOneEnd = this.#replica.ways(task).second === undefined;
    return (hasOneEnd ? this.#seen?.roomsOf(task) : undefined) ?? [];
  }

  /** The group of a task when everything that could ever matter tells tasks apart. */
  #fineGroup(task: ToldTask, kind: Kind, stores: string): number {
    const replica = this.#replica;
    const chain = wordsOfChain(replica.chainOf(task));
    const hasBegun = replica.hasBegun(task.vmRun);
    return numberOf(this.#groups, `${kind.number}/${hasBegun}/${replica.fromArray(task)}/${chain}/${stores}`);
  }

  /** What is down at each of a task's places, as a number; it is the same for a whole group. */
  #downFor(task: ToldTask, ways: Ways, group: number): number {
    const { upVersion } = this.#replica;
    if (this.#downAsOf !== upVersion) this.#downByGroup.clear();
    this.#downAsOf = upVersion;
    return madeOnce(this.#downByGroup, group, () => {
      const parts = downAtPlaces(this.#replica, task, [...ways.first, ...(ways.second ?? [])]);
      return numberOf(this.#down, parts.map((own) => own.join()).join('/'));
    });
  }

  #findKind(task: ToldTask): Kind {
    const { model } = this.#replica;
    const { job, vm, datastore, disk, host, full, targetDatastore, targetHost } = task;
    const { repository, source } = model.jobs[job]!;
    const words = [
      job,
      kindOfDisk(model, { job, vm, datastore }),
      targetDatastore < 0 ? '' : `${targetDatastore} ${targetHost} ${model.disks.isThin(disk)}`,
      full,
      host,
      task.datastores.join('+'),
    ].join('/');
    return madeOnce(this.#kinds, words, () => ({
      number: this.#kinds.size,
      isSpread: source >= 0 || (model.repositories[repository]?.extents.length ?? 0) > 0,
    }));
  }
}

/** The number of a key; a new key gets the next number. */
function numberOf<Key>(numbers: Map<Key, number>, key: Key): number {
  return madeOnce(numbers, key, () => numbers.size);
}
