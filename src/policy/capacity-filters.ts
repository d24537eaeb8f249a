import type { CapacityFilter } from './policy.ts';

/** In the order of model.md 5: a waiting task is charged to the first that refuses it. */
export const CAPACITY_FILTERS: readonly CapacityFilter[] = [
  {
    name: 'proxy-slot',
    hasRoom: (_task, { proxy }, view) => view.runningTasks(proxy) < view.slots(proxy),
  },
  {
    name: 'repository-slot',
    hasRoom: (task, _candidate, view) => view.repositoryHasRoom(task.repository),
  },
  {
    // A VM that has its snapshot already opens no further one.
    name: 'datastore-snapshots',
    hasRoom: (task, _candidate, view) =>
      task.hasSnapshot || task.datastores.every((d) => view.datastoreHasRoomForSnapshot(d)),
  },
  {
    name: 'hotadd-disks',
    hasRoom: (_task, { proxy, mode }, view) =>
      mode !== 'hotadd' || view.hotaddDisks(proxy) < view.hotaddLimit(),
  },
  {
    name: 'nbd-connections',
    hasRoom: (task, { mode }, view) =>
      (mode !== 'nbd' && mode !== 'nbdssl') || view.nbdDisks(task.host) < view.nbdLimit(task.host),
  },
  {
    name: 'ram',
    hasRoom: (_task, { proxy }, view) => {
      if (!view.ramIsEnforced()) return true;
      const { has, needs } = view.ram(proxy);
      return needs <= has;
    },
  },
];
