import type { Model } from '../model/model.ts';
import type { TransportMode } from '../scenario/scenario.ts';
import type { TraceRecord } from '../trace/record.ts';
import { StepIntegral } from './step-integral.ts';

interface Place {
  readonly proxy: number;
  readonly mode: TransportMode;
}

/** Who holds what: slots, snapshots, connections and waiting tasks over time. */
export class Occupancy {
  readonly proxyTasks: readonly StepIntegral[];
  readonly repositoryTasks: readonly StepIntegral[];
  readonly datastoreTasks: readonly StepIntegral[];
  readonly datastoreSnapshots: readonly StepIntegral[];
  readonly hostNbdDisks: readonly StepIntegral[];
  readonly running: StepIntegral;
  readonly waiting: StepIntegral;
  /** Tasks started per proxy and mode. */
  readonly modes: readonly Map<TransportMode, number>[];
  readonly #model: Model;
  readonly #tasks: {
    readonly disk: number;
    readonly vmRun: number;
    readonly repository: number;
    place: Place | undefined;
  }[] = [];
  readonly #jobOfSession: number[] = [];
  readonly #vmOfRun = new Map<number, number>();

  constructor(model: Model) {
    this.#model = model;
    const { warmUpUs } = model.scenario.clock;
    const each = (rows: readonly unknown[]) => rows.map(() => new StepIntegral(warmUpUs));
    this.proxyTasks = each(model.proxies);
    this.repositoryTasks = each(model.repositories);
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
        const { repository } = this.#model.jobs[this.#jobOfSession[record.session]!]!;
        this.#tasks[record.task] = { disk: record.disk, vmRun: record.vmRun, repository, place: undefined };
        this.waiting.add(1, record.at);
        return;
      }
      case 'task-started':
        this.#started(record);
        return;
      case 'task-ended':
        this.running.add(-1, record.at);
        this.#hold(record.task, -1, record.at);
        return;
      case 'task-dropped':
        this.waiting.add(-1, record.at);
        return;
      case 'snapshot-removed':
        this.#snapshot(record.vmRun, -1, record.at);
        return;
    }
  }

  #started(record: Extract<TraceRecord, { kind: 'task-started' }>): void {
    const task = this.#tasks[record.task]!;
    task.place = { proxy: record.proxy, mode: record.mode };
    const modes = this.modes[record.proxy]!;
    modes.set(record.mode, (modes.get(record.mode) ?? 0) + 1);
    this.waiting.add(-1, record.at);
    this.running.add(1, record.at);
    this.#hold(record.task, 1, record.at);
    if (this.#vmOfRun.has(task.vmRun)) return;
    this.#vmOfRun.set(task.vmRun, this.#model.disks[task.disk]!.vm);
    this.#snapshot(task.vmRun, 1, record.at);
  }

  #hold(number: number, change: 1 | -1, at: number): void {
    const { disk, repository, place } = this.#tasks[number]!;
    const { datastore, vm } = this.#model.disks[disk]!;
    this.proxyTasks[place!.proxy]!.add(change, at);
    this.repositoryTasks[repository]!.add(change, at);
    this.datastoreTasks[datastore]!.add(change, at);
    const host = this.#model.vms[vm]!.host;
    if ((place!.mode === 'nbd' || place!.mode === 'nbdssl') && host >= 0)
      this.hostNbdDisks[host]!.add(change, at);
  }

  #snapshot(vmRun: number, change: 1 | -1, at: number): void {
    const vm = this.#vmOfRun.get(vmRun)!;
    for (const datastore of this.#model.vms[vm]!.datastores)
      this.datastoreSnapshots[datastore]!.add(change, at);
  }
}
