import { madeOnce } from '../../collections/made-once.ts';
import type { Model } from '../../model/model.ts';
import { readsToTheEnd } from '../../model/vms/task-bytes.ts';
import type { VmKinds, VmTraits } from '../../model/vms/vm-rows.ts';
import { ReadPlaces } from '../../model/ways/read-places.ts';
import { destinationOf } from '../../model/ways/target.ts';
import type { LoggedTasks } from '../logs/logged-tasks.ts';
import { type DatastoreKinds, kindsOfDatastores } from '../reach/datastore-kinds.ts';
import { kindsOfVms } from '../reach/vm-kinds.ts';
import type { Crossed } from './crossed.ts';
import type { Limits } from './limits.ts';
import type { Offer } from './offer.ts';
import { type KindOfTask, RouteFinder } from './routes.ts';
import { type WayKind, wayKind } from './way-kind.ts';

/** Tasks of one job that differ only in size. Unlike in `WayKind`, `unavoidable` includes the datastore's resources. */
export interface TaskKind extends Omit<WayKind, 'ways'> {
  /** The fastest among ways with equal overheads. */
  readonly offers: readonly Offer[];
}

/** Computes the offers of the places that could take a task, once per kind of task. */
export class TaskOffers {
  readonly #model: Model;
  readonly #tasks: LoggedTasks;
  readonly #readPlaces: ReadPlaces;
  readonly #routes: RouteFinder;
  readonly #vmKinds: VmKinds;
  readonly #datastoreKinds: DatastoreKinds;
  /** Numbers of destinations, by datastore, host, and whether the disk is thin. */
  readonly #destinations = new Map<string, number>();
  /** By manner and kind of datastore. */
  readonly #ways = new KindTable<WayKind>();
  /** By manner and datastore. */
  readonly #kinds = new KindTable<TaskKind>();

  constructor(model: Model, tasks: LoggedTasks, limits: Limits) {
    this.#model = model;
    this.#tasks = tasks;
    // A proxy that never has enough memory for a task is not a candidate.
    const isUsable = (proxy: number) => limits.tasksAtOnce(proxy) > 0;
    this.#readPlaces = new ReadPlaces(model, isUsable);
    this.#routes = new RouteFinder(model, this.#readPlaces, isUsable);
    this.#vmKinds = kindsOfVms(model);
    this.#datastoreKinds = kindsOfDatastores(model);
  }

  of(task: number, job: number): TaskKind {
    const datastore = this.#model.disks.datastoreOf(this.#tasks.disk[task]!);
    const place = this.#manner(task, job) * this.#model.datastores.length + datastore;
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
      this.#manner(task, job) * this.#datastoreKinds.count + this.#datastoreKinds.kindOf[datastore]!;
    let ways = this.#ways.get(place, ratio);
    if (ways === undefined) {
      const kind = this.#kindOf(task, job, ratio);
      ways = wayKind(this.#model, kind, this.#routes.of(kind));
      this.#ways.set(place, ratio, ways);
    }
    return ways;
  }

  /** Destination, job, kind of VM, access to arrays and manner of reading, encoded as one number. */
  #manner(task: number, job: number): number {
    const { jobs } = this.#model;
    const vm = this.#model.disks.vmOf(this.#tasks.disk[task]!);
    const owner = (this.#destination(task, job) * jobs.length + job) * this.#vmKinds.count;
    const manner = (this.#readsToTheEnd(task) ? 2 : 0) + this.#tasks.full[task]!;
    const ways = this.#readPlaces.canUseArray(job, vm) ? 4 : 0;
    return (owner + this.#vmKinds.kindOf[vm]!) * 8 + ways + manner;
  }

  /** 0: the task writes to no datastore. */
  #destination(task: number, job: number): number {
    if (this.#model.jobs[job]!.work.writes !== 'vm') return 0;
    const disk = this.#tasks.disk[task]!;
    const { datastore, host } = destinationOf(this.#model, job, disk);
    const key = `${datastore}/${host}/${this.#model.disks.isThin(disk)}`;
    return madeOnce(this.#destinations, key, () => this.#destinations.size + 1);
  }

  #ofDatastore({ ways, unavoidable, ...rest }: WayKind, datastore: number): TaskKind {
    const { readResource, fabricResource } = this.#model.datastores[datastore]!;
    const own = [
      { resource: readResource, units: 'readUnits' },
      { resource: fabricResource, units: 'fabricUnits' },
    ] as const;
    const needed: Crossed[] = [...unavoidable];
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

  #kindOf(task: number, job: number, ratio: number): KindOfTask {
    const { disks, jobs } = this.#model;
    const disk = this.#tasks.disk[task]!;
    const { repository, source, declaration } = jobs[job]!;
    const destination = destinationOf(this.#model, job, disk);
    return {
      job,
      disk,
      full: this.#tasks.full[task] === 1,
      vm: disks.vmOf(disk),
      datastore: disks.datastoreOf(disk),
      targetDatastore: destination.datastore,
      targetHost: destination.host,
      readsToTheEnd: this.#readsToTheEnd(task),
      transferRatio: ratio,
      // The share of data in a disk that is read from end to end.
      dataRatio: Math.min(1, ratio / declaration.compressionRatio),
      repository,
      source,
      gateway: -1,
    };
  }

  /**
   * Bytes transferred per byte read. For tracked and for restored disks it is the job's ratio, which spares rounding to
   * bytes.
   */
  #ratioOf(task: number, job: number): number {
    const { readsAll, readBytes, transferredBytes } = this.#tasks;
    const { work, declaration } = this.#model.jobs[job]!;
    // A repository sends copies unchanged.
    if (work.reads === 'repository') return work.writes === 'vm' ? declaration.compressionRatio : 1;
    if (work.writes === 'nothing') return 0;
    if (this.#traitsOf(task).tracked && readsAll[task] === 0) return declaration.compressionRatio;
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

/** Values by number, then by ratio. */
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
