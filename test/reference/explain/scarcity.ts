import type { Repository } from '../../../src/scenario/repository.ts';
import type { Proxy as BackupProxy, Host } from '../../../src/scenario/scenario.ts';
import { repositoriesOpenTo } from '../simulator/extents.ts';
import { readBy } from '../simulator/latency.ts';
import { isNetwork } from '../simulator/modes.ts';
import { endsOf, holdsSlots, type Place, type Session, type Task, type VmRun } from '../simulator/task.ts';
import type { Transform } from '../simulator/transforms.ts';
import { isRestore, readingEnd, repositoryOf, sourceOf, writingEnd } from '../simulator/work.ts';
import type { World } from '../simulator/world.ts';

/** A file whose slot is held from its first task to its last. */
export interface Chain {
  readonly chainOf: VmRun | Session;
}

export type Holder = Task | VmRun | Transform | Chain;

/** What there is too little of for a task that waits, and who has it. */
export interface Scarcity {
  /** As settings are called: `proxies.px1`; undefined: nothing that somebody could hold. */
  readonly what: string | undefined;
  readonly holders: readonly Holder[];
}

/** For what a task is refused, and where. */
export interface Refusal {
  readonly cause: string;
  readonly place: Place | undefined;
  readonly isWriting: boolean;
}

const NOTHING: Scarcity = { what: undefined, holders: [] };

/** What a task lacks that is refused for a cause, at a place of its reading or of its writing end. */
export function scarcityFor(world: World, task: Task, { cause, place, isWriting }: Refusal): Scarcity {
  const held = world.tasks.filter(holdsSlots);
  switch (cause) {
    case 'proxy-slot':
    case 'ram':
      return atProxy(held, place!.proxy, () => true);
    case 'hotadd-disks':
      return atProxy(held, place!.proxy, (mode) => mode === 'hotadd');
    case 'repository-slot':
      return atRepository(world, task);
    case 'datastore-snapshots':
      return onDatastore(world, task);
    case 'datastore-latency':
      return {
        what: `datastores.${task.disk.datastore.name}`,
        holders: world.transferring.filter((other) => readBy(other) === task.disk.datastore),
      };
    case 'start-spacing':
      return { what: `datastores.${task.disk.datastore.name}`, holders: lastToStart(world, task) };
    case 'nbd-connections': {
      const end = isWriting ? writingEnd(world.estate, task) : readingEnd(world.estate, task);
      return atHost(world, held, (end ?? writingEnd(world.estate, task))!.host);
    }
    case 'sequential':
      return inSession(task.vmRun.session, task);
    default:
      return NOTHING;
  }
}

function atProxy(held: readonly Task[], proxy: BackupProxy, isMeant: (mode: string) => boolean): Scarcity {
  const holders = held.filter((task) =>
    endsOf(task).some((place) => place.proxy === proxy && isMeant(place.mode)),
  );
  return { what: `proxies.${proxy.name}`, holders };
}

/** What is read of a repository comes first. Of several extents, all of which are full, any would do. */
function atRepository(world: World, task: Task): Scarcity {
  const source = sourceOf(task);
  const isFull = source !== undefined && !world.hasSlot(source, task, true);
  const repositories = isFull ? [source] : repositoriesOpenTo(world, task);
  const { name } = repositories.length > 1 ? repositoryOf(world.estate, task.job)! : repositories[0]!;
  const holders = repositories.flatMap((repository) => holdersOf(world, repository));
  return { what: `repositories.${name}`, holders };
}

function holdersOf(world: World, repository: Repository): Holder[] {
  const isByChain = repository.slotUnit === 'chain';
  // What is read takes a slot for each disk.
  const isHere = (task: Task) =>
    task.source === repository || (task.repository === repository && (!isByChain || isRestore(task.job)));
  return [
    ...world.tasks.filter((task) => holdsSlots(task) && isHere(task)),
    ...(isByChain ? world.openChains(repository).map((chainOf) => ({ chainOf: chainOf! })) : []),
    ...world.transforms.filter((one) => one.state === 'running' && one.repository === repository),
  ];
}

/** Of several that are full the one that is declared first. */
function onDatastore(world: World, { vmRun }: Task): Scarcity {
  const own = vmRun.vm.disks.map(({ datastore }) => datastore);
  const full = world.scenario.datastores
    .filter((datastore) => own.includes(datastore))
    .find((datastore) => world.snapshotsOn(datastore) >= datastore.maxSnapshots)!;
  const holders = world.snapshotsHeldOn(full);
  return { what: `datastores.${full.name}`, holders };
}

function atHost(world: World, held: readonly Task[], host: Host): Scarcity {
  const holders = held.filter((task) =>
    endsOf(task).some((place) => isNetwork(place.mode) && world.hostOf(task, place) === host),
  );
  return { what: `hosts.${host.name}`, holders };
}

/** Who has just begun on its datastore. */
function lastToStart({ tasks }: World, { disk }: Task): Task[] {
  const begun = tasks.filter((one) => one.startUs !== undefined && readBy(one) === disk.datastore);
  const lastUs = Math.max(...begun.map(({ startUs }) => startUs!));
  return begun.filter(({ startUs }) => startUs === lastUs);
}

/** Whose turn it is. */
function inSession(session: Session, task: Task): Scarcity {
  const holders = session.vmRuns
    .filter(({ attempt }) => attempt === session.attempt)
    .flatMap(({ tasks }) => tasks)
    .filter((other) => other !== task && holdsSlots(other));
  return { what: `jobs.${session.job.name}`, holders };
}
