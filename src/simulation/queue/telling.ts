import type { Model } from '../../model/model.ts';
import { type Candidate, CONNECTION_CLASS } from '../../model/ways/transport.ts';
import type { ClusterView, Policy } from '../../policy/policy.ts';
import { hasFilter } from '../../policy/rules/capacity-filters.ts';
import type { Ways } from '../placing/ways.ts';
import type { Task } from '../tasks/task.ts';

/** The class of direct connections to storage, which no filter limits. */
const DIRECT = CONNECTION_CLASS.san;
/** More hosts than any estate has, to combine two hosts into one number. */
const HOSTS = 1 << 20;

/** A key that is equal for waiting tasks of one crowd that get the same decisions. */
export type Likeness = (task: Task) => number | string;

const ALL_ALIKE: Likeness = () => 0;
const BY_HOSTS: Likeness = ({ host, targetHost }) => host * HOSTS + targetHost;
const BY_ENDS: Likeness = ({ host, targetHost, datastore, targetDatastore, vmRun }) =>
  [host, targetHost, datastore, targetDatastore, vmRun.chain.gateway].join();
const EACH_ITS_OWN: Likeness = ({ task }) => task;

/** What distinguishes the decisions for waiting tasks of one session that have the same ways. */
export interface Telling {
  /** Every queue key is evaluated per task, even those of a session. */
  readonly asksEachTask: boolean;
  /** Whether the snapshots of VMs matter: on some datastore, on this one. */
  readonly someDatastores: boolean;
  datastore(datastore: number): boolean;
  /**
   * The likeness of tasks with these ways: by the hosts and datastores that matter, and by the best candidate that a random
   * key draws, since a task is charged to what refuses it there.
   */
  within(ways: Ways): Likeness;
}

interface TellingParts {
  readonly model: Model;
  readonly policy: Policy;
  readonly view: ClusterView;
  /** A user's own keys may look at anything. */
  readonly hasOwnKeys: boolean;
  /** Every task is asked by itself; see `queue` of SimulateOptions. */
  readonly isPlain: boolean;
}

export function tellingOf({ model, policy, view, hasOwnKeys, isPlain }: TellingParts): Telling {
  const asksAll = hasOwnKeys || isPlain;
  const limitsSnapshots = hasFilter(policy, 'datastore-snapshots');
  const limitsNetwork = hasFilter(policy, 'nbd-connections');
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
        hasOwnKeys || policy.sameHostHotAdd !== 0 || (limitsNetwork && mayTakeNetwork(places));
      const byPlace = ways.asksEach ? BY_ENDS : hostsMatter ? BY_HOSTS : ALL_ALIKE;
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

/**
 * Whether all candidates, which are enabled, are available to all tasks at any time: then the draw alone decides on the
 * best one.
 */
function areAlwaysUsable({ first, second }: Ways, { scenario, proxies }: Model, policy: Policy): boolean {
  if (second !== undefined || policy.sameHostHotAdd !== 0 || scenario.faults.length > 0) return false;
  return first.proxies.every((proxy) => proxies[proxy]!.deployedAtUs === 0);
}

/**
 * Whether a task could be given a place in network mode, or wait for one. Not if each such proxy also has direct access: no
 * shipped key prefers the network of a proxy to its direct access, and nothing refuses that which does not refuse the network.
 */
function mayTakeNetwork(places: readonly Candidate[]): boolean {
  const keyOf = ({ proxy, end }: Candidate) => 2 * proxy + (end === 'read' ? 0 : 1);
  const direct = new Set(places.filter(({ connectionClass }) => connectionClass === DIRECT).map(keyOf));
  return places.some((place) => CONNECTION_CLASS.nbd === place.connectionClass && !direct.has(keyOf(place)));
}
