import type { Model } from '../model/model.ts';
import type { Policy } from '../policy/policy.ts';
import type { Ways } from './ways.ts';

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
  const limitsNetwork =
    isFiltered('nbd-connections') && model.hosts.some(({ nbdMaxDisks }) => Number.isFinite(nbdMaxDisks));
  const drawsByTask = policy.rank.some((key) => key.differsByTask === true);
  const limited = model.datastores.map(
    ({ maxSnapshots }) => asksAll || (limitsSnapshots && Number.isFinite(maxSnapshots)),
  );
  return {
    asksEachTask: isPlain,
    someDatastores: limited.includes(true),
    datastore: (datastore) => limited[datastore]!,
    within: (ways) => {
      const modes = [...ways.first.candidates, ...(ways.second?.candidates ?? [])].map(({ mode }) => mode);
      const mayWait = modes.some((mode) => mode !== 'repository' && policy.whenBestBusy[mode] === 'wait');
      if (drawsByTask && mayWait) return 'tasks';
      const overNetwork = modes.some((mode) => mode === 'nbd' || mode === 'nbdssl');
      return asksAll || !ranksAlike || (limitsNetwork && overNetwork) ? 'hosts' : 'nothing';
    },
  };
}
