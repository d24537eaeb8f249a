import type { Model } from '../../model/model.ts';
import { type Candidate, CONNECTION_CLASS } from '../../model/ways/transport.ts';
import type { ClusterView, Policy } from '../../policy/policy.ts';
import type { Ways } from '../placing/ways.ts';
import type { Task } from '../tasks/task.ts';

/** The class of connections to the storage itself: no filter looks at them. */
const DIRECT = CONNECTION_CLASS.san;
/** More than any estate has: two hosts as one number. */
const HOSTS = 1 << 20;

/** The same for waiting tasks of one group that get the same answers, where their snapshots are alike. */
export type Likeness = (task: Task) => number | string;

const ALL_ALIKE: Likeness = () => 0;
const BY_HOSTS: Likeness = ({ host, targetHost }) => host * HOSTS + targetHost;
const BY_ENDS: Likeness = ({ host, targetHost, datastore, targetDatastore }) =>
  [host, targetHost, datastore, targetDatastore].join();
const EACH_ITS_OWN: Likeness = ({ task }) => task;

/** What could tell a waiting task's answers from those of others of its session that have the same ways. */
export interface Telling {
  /** Nothing is taken for granted: every key of the queue is each task's own. */
  readonly asksEachTask: boolean;
  /** The snapshots of its VM: on some datastore, on this one. */
  readonly someDatastores: boolean;
  datastore(datastore: number): boolean;
  /** Where it is and goes, and the best place that it draws: even where any will do, it is charged to what refuses it there. */
  within(ways: Ways): Likeness;
}

interface TellingParts {
  readonly model: Model;
  readonly policy: Policy;
  readonly view: ClusterView;
  /** Keys of a user's own may look at what they like. */
  readonly hasOwnKeys: boolean;
  /** The plain way takes nothing for granted. */
  readonly isPlain: boolean;
}

export function tellingOf({ model, policy, view, hasOwnKeys, isPlain }: TellingParts): Telling {
  // A datastore may be down, or a host.
  const hasFaults = model.scenario.faults.length > 0;
  const asksAll = hasOwnKeys || isPlain || hasFaults;
  const isFiltered = (name: string) => policy.filters.some((filter) => filter.name === name);
  const limitsSnapshots = isFiltered('datastore-snapshots');
  const limitsNetwork = isFiltered('nbd-connections');
  const limited = model.datastores.map(
    ({ maxSnapshots }) => asksAll || (limitsSnapshots && Number.isFinite(maxSnapshots)),
  );
  return {
    asksEachTask: isPlain,
    someDatastores: limited.includes(true),
    datastore: (datastore) => limited[datastore]!,
    within: (ways) => {
      if (isPlain) return EACH_ITS_OWN;
      const places = [...ways.first.candidates, ...(ways.second?.candidates ?? [])];
      const hostsMatter =
        hasOwnKeys || policy.sameHostHotAdd !== 0 || (limitsNetwork && mayTakeNetwork(policy, places));
      const byPlace = hasFaults ? BY_ENDS : hostsMatter ? BY_HOSTS : ALL_ALIKE;
      const drawing = policy.rank.filter(({ differsByTask }) => differsByTask === true);
      if (drawing.length === 0 || places.length < 2) return byPlace;
      const [first] = policy.rank;
      const isSettled = drawing.length === 1 && drawing[0] === first && areAlwaysUsable(ways, model, policy);
      if (!isSettled || first?.drawn === undefined) return EACH_ITS_OWN;
      const { candidates } = ways.first;
      return (task) => `${byPlace(task)} ${first.drawn!(task, candidates, view)}`;
    },
  };
}

/** Whether all of the candidates could be used, room aside, by all tasks and at any moment: whom they draw first is whom they get. */
function areAlwaysUsable({ first, second }: Ways, { scenario, proxies }: Model, policy: Policy): boolean {
  if (second !== undefined || policy.sameHostHotAdd !== 0 || scenario.faults.length > 0) return false;
  return first.proxies.every((proxy) => proxies[proxy]!.enabled && proxies[proxy]!.deployedAtUs === 0);
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
