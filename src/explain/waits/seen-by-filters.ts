import type { Policy } from '../../policy/policy.ts';
import { withoutIdleFilters } from '../../policy/rules/capacity-filters.ts';
import type { ToldTask } from '../state/chronicle.ts';
import type { Counted } from '../state/counted.ts';
import type { Replica } from '../state/replica.ts';

/** Something that a filter finds out about a task itself. */
interface Look {
  readonly passes: (replica: Replica, task: ToldTask) => boolean;
  /**
   * What a task waits for that this refuses: a row of its kind; -1: it is not refused. Left out: the same for all tasks
   * that could be given the same places.
   */
  readonly thing?: (replica: Replica, task: ToldTask) => number;
  /** All of a task that `thing` depends on, in words; left out: nothing. */
  readonly subject?: (replica: Replica, task: ToldTask) => string | number;
  /** The counts that decide `thing`; left out: it never changes. */
  readonly rooms?: (replica: Replica, task: ToldTask) => readonly Counted[];
}

/** The first datastore without room for the snapshot that a task needs; -1: there is none. */
function fullDatastore(replica: Replica, task: ToldTask): number {
  if (replica.view(task).hasSnapshot) return -1;
  return task.datastores.find((row) => !replica.datastoreHasRoomForSnapshot(row)) ?? -1;
}

const SNAPSHOTS: Look = {
  passes: (replica, task) => fullDatastore(replica, task) < 0,
  thing: fullDatastore,
  subject: (replica, task) => (replica.view(task).hasSnapshot ? '' : task.datastores.join('+')),
  rooms: (replica, task) =>
    replica.view(task).hasSnapshot ? [] : task.datastores.map((row) => replica.snapshotsOn[row]!),
};

function ofDatastore(passes: Look['passes']): Look {
  const thing = (_: Replica, { datastore }: ToldTask) => datastore;
  return { passes, thing, subject: thing };
}

function ofHost(hostOf: (task: ToldTask) => number): Look {
  const passes: Look['passes'] = (replica, task) => {
    const host = hostOf(replica.atHosts(task));
    return replica.nbdDisks(host) < replica.nbdLimit(host);
  };
  return {
    passes,
    thing: (replica, task) => (passes(replica, task) ? -1 : hostOf(replica.atHosts(task))),
    subject: (replica, task) => hostOf(replica.atHosts(task)),
    rooms: (replica, task) => {
      const own = replica.nbdOn[hostOf(replica.atHosts(task))];
      return own === undefined ? [] : [own];
    },
  };
}

/** By filter: all that it looks at besides a place and the load of its proxy. */
const LOOKS: Readonly<Record<string, readonly Look[]>> = {
  'proxy-slot': [],
  'repository-slot': [{ passes: (replica, task) => replica.repositoryHasRoom(replica.view(task)) }],
  'datastore-snapshots': [SNAPSHOTS],
  'datastore-latency': [ofDatastore((replica, { datastore }) => replica.latencyAllowsStart(datastore))],
  'start-spacing': [ofDatastore((replica, { datastore }) => replica.spacingAllowsStart(datastore))],
  'hotadd-disks': [],
  'nbd-connections': [ofHost(({ host }) => host), ofHost(({ targetHost }) => targetHost)],
  ram: [],
};

/**
 * Tasks that could be given the same places, at one end, get the same answer if the filters see the same of them: most
 * tasks of a long queue do, though they are on different hosts and datastores.
 */
export class SeenByFilters {
  readonly #replica: Replica;
  readonly #looks: readonly Look[];
  readonly #ofRooms: readonly Look[];
  readonly #isByTime: boolean;

  /** The filters of `policy` must be shipped ones. */
  constructor(replica: Replica, policy: Policy) {
    this.#replica = replica;
    this.#looks = withoutIdleFilters(policy, replica.model).filters.flatMap(({ name }) => LOOKS[name]!);
    this.#ofRooms = this.#looks.filter(({ rooms }) => rooms !== undefined);
    this.#isByTime = this.#looks.some(({ thing, rooms }) => thing !== undefined && rooms === undefined);
  }

  /** A number that is equal where the filters see the same. */
  of(task: ToldTask): number {
    return numberOf(this.#replica, task, this.#looks);
  }

  /**
   * The part of that number that differs among tasks with the same places, and changes with `roomsOf`; undefined: also
   * with time.
   */
  byRooms(task: ToldTask): number | undefined {
    if (this.#isByTime) return undefined;
    return numberOf(this.#replica, task, this.#ofRooms);
  }

  /** Words that are equal where a task that is refused waits for the same thing. They change only with `roomsOf`. */
  thingsOf(task: ToldTask): string {
    return this.#looks.map(({ thing }) => thing?.(this.#replica, task)).join('/');
  }

  /** Words that are equal for tasks that have equal `byRooms` and `thingsOf` whatever happens to the counts. */
  subjectOf(task: ToldTask): string {
    return this.#looks.map(({ subject }) => subject?.(this.#replica, task)).join('/');
  }

  /** The counts of which it matters to a task whether they have room: the same ones for all with equal `subjectOf`. */
  roomsOf(task: ToldTask): readonly Counted[] {
    return this.#looks.flatMap(({ rooms }) => rooms?.(this.#replica, task) ?? []);
  }
}

function numberOf(replica: Replica, task: ToldTask, looks: readonly Look[]): number {
  return looks.reduce((seen, { passes }) => 2 * seen + (passes(replica, task) ? 1 : 0), 0);
}
