import type { Model } from '../model/model.ts';
import { destinationOf } from '../model/target.ts';
import type { Connection } from '../model/transport.ts';
import type { TraceRecord } from '../trace/record.ts';
import { kneeOf, taskLoadOf } from './oversubscription.ts';
import { StepIntegral } from './step-integral.ts';

interface Place {
  readonly proxy: number;
  readonly mode: Connection;
  /** Its end of the way: the host whose network mode is used, the datastore. */
  readonly host: number;
  readonly datastore: number;
}

interface Holder {
  readonly job: number;
  readonly disk: number;
  readonly vmRun: number;
  repository: number;
  places: readonly Place[];
}

const NOWHERE: readonly Place[] = [];

/** Who holds what: slots, snapshots, connections and waiting tasks over time. */
export class Occupancy {
  readonly proxyTasks: readonly StepIntegral[];
  /** 1 while a proxy runs more tasks than bring anything. */
  readonly proxyAboveKnee: readonly StepIntegral[];
  /** The number of tasks up to which one more brings something, per proxy. */
  readonly knees: readonly number[];
  readonly repositoryTasks: readonly StepIntegral[];
  /** Slots taken: by tasks, or by chains where the repository counts these. */
  readonly repositorySlots: readonly StepIntegral[];
  readonly datastoreTasks: readonly StepIntegral[];
  readonly datastoreSnapshots: readonly StepIntegral[];
  readonly hostNbdDisks: readonly StepIntegral[];
  readonly running: StepIntegral;
  readonly waiting: StepIntegral;
  /** Tasks started per proxy and mode. */
  readonly modes: readonly Map<Connection, number>[];
  readonly #model: Model;
  /** By number, from ready to ended. */
  readonly #tasks: (Holder | undefined)[] = [];
  readonly #jobOfSession: number[] = [];
  /** By VM run, from its snapshot on. */
  readonly #vmOfRun: number[] = [];

  constructor(model: Model) {
    this.#model = model;
    const { warmUpUs } = model.scenario.clock;
    const load = taskLoadOf(model.scenario);
    const each = (rows: readonly unknown[]) => rows.map(() => new StepIntegral(warmUpUs));
    this.proxyTasks = each(model.proxies);
    this.proxyAboveKnee = each(model.proxies);
    this.knees = model.proxies.map((proxy) => kneeOf(proxy, load));
    this.repositoryTasks = each(model.repositories);
    this.repositorySlots = each(model.repositories);
    this.datastoreTasks = each(model.datastores);
    this.datastoreSnapshots = each(model.datastores);
    this.hostNbdDisks = each(model.hosts);
    this.running = new StepIntegral(warmUpUs);
    this.waiting = new StepIntegral(warmUpUs);
    this.modes = model.proxies.map(() => new Map());
  }

  step(record: TraceRecord): void {
    switch (record.kind) {
      case 'session-started':
        this.#jobOfSession[record.session] = record.job;
        return;
      case 'task-ready': {
        const job = this.#jobOfSession[record.session]!;
        const { disk, vmRun } = record;
        this.#tasks[record.task] = { job, disk, vmRun, repository: -1, places: NOWHERE };
        this.waiting.add(1, record.at);
        return;
      }
      case 'task-started':
        this.#started(record);
        return;
      case 'task-ended':
        this.running.add(-1, record.at);
        this.#hold(record.task, -1, record.at);
        this.#tasks[record.task] = undefined;
        return;
      case 'task-dropped':
        this.waiting.add(-1, record.at);
        this.#tasks[record.task] = undefined;
        return;
      case 'task-failed-over':
        this.#failedOver(record);
        return;
      case 'chain-opened':
        this.repositorySlots[record.repository]!.add(1, record.at);
        return;
      case 'chain-closed':
        this.repositorySlots[record.repository]!.add(-1, record.at);
        return;
      case 'snapshot-removed':
        this.#snapshot(record.vmRun, -1, record.at);
        return;
    }
  }

  #started(record: Extract<TraceRecord, { kind: 'task-started' }>): void {
    const task = this.#tasks[record.task]!;
    const { work } = this.#model.jobs[task.job]!;
    task.repository = record.repository;
    const place = this.#placeOf(task, record, work.reads === 'vm' ? 'read' : 'write');
    const { second } = record;
    task.places = second === null ? [place] : [place, this.#placeOf(task, second, 'write')];
    this.waiting.add(-1, record.at);
    this.running.add(1, record.at);
    for (const { proxy, mode } of task.places) this.#count(proxy, mode, 1);
    this.#hold(record.task, 1, record.at);
    if (!work.snapshot || this.#vmOfRun[task.vmRun] !== undefined) return;
    this.#vmOfRun[task.vmRun] = this.#model.disks.vmOf(task.disk);
    this.#snapshot(task.vmRun, 1, record.at);
  }

  #placeOf(
    { job, disk }: Holder,
    { proxy, mode }: { readonly proxy: number; readonly mode: Connection },
    end: 'read' | 'write',
  ): Place {
    if (end === 'write') {
      const { datastore, host } = destinationOf(this.#model, job, disk);
      return { proxy, mode, datastore, host };
    }
    const { disks, vms } = this.#model;
    return { proxy, mode, datastore: disks.datastoreOf(disk), host: vms.hostOf(disks.vmOf(disk)) };
  }

  /** The way believed in was gone: the place that used it goes on over the network. */
  #failedOver(record: Extract<TraceRecord, { kind: 'task-failed-over' }>): void {
    const task = this.#tasks[record.task]!;
    const at = task.places.findIndex(({ mode }) => mode !== 'nbd' && mode !== 'nbdssl');
    const place = task.places[at]!;
    this.#count(place.proxy, place.mode, -1);
    this.#count(place.proxy, record.mode, 1);
    task.places = task.places.with(at, { ...place, mode: record.mode });
    if (place.host >= 0) this.hostNbdDisks[place.host]!.add(1, record.at);
  }

  #count(proxy: number, mode: Connection, change: 1 | -1): void {
    const modes = this.modes[proxy];
    if (modes === undefined) return;
    const count = (modes.get(mode) ?? 0) + change;
    if (count > 0) modes.set(mode, count);
    else modes.delete(mode);
  }

  #hold(number: number, change: 1 | -1, at: number): void {
    const { places, repository, job } = this.#tasks[number]!;
    for (const { proxy, mode, datastore, host } of places) {
      this.#work(proxy, change, at);
      this.datastoreTasks[datastore]?.add(change, at);
      if (mode === 'nbd' || mode === 'nbdssl') this.hostNbdDisks[host]?.add(change, at);
    }
    const { source } = this.#model.jobs[job]!;
    this.#holdRepository(repository, change, at);
    if (source !== repository) this.#holdRepository(source, change, at);
  }

  #holdRepository(row: number, change: 1 | -1, at: number): void {
    if (row < 0) return;
    this.repositoryTasks[row]!.add(change, at);
    if (!this.#model.repositories[row]!.slotPerChain) this.repositorySlots[row]!.add(change, at);
  }

  #work(proxy: number, change: 1 | -1, at: number): void {
    const tasks = this.proxyTasks[proxy];
    if (tasks === undefined) return;
    tasks.add(change, at);
    this.proxyAboveKnee[proxy]!.set(tasks.value > this.knees[proxy]! ? 1 : 0, at);
  }

  #snapshot(vmRun: number, change: 1 | -1, at: number): void {
    const vm = this.#vmOfRun[vmRun]!;
    for (const datastore of this.#model.vms.datastoresOf(vm))
      this.datastoreSnapshots[datastore]!.add(change, at);
  }
}
