import type { Task } from '../tasks/task.ts';
import type { Telling } from './telling.ts';
import type { WaitingCrowd, WaitingGroup } from './waiting-groups.ts';

/** Keys of crowds: tasks that have their snapshot; that also hold their chain's slot; that need no room for a snapshot. */
const HAS_SNAPSHOT = -1;
const HAS_SLOT = -2;
const UNLIMITED = -3;
const NO_DATASTORES: readonly number[] = [];

/** The crowd of a task, by the datastores that must have room for its snapshot, and by whether its chain holds a slot. */
export function crowdOf(task: Task, group: WaitingGroup, telling: Telling, nowUs: number): WaitingCrowd {
  const hasSnapshot = task.hasSnapshot && tellsSnapshotsApart(group, telling);
  const isFree = hasSnapshot || !telling.someDatastores;
  const limited = isFree ? NO_DATASTORES : task.datastores.filter(telling.datastore);
  const withoutRoom = limited.length < 2 ? (limited[0] ?? UNLIMITED) : limited.join();
  const hasSlot = hasSnapshot && group.ways.byChain && task.vmRun.chain.holdsSlot;
  const key = hasSlot ? HAS_SLOT : hasSnapshot ? HAS_SNAPSHOT : withoutRoom;
  return group.crowds.get(key) ?? group.newCrowd(key, limited, nowUs);
}

/** Whether tasks whose VM has its snapshot may get other decisions: they need no room for one, or hold their chain's slot. */
export function tellsSnapshotsApart({ ways }: WaitingGroup, { someDatastores }: Telling): boolean {
  return someDatastores || ways.byChain;
}
