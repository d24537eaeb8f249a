import type { Model } from '../../model/model.ts';
import type { Movement } from '../../model/paths/movement.ts';
import { targetWorkOf } from '../../model/paths/path.ts';
import { readsToTheEnd } from '../../model/vms/task-bytes.ts';
import type { VmKinds, VmTraits } from '../../model/vms/vm-rows.ts';
import { ReadPlaces } from '../../model/ways/read-places.ts';
import type { LoggedTasks } from '../logs/logged-tasks.ts';
import { type DatastoreKinds, kindsOfDatastores } from '../reach/datastore-kinds.ts';
import { kindsOfVms } from '../reach/vm-kinds.ts';
import type { Limits } from './limits.ts';
import { type Offer, type Units, type WayKind, wayKind } from './way-kind.ts';

/** Disks of one job that are alike but for their size; what no place goes around has the datastore's resources, too. */
export interface TaskKind extends Omit<WayKind, 'ways'> {
  /** The best of those places that take as long to open and to attach. */
  readonly offers: readonly Offer[];
}

/**
 * The jobs whose tasks go from a datastore to a repository by way of one proxy that keeps its mode. Others have two ends, or
 * none, and are left out: the bound is lower for it, and true.
 */
export function plainJobs({ jobs, scenario }: Model): ReadonlySet<number> {
  if (scenario.faults.some(({ kind }) => kind === 'connectivity-lost')) return new Set();
  const isPlain = ({ work }: Model['jobs'][number]) => work.reads === 'vm' && work.writes === 'repository';
  return new Set(jobs.flatMap((job, row) => (isPlain(job) ? [row] : [])));
}

/** What tasks meet at the places that could take them, found out once per kind. */
export class TaskOffers {
  readonly #model: Model;
  readonly #tasks: LoggedTasks;
  readonly #readPlaces: ReadPlaces;
  readonly #vmKinds: VmKinds;
  readonly #datastoreKinds: DatastoreKinds;
  /** By kinds of VM and datastore. */
  readonly #ways = new KindTable<WayKind>();
  /** By kind of VM, and datastore. */
  readonly #kinds = new KindTable<TaskKind>();

  constructor(model: Model, tasks: LoggedTasks, limits: Limits) {
    this.#model = model;
    this.#tasks = tasks;
    // A proxy that never has the memory for a task is no way.
    this.#readPlaces = new ReadPlaces(model, (proxy) => limits.tasksAtOnce(proxy) > 0);
    this.#vmKinds = kindsOfVms(model);
    this.#datastoreKinds = kindsOfDatastores(model);
  }

  /** Of a task that goes from a datastore to a repository by way of one proxy. */
  of(task: number, job: number): TaskKind {
    const datastore = this.#model.disks.datastoreOf(this.#tasks.disk[task]!);
    const place = this.#reading(task, job) * this.#model.datastores.length + datastore;
    const ratio = this.#ratioOf(task, job);
    const known = this.#kinds.get(place, ratio);
    if (known !== undefined) return known;
    const kind = this.#ofDatastore(this.#waysOf(task, job, ratio), datastore);
    this.#kinds.set(place, ratio, kind);
    return kind;
  }

  #waysOf(task: number, job: number, ratio: number): WayKind {
    const datastore = this.#model.disks.datastoreOf(this.#tasks.disk[task]!);
    const place =
      this.#reading(task, job) * this.#datastoreKinds.count + this.#datastoreKinds.kindOf[datastore]!;
    let ways = this.#ways.get(place, ratio);
    if (ways === undefined) {
      const target = targetWorkOf(this.#model.jobs[job]!.declaration, this.#tasks.full[task] === 1);
      ways = wayKind(this.#model, this.#movementOf(task, job, ratio), target, this.#readPlaces);
      this.#ways.set(place, ratio, ways);
    }
    return ways;
  }

  /** Job, kind of VM, its ways to arrays and manner of reading as one number. */
  #reading(task: number, job: number): number {
    const vm = this.#model.disks.vmOf(this.#tasks.disk[task]!);
    const manner = (this.#readsToTheEnd(task) ? 2 : 0) + this.#tasks.full[task]!;
    const ways = this.#readPlaces.canUseArray(job, vm) ? 4 : 0;
    return (job * this.#vmKinds.count + this.#vmKinds.kindOf[vm]!) * 8 + ways + manner;
  }

  #ofDatastore({ ways, unavoidable, ...rest }: WayKind, datastore: number): TaskKind {
    const { readResource, fabricResource } = this.#model.datastores[datastore]!;
    const own = [
      { resource: readResource, units: 'readUnits' },
      { resource: fabricResource, units: 'fabricUnits' },
    ] as const;
    const needed: Units[] = [...unavoidable];
    for (const { resource, units } of own) {
      const least = Math.min(...ways.map((way) => way[units]));
      if (resource >= 0 && Number.isFinite(least) && least > 0) needed.push({ resource, coefficient: least });
    }
    const offers = ways.map((way): Offer => {
      let { rate } = way;
      for (const { resource, units } of own)
        if (resource >= 0) rate = Math.min(rate, this.#model.resources[resource]!.capacity / way[units]);
      return { ...way, rate };
    });
    return { ...rest, offers, unavoidable: needed };
  }

  #movementOf(task: number, job: number, ratio: number): Movement {
    const { disks } = this.#model;
    const disk = this.#tasks.disk[task]!;
    return {
      job,
      vm: disks.vmOf(disk),
      datastore: disks.datastoreOf(disk),
      targetDatastore: -1,
      targetHost: -1,
      readsToTheEnd: this.#readsToTheEnd(task),
      transferRatio: ratio,
      dataRatio: 1,
      repository: this.#model.jobs[job]!.repository,
      source: -1,
      gateway: -1,
    };
  }

  /** Of a tracked disk the ratio is the job's, but for the rounding of whole bytes. */
  #ratioOf(task: number, job: number): number {
    const { readsAll, readBytes, transferredBytes } = this.#tasks;
    const { compressionRatio } = this.#model.jobs[job]!.declaration;
    if (this.#traitsOf(task).tracked && readsAll[task] === 0) return compressionRatio;
    return readBytes[task]! > 0 ? transferredBytes[task]! / readBytes[task]! : 0;
  }

  #readsToTheEnd(task: number): boolean {
    const { full, readsAll } = this.#tasks;
    return readsToTheEnd(this.#traitsOf(task), { full: full[task] === 1, readsAll: readsAll[task] === 1 });
  }

  #traitsOf(task: number): VmTraits {
    const { vms, disks } = this.#model;
    return vms.traitsOf(disks.vmOf(this.#tasks.disk[task]!));
  }
}

/** Things by their kinds; by number, and then by ratio. */
class KindTable<Kind> {
  readonly #kinds = new Map<number, Map<number, Kind>>();

  get(number: number, ratio: number): Kind | undefined {
    return this.#kinds.get(number)?.get(ratio);
  }

  set(number: number, ratio: number, kind: Kind): void {
    const byRatio = this.#kinds.get(number) ?? new Map<number, Kind>();
    this.#kinds.set(number, byRatio.set(ratio, kind));
  }
}
