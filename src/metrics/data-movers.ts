import type { Model } from '../model/model.ts';
import { ramFor } from '../model/proxy-ram.ts';
import { DEFAULTS } from '../scenario/defaults.ts';
import type { TraceRecord } from '../trace/record.ts';
import { StepIntegral } from './step-integral.ts';

/** What counts a data mover: those of its role and mode, and all of its machine. */
interface Mover {
  readonly steps: StepIntegral;
  readonly ofMachine: StepIntegral;
}

/** Data movers of one machine's role: one per data stream, at the end that reads it or the end that writes it. */
interface Role {
  readonly read: Mover;
  readonly write: Mover;
}

/**
 * How many data movers worked at once. A task has one in read mode where its data comes from and one in write mode where
 * it goes: on proxies for disks of VMs, on repositories for backups. A transform has one in read mode on its repository.
 * Of a scale-out repository the extents work, as far as a task's record names them.
 */
export class DataMovers {
  readonly #model: Model;
  readonly #proxies: readonly Role[];
  readonly #repositories: readonly Role[];
  /** Data movers of all roles of a machine. */
  readonly #machines = new Map<string, StepIntegral>();
  readonly #jobOfSession: number[] = [];
  readonly #jobOfTask: number[] = [];
  readonly #ofTask: (readonly Mover[] | undefined)[] = [];
  readonly #ofTransform: (Mover | undefined)[] = [];

  constructor(model: Model) {
    this.#model = model;
    this.#proxies = model.proxies.map((_, row) => this.#roleOn(proxyMachine(row)));
    this.#repositories = model.repositories.map((_, row) => this.#roleOn(this.#machineOf(row)));
  }

  step(record: TraceRecord): void {
    switch (record.kind) {
      case 'session-started':
        this.#jobOfSession[record.session] = record.job;
        return;
      case 'task-ready':
        this.#jobOfTask[record.task] = this.#jobOfSession[record.session]!;
        return;
      case 'task-started': {
        const movers = this.#moversOf(record);
        this.#ofTask[record.task] = movers;
        for (const mover of movers) count(mover, 1, record.at);
        return;
      }
      case 'task-ended':
        for (const mover of this.#ofTask[record.task] ?? []) count(mover, -1, record.at);
        this.#ofTask[record.task] = undefined;
        return;
      case 'transform-started': {
        const mover = this.#repositories[record.repository]!.read;
        this.#ofTransform[record.transform] = mover;
        count(mover, 1, record.at);
        return;
      }
      case 'transform-ended':
        count(this.#ofTransform[record.transform]!, -1, record.at);
        this.#ofTransform[record.transform] = undefined;
        return;
    }
  }

  /** The most at once, in each mode. */
  ofProxy(row: number): { readonly read: number; readonly write: number } {
    return peaks(this.#proxies[row]!);
  }

  ofRepository(row: number): { readonly read: number; readonly write: number } {
    return peaks(this.#repositories[row]!);
  }

  /**
   * Bytes that a proxy's machine needed at most: 2 GB and 1 GB per data mover of its proxy, 4 GB and 1 GB of a repository
   * on it, less 2 GB for each role but one [doc].
   */
  proxyMemory(row: number): number {
    const machine = this.#machines.get(proxyMachine(row))!;
    const roles = this.#model.repositories.filter(({ server }) => server === row).length;
    return (
      ramFor(0) + roles * (DEFAULTS.repositoryRam.value - SHARED) + machine.peak * DEFAULTS.taskRam.value
    );
  }

  /** Of a repository on a proxy's machine: of that machine. A scale-out repository has none: its extents do. */
  repositoryMemory(row: number): number {
    const { server, extents } = this.#model.repositories[row]!;
    if (extents.length > 0) return 0;
    if (server >= 0) return this.proxyMemory(server);
    return (
      DEFAULTS.repositoryRam.value + this.#machines.get(this.#machineOf(row))!.peak * DEFAULTS.taskRam.value
    );
  }

  #moversOf({ task, proxy, second, repository }: Extract<TraceRecord, { kind: 'task-started' }>): Mover[] {
    const { work, source } = this.#model.jobs[this.#jobOfTask[task]!]!;
    const readsVm = work.reads === 'vm';
    const movers: Mover[] = [];
    // A restore holds its slot where the backup is; a copy has its own on the target.
    const from = work.writes === 'vm' && repository >= 0 ? repository : source;
    if (!readsVm && from >= 0) movers.push(this.#repositories[from]!.read);
    if (proxy >= 0) movers.push(this.#proxies[proxy]![readsVm ? 'read' : 'write']);
    if (second !== null) movers.push(this.#proxies[second.proxy]!.write);
    if (work.writes === 'repository' && repository >= 0) movers.push(this.#repositories[repository]!.write);
    return movers;
  }

  #roleOn(machine: string): Role {
    const ofMachine = this.#machines.get(machine) ?? new StepIntegral();
    this.#machines.set(machine, ofMachine);
    const mover = (): Mover => ({ steps: new StepIntegral(), ofMachine });
    return { read: mover(), write: mover() };
  }

  #machineOf(repository: number): string {
    const { server } = this.#model.repositories[repository]!;
    return server >= 0 ? proxyMachine(server) : `repository ${repository}`;
  }
}

function count({ steps, ofMachine }: Mover, change: 1 | -1, at: number): void {
  steps.add(change, at);
  ofMachine.add(change, at);
}

/** What one machine with several roles need not have twice [doc]. */
const SHARED = DEFAULTS.proxyRam.value;

function proxyMachine(row: number): string {
  return `proxy ${row}`;
}

function peaks({ read, write }: Role): { readonly read: number; readonly write: number } {
  return { read: read.steps.peak, write: write.steps.peak };
}
