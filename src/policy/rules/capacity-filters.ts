import type { Model } from '../../model/model.ts';
import { ramFor } from '../../model/proxy-ram.ts';
import { type Candidate, isNetworkMode } from '../../model/ways/transport.ts';
import { DEFAULTS } from '../../scenario/defaults.ts';
import type { CapacityFilter, Policy } from '../policy.ts';

/** The filters in the order of charging: a waiting task is charged to the first one that refuses it. */
export const CAPACITY_FILTERS: readonly CapacityFilter[] = [
  {
    name: 'proxy-slot',
    hasRoom: (_task, { proxy }, view) => proxy < 0 || view.runningTasks(proxy) < view.slots(proxy),
  },
  {
    name: 'repository-slot',
    hasRoom: (task, _candidate, view) => view.repositoryHasRoom(task),
  },
  {
    // A VM that has its snapshot needs no further one.
    name: 'datastore-snapshots',
    mayRefuse: ({ datastores }) => datastores.some(({ maxSnapshots }) => Number.isFinite(maxSnapshots)),
    hasRoom: (task, _candidate, view) =>
      task.hasSnapshot || task.datastores.every((d) => view.datastoreHasRoomForSnapshot(d)),
  },
  {
    name: 'datastore-latency',
    mayRefuse: ({ scenario }) => scenario.latencyControl.enabled,
    hasRoom: (task, place, view) => !readsDatastore(place) || view.latencyAllowsStart(task.datastore),
  },
  {
    name: 'start-spacing',
    mayRefuse: ({ scenario }) => scenario.latencyControl.enabled,
    hasRoom: (task, place, view) => !readsDatastore(place) || view.spacingAllowsStart(task.datastore),
  },
  {
    name: 'hotadd-disks',
    hasRoom: (_task, { proxy, mode }, view) =>
      mode !== 'hotadd' || view.hotaddDisks(proxy) < view.hotaddLimit(),
  },
  {
    name: 'nbd-connections',
    mayRefuse: ({ hosts }) => hosts.some(({ nbdMaxDisks }) => Number.isFinite(nbdMaxDisks)),
    hasRoom: (task, { mode, end }, view) => {
      if (!isNetworkMode(mode)) return true;
      const host = end === 'read' ? task.host : task.targetHost;
      return view.nbdDisks(host) < view.nbdLimit(host);
    },
  },
  {
    name: 'ram',
    mayRefuse: ({ scenario }) => scenario.enforceRam,
    hasRoom: (_task, { proxy }, view) => {
      if (proxy < 0 || !view.ramIsEnforced()) return true;
      const { has, needs } = view.ram(proxy);
      return needs <= has;
    },
  },
];

/** The same by name. */
export const SHIPPED_FILTERS: ReadonlyMap<string, CapacityFilter> = new Map(
  CAPACITY_FILTERS.map((filter) => [filter.name, filter]),
);

/**
 * A running task holds both slots, so no policy can do without these two. Their answer is the same for all tasks with the
 * same candidates and repository.
 */
export const SLOT_FILTERS: readonly string[] = ['proxy-slot', 'repository-slot'];

/** Only reading a datastore adds to the read latency of production; writing to one and reading a repository do not. */
function readsDatastore({ proxy, end }: Candidate): boolean {
  return proxy >= 0 && end === 'read';
}

/** The policy without filters that never refuse anything in this model: it makes the same decisions, faster. */
export function withoutIdleFilters(policy: Policy, model: Model): Policy {
  const filters = policy.filters.filter((filter) => filter.mayRefuse?.(model) !== false);
  return { ...policy, filters };
}

/** Whether a policy checks this limit before it places a task. */
export function hasFilter({ filters }: Pick<Policy, 'filters'>, name: string): boolean {
  return filters.some((filter) => filter.name === name);
}

/**
 * Whether a proxy has memory for so many tasks at once, where memory is enforced. A proxy that has none even for a single task
 * is no candidate, rather than one to wait for.
 */
export function hasMemoryFor(
  tasks: number,
  proxy: number,
  { scenario, proxies }: Model,
  policy: Policy,
): boolean {
  if (!scenario.enforceRam || !hasFilter(policy, 'ram')) return true;
  return ramFor(tasks) <= proxies[proxy]!.ram;
}

/** Disks that may be attached to a proxy at once. */
export function hotaddLimitOf({ scenario }: Model): number {
  return scenario.policy.hotaddMaxDisks ?? DEFAULTS.hotaddMaxDisks.value;
}
