import type { Model } from '../model/model.ts';
import { type Candidate, CONNECTION_CLASS } from '../model/transport.ts';
import type { Policy } from '../policy/policy.ts';
import type { Ways } from './ways.ts';

/** The class of connections to the storage itself: no filter looks at them. */
const DIRECT = CONNECTION_CLASS.san;

/** What could tell a waiting task's answers from those of others of its session that have the same ways. */
export interface Telling {
  /** Nothing is taken for granted: every key of the queue is each task's own. */
  readonly asksEachTask: boolean;
  /** The snapshots of its VM: on some datastore, on this one. */
  readonly someDatastores: boolean;
  datastore(datastore: number): boolean;
  /** Each task draws its own best place and may wait for it, or the hosts of its VM and of the copy of it matter. */
  within(ways: Ways): 'tasks' | 'hosts' | 'nothing';
}

interface TellingParts {
  readonly model: Model;
  readonly policy: Policy;
  /** Keys of a user's own may look at what they like. */
  readonly hasOwnKeys: boolean;
  /** All tasks with the same candidates rank them alike. */
  readonly ranksAlike: boolean;
  /** The plain way takes nothing for granted. */
  readonly isPlain: boolean;
}

export function tellingOf({ model, policy, hasOwnKeys, ranksAlike, isPlain }: TellingParts): Telling {
  // A datastore may be down, or a host.
  const asksAll = hasOwnKeys || isPlain || model.scenario.faults.length > 0;
  const isFiltered = (name: string) => policy.filters.some((filter) => filter.name === name);
  const limitsSnapshots = isFiltered('datastore-snapshots');
  const limitsNetwork = isFiltered('nbd-connections');
  const drawsByTask = policy.rank.some((key) => key.differsByTask === true);
  const limited = model.datastores.map(
    ({ maxSnapshots }) => asksAll || (limitsSnapshots && Number.isFinite(maxSnapshots)),
  );
  return {
    asksEachTask: isPlain,
    someDatastores: limited.includes(true),
    datastore: (datastore) => limited[datastore]!,
    within: ({ first, second }) => {
      const places = [...first.candidates, ...(second?.candidates ?? [])];
      const mayWait = places.some(
        ({ mode }) => mode !== 'repository' && policy.whenBestBusy[mode] === 'wait',
      );
      if (drawsByTask && mayWait) return 'tasks';
      return asksAll || !ranksAlike || (limitsNetwork && mayTakeNetwork(policy, places))
        ? 'hosts'
        : 'nothing';
    },
  };
}

/**
 * Whether a task could be given a place in network mode. It never is where the same proxy has a better mode that nothing
 * refuses but what refuses network mode, too.
 */
function mayTakeNetwork({ whenBestBusy }: Policy, places: readonly Candidate[]): boolean {
  const awaitsNetwork = whenBestBusy.nbd === 'wait' || whenBestBusy.nbdssl === 'wait';
  const keyOf = ({ proxy, end }: Candidate) => 2 * proxy + (end === 'read' ? 0 : 1);
  const direct = places.filter(({ connectionClass }) => connectionClass === DIRECT).map(keyOf);
  const better = new Set(awaitsNetwork ? [] : direct);
  return places.some((place) => CONNECTION_CLASS.nbd === place.connectionClass && !better.has(keyOf(place)));
}
