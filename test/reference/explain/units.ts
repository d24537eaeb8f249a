import { chainOf } from '../simulator/extents.ts';
import { isNetwork } from '../simulator/modes.ts';
import { asksFor, hotaddMax, memoryFor } from '../simulator/placing.ts';
import { endsOf, type Session, type Task, type VmRun } from '../simulator/task.ts';
import type { Transform } from '../simulator/transforms.ts';
import { isRestore, repositoryOf, workOf } from '../simulator/work.ts';
import type { World } from '../simulator/world.ts';

export type Actor = Task | Transform;

/** One of so many units of a thing, and by whom it was held: it was free some time after the last of them ended, or the first began. */
export interface Unit {
  readonly thing: string;
  readonly limit: number;
  readonly users: readonly Actor[];
  readonly freedAfter: 'end' | 'start';
  /** Undefined: never. */
  readonly freedUs: number | undefined;
}

export function isTask(actor: Actor): actor is Task {
  return 'disk' in actor;
}

/** What an actor needs a unit of: many at once may be of one holder, such as the snapshot of a VM. */
export function unitsNeeded(world: World, actor: Actor): { readonly holder: object; readonly unit: Unit }[] {
  if (!isTask(actor)) {
    const { repository } = actor;
    return [{ holder: {}, unit: ofRepository(repository.name, repository.maxConcurrentTasks, [actor]) }];
  }
  return [...atProxies(world, actor), ...inRepositories(world, actor), ...onDatastores(world, actor)].filter(
    ({ unit }) => Number.isFinite(unit.limit),
  );
}

function ofRepository(name: string, limit: number, users: readonly Actor[]): Unit {
  return held(`slots of ${name}`, limit, users);
}

function held(thing: string, limit: number, users: readonly Actor[]): Unit {
  const ends = users.map(({ endUs }) => endUs);
  const freedUs = ends.includes(undefined) ? undefined : Math.max(...ends.map((at) => at!));
  return { thing, limit, users, freedAfter: 'end', freedUs };
}

function atProxies(world: World, task: Task) {
  const { scenario } = world;
  return endsOf(task).flatMap((place) => {
    const { proxy, mode } = place;
    const own = (thing: string, limit: number) => ({ holder: {}, unit: held(thing, limit, [task]) });
    const memory = Math.floor((proxy.ram - memoryFor(0)) / (memoryFor(1) - memoryFor(0)));
    const host = world.hostOf(task, place);
    // Who goes on over the network where it did not begin is none that waited for a connection.
    const isMoved = task.hasFailedOver;
    return [
      own(`slots of ${proxy.name}`, proxy.maxConcurrentTasks),
      ...(asksFor(world, 'ram') ? [own(`memory of ${proxy.name}`, memory)] : []),
      ...(mode === 'hotadd' ? [own(`disks at ${proxy.name}`, hotaddMax(scenario))] : []),
      ...(isNetwork(mode) && !isMoved ? [own(`connections of ${host.name}`, host.nbdMaxDisks)] : []),
    ];
  });
}

function inRepositories(world: World, task: Task) {
  const { repository, source, job, vmRun } = task;
  const one = { holder: {} };
  const read =
    source === undefined
      ? []
      : [{ ...one, unit: ofRepository(source.name, source.maxConcurrentTasks, [task]) }];
  if (repository === undefined) return read;
  const { name, maxConcurrentTasks: limit } = repository;
  if (repository.slotUnit === 'disk' || isRestore(job))
    return [...read, { holder: {}, unit: ofRepository(name, limit, [task]) }];
  const chain = chainOf(repositoryOf(world.estate, job)!, vmRun);
  const own = startedOf(world, (other) => other.attempt === vmRun.attempt && isOf(other, chain));
  const first = own.reduce((a, b) => (b.startUs! < a.startUs! ? b : a));
  return [...read, { holder: first.vmRun, unit: ofRepository(name, limit, own) }];
}

function isOf(vmRun: VmRun, chain: VmRun | Session): boolean {
  return vmRun === chain || vmRun.session === chain;
}

function startedOf({ tasks }: World, isMeant: (vmRun: VmRun) => boolean): Task[] {
  return tasks.filter(({ vmRun, startUs }) => startUs !== undefined && isMeant(vmRun));
}

function onDatastores(world: World, task: Task) {
  const { vmRun, job } = task;
  const { vm, removedUs, readsArray } = vmRun;
  const users = startedOf(world, (other) => other === vmRun);
  const isFirst = users.every(({ startUs }) => startUs! >= task.startUs!);
  const isGone = (removedUs ?? Number.POSITIVE_INFINITY) <= task.startUs! && !isFirst;
  if (!workOf(job).hasSnapshot || isGone) return [];
  const isHandedOver =
    readsArray === true && !users.every(({ endUs = Number.POSITIVE_INFINITY }) => endUs <= vmRun.removingUs!);
  return [...new Set(vm.disks.map(({ datastore }) => datastore))].map(({ name, maxSnapshots }) => ({
    holder: vmRun,
    unit: {
      thing: `snapshots on ${name}`,
      limit: maxSnapshots,
      users,
      freedAfter: isHandedOver ? ('start' as const) : ('end' as const),
      freedUs: removedUs,
    },
  }));
}
