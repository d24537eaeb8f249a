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

/** Tasks of one job that are alike but for their size; what no way goes around has the resources of the datastore, too. */
export interface TaskKind extends Omit<WayKind, 'ways'> {
  /** The best of those ways that take as long to open and to attach. */
  readonly offers: readonly Offer[];
}

/** What tasks meet at the places that could take them, found out once per kind. */
export class TaskOffers {
  readonly #model: Model;
  readonly #tasks: LoggedTasks;
  readonly #readPlaces: ReadPlaces;
  readonly #routes: RouteFinder;
  readonly #vmKinds: VmKinds;
  readonly #datastoreKinds: DatastoreKinds;
  /** By where jobs write: datastore, host, and whether the disk is thin. */
  readonly #destinations = new Map<string, number>();
  /** By kinds of VM and datastore, and where it goes. */
  readonly #ways = new KindTable<WayKind>();
  /** By kind of VM, datastore, and where it goes. */
  readonly #kinds = new KindTable<TaskKind>();

  constructor(model: Model, tasks: LoggedTasks, limits: Limits) {
    this.#model = model;
    this.#tasks = tasks;
    // A proxy that never has the memory for a task is no way.
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

  /** Destination, job, kind of VM, its ways to arrays and manner of reading as one number. */
  #manner(task: number, job: number): number {
    const { jobs } = this.#model;
    const vm = this.#model.disks.vmOf(this.#tasks.disk[task]!);
    const owner = (this.#destination(task, job) * jobs.length + job) * this.#vmKinds.count;
    const manner = (this.#readsToTheEnd(task) ? 2 : 0) + this.#tasks.full[task]!;
    const ways = this.#readPlaces.canUseArray(job, vm) ? 4 : 0;
    return (owner + this.#vmKinds.kindOf[vm]!) * 8 + ways + manner;
  }

  /** 0: it writes to no datastore. */
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
      // Of what is read from end to end the part that is data.
      dataRatio: Math.min(1, ratio / declaration.compressionRatio),
      repository,
      source,
      gateway: -1,
    };
  }

  /** Of a tracked disk the ratio is the job's, but for the rounding of whole bytes; so it is of one that is restored. */
  #ratioOf(task: number, job: number): number {
    const { readsAll, readBytes, transferredBytes } = this.#tasks;
    const { work, declaration } = this.#model.jobs[job]!;
    // What a repository copies it sends as it is, and a scan looks at where things are.
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
