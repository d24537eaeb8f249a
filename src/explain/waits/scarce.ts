import { nameOf, shortName, snapshotName, tryText, whichText } from '../names.ts';
import type { Chronicle, ToldTask } from '../state/chronicle.ts';
import type { Replica } from '../state/replica.ts';
import type { Answer } from './deciding.ts';
import { downOnWay } from './down-on-way.ts';

/** A holder of something that other tasks waited for. */
export type Holder =
  | { readonly kind: 'task'; readonly task: number }
  | { readonly kind: 'snapshot'; readonly vmRun: number }
  /** On a repository that counts slots by chain: the chain that this task opened. */
  | { readonly kind: 'chain'; readonly task: number }
  | { readonly kind: 'transform'; readonly transform: number };

/** What a task waits for at an instant, and who holds it. */
export interface Scarce {
  /** Named as in metrics: `proxies.px1`, `datastores.ds1`; null: nothing that can be held. */
  readonly what: string | null;
  readonly holders: readonly Holder[];
}

/** The same, but lists the holders only on demand, because there may be many. */
interface Shortage {
  readonly what: string | null;
  readonly listHolders: () => readonly Holder[];
}

/** By row. Kept, because they are keys of sums, and a text that is built anew takes much longer to find. */
const NAMES = new WeakMap<object, string>();

/** `datastores.ds1`. */
function nameIn(section: string, row: { readonly name: string }): string {
  const known = NAMES.get(row);
  if (known !== undefined) return known;
  const name = `${section}.${row.name}`;
  NAMES.set(row, name);
  return name;
}

const NOTHING: Shortage = { what: null, listHolders: () => [] };

const asTasks = (holders: readonly number[]): Holder[] =>
  holders.map((holder) =>
    holder < 0 ? { kind: 'transform', transform: -1 - holder } : { kind: 'task', task: holder },
  );

/** The thing for which a task waits, even if it cannot be held: for the pause before a retry, this is the job. */
export function waitedFor(
  { model }: Chronicle,
  { job }: ToldTask,
  { cause, what }: Pick<Answer, 'cause'> & Pick<Scarce, 'what'>,
): string | null {
  return cause === 'retry-wait' ? `jobs.${model.jobs[job]!.name}` : what;
}

/**
 * The thing for which a task waits in the replica's current state, named as in metrics; null: it has no name. Where no proxy
 * can take it, this is what is down.
 */
export function thingWaitedFor(replica: Replica, task: ToldTask, answer: Answer): string | null {
  if (answer.cause === 'no-candidate') return downOnWay(replica, task);
  const { what } = shortageOf(replica, task, answer);
  return waitedFor(replica.chronicle, task, { cause: answer.cause, what });
}

/** What refuses a task its best place in the replica's current state, with its holders. */
export function scarceFor(replica: Replica, task: ToldTask, answer: Answer): Scarce {
  const { what, listHolders } = shortageOf(replica, task, answer);
  return { what, holders: listHolders() };
}

/**
 * The repository without a free slot for a task that waits for a slot on a proxy; undefined: there is one, or the task
 * waits for something else. It is the same for all tasks that wait together.
 */
export function repositoryFullToo(replica: Replica, task: ToldTask, { cause }: Answer): string | undefined {
  if (cause !== 'proxy-slot' || replica.repositoryHasRoom(replica.view(task))) return undefined;
  return fullRepository(replica, task).what ?? undefined;
}

function shortageOf(replica: Replica, task: ToldTask, { cause, best }: Answer): Shortage {
  switch (cause) {
    case 'proxy-slot':
    case 'ram':
      return onProxy(replica, best?.proxy, replica.onProxy);
    case 'hotadd-disks':
      return onProxy(replica, best?.proxy, replica.hotaddOn);
    case 'repository-slot':
      return fullRepository(replica, task);
    case 'datastore-snapshots':
      return fullDatastore(replica, task);
    case 'datastore-latency':
      return onDatastore(replica, task, () => replica.transferringOn[task.datastore]!.holders);
    case 'start-spacing':
      return onDatastore(replica, task, () => replica.latency.lastStartedOn(task.datastore));
    case 'nbd-connections': {
      const hosts = replica.atHosts(task);
      const host = best?.end === 'write' ? hosts.targetHost : hosts.host;
      return {
        what: `hosts.${replica.model.hosts[host]?.name}`,
        listHolders: () => asTasks(replica.nbdOn[host]?.holders ?? []),
      };
    }
    case 'sequential':
      return {
        what: `jobs.${replica.model.jobs[task.job]!.name}`,
        listHolders: () => ownSession(replica, task),
      };
    default:
      return NOTHING;
  }
}

function onProxy({ model }: Replica, proxy: number | undefined, held: Replica['onProxy']): Shortage {
  const row = model.proxies[proxy ?? -1];
  if (row === undefined) return NOTHING;
  return { what: nameIn('proxies', row), listHolders: () => asTasks(held[proxy!]!.holders) };
}

function onDatastore(
  { model }: Replica,
  { datastore }: ToldTask,
  holders: () => readonly number[],
): Shortage {
  return {
    what: nameIn('datastores', model.datastores[datastore]!),
    listHolders: () => asTasks(holders()),
  };
}

/** With several extents, all of them are full, so the holders on all of them count. */
function fullRepository(replica: Replica, task: ToldTask): Shortage {
  const { model, onRepository } = replica;
  const { repositories, source } = replica.ways(task);
  const full = (row: number) => row >= 0 && onRepository[row]!.count >= model.repositories[row]!.slots;
  const rows = full(source) ? [source] : repositories;
  const [first] = rows;
  if (first === undefined) return NOTHING;
  const named = rows.length > 1 ? model.jobs[task.job]!.repository : first;
  return {
    what: nameIn('repositories', model.repositories[named]!),
    listHolders: () =>
      rows.flatMap((row) =>
        asTasks(onRepository[row]!.holders).map((holder) => asChain(replica, row, holder)),
      ),
  };
}

/** Slots that are not a task's own belong to a chain, which may keep its slot after the task that opened it has ended. */
function asChain({ model, running }: Replica, row: number, holder: Holder): Holder {
  if (holder.kind !== 'task' || model.repositories[row]!.slotPerChain !== true) return holder;
  const isOwn = running.get(holder.task)?.slots.includes(row) === true;
  return isOwn ? holder : { kind: 'chain', task: holder.task };
}

/** The first of the VM's datastores without room for another snapshot. */
function fullDatastore(replica: Replica, { datastores }: ToldTask): Shortage {
  const full = datastores.find((row) => !replica.datastoreHasRoomForSnapshot(row));
  if (full === undefined) return NOTHING;
  return {
    what: nameIn('datastores', replica.model.datastores[full]!),
    listHolders: () => replica.snapshotsOn[full]!.holders.map((vmRun) => ({ kind: 'snapshot', vmRun })),
  };
}

/** Whether a task's chain belongs to its VM alone; false: to all VMs of its session. */
export function isOfVm({ model }: Chronicle, { job }: ToldTask): boolean {
  return model.repositories[model.jobs[job]!.repository]?.perVmFiles === true;
}

/** The tasks that write to the chain that `first` opened. */
export function tasksOfChain(chronicle: Chronicle, first: ToldTask): readonly ToldTask[] {
  const { vmRuns, sessions } = chronicle;
  const own = isOfVm(chronicle, first) ? vmRuns[first.vmRun]! : sessions[first.session]!;
  return chronicle.tasksOf(own).filter(({ attempt }) => attempt === first.attempt);
}

/** The running tasks of the same session, on whose end the task's turn depends. */
function ownSession(replica: Replica, { session }: ToldTask): Holder[] {
  const own = [...replica.running.keys()].filter((other) => replica.task(other).session === session);
  return asTasks(own);
}

/** A key that is equal for the same holder. */
export function keyOf(holder: Holder): string {
  return JSON.stringify(holder);
}

export function holderText(chronicle: Chronicle, holder: Holder): string {
  const { model } = chronicle;
  switch (holder.kind) {
    case 'task':
      return shortName(chronicle, chronicle.tasks[holder.task]!);
    case 'snapshot':
      return snapshotName(chronicle, holder.vmRun);
    case 'chain': {
      const first = chronicle.tasks[holder.task]!;
      const { job, vm } = nameOf(chronicle, first);
      const whose = isOfVm(chronicle, first)
        ? `${vm}${whichText(chronicle, first)}`
        : `${job}${tryText(chronicle, first)}`;
      return `the chain of ${whose}`;
    }
    case 'transform': {
      const { work, session } = chronicle.transforms[holder.transform]!;
      const { job } = chronicle.sessions[session]!;
      return `a ${work === 'merge' ? 'merge' : 'synthetic full'} of ${model.jobs[job]!.name}`;
    }
  }
}
