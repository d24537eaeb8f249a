import type { Policy } from '../../policy/policy.ts';
import { withoutIdleFilters } from '../../policy/rules/capacity-filters.ts';
import type { ToldTask } from '../state/chronicle.ts';
import type { Replica } from '../state/replica.ts';

/** What a filter finds out about a task itself. */
type Look = (replica: Replica, task: ToldTask) => boolean;

/** By filter: all that it looks at besides a place and the load of its proxy. */
const LOOKS: Readonly<Record<string, readonly Look[]>> = {
  'proxy-slot': [],
  'repository-slot': [(replica, task) => replica.repositoryHasRoom(replica.view(task))],
  'datastore-snapshots': [
    (replica, task) =>
      replica.view(task).hasSnapshot ||
      task.datastores.every((row) => replica.datastoreHasRoomForSnapshot(row)),
  ],
  'datastore-latency': [(replica, { datastore }) => replica.latencyAllowsStart(datastore)],
  'start-spacing': [(replica, { datastore }) => replica.spacingAllowsStart(datastore)],
  'hotadd-disks': [],
  'nbd-connections': [
    (replica, { host }) => replica.nbdDisks(host) < replica.nbdLimit(host),
    (replica, { targetHost }) => replica.nbdDisks(targetHost) < replica.nbdLimit(targetHost),
  ],
  ram: [],
};

/**
 * Tasks that could be given the same places, at one end, get the same answer if the filters see the same of them: most
 * tasks of a long queue do, though they are on different hosts and datastores.
 */
export class SeenByFilters {
  readonly #replica: Replica;
  /** Undefined: the policy has a filter of which this file does not know what it looks at. */
  readonly #looks: readonly Look[] | undefined;

  constructor(replica: Replica, policy: Policy) {
    this.#replica = replica;
    const looks = withoutIdleFilters(policy, replica.model).filters.map(({ name }) => LOOKS[name]);
    this.#looks = looks.every((own) => own !== undefined) ? looks.flat() : undefined;
  }

  /** A number that is equal where the filters see the same; undefined: it cannot be found out. */
  of(task: ToldTask): number | undefined {
    return this.#looks?.reduce((seen, look) => 2 * seen + (look(this.#replica, task) ? 1 : 0), 0);
  }
}
