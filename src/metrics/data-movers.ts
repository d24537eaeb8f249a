import type { Model } from '../model/model.ts';
import { ramFor } from '../model/proxy-ram.ts';
import { DEFAULTS } from '../scenario/defaults.ts';
import type { TraceRecord } from '../trace/record.ts';
import { StepIntegral } from './step-integral.ts';

/** Data movers of one machine's role: one per data stream, at the end that reads it or the end that writes it. */
interface Role {
  readonly read: StepIntegral;
  readonly write: StepIntegral;
}

interface Mover {
  readonly role: Role;
  readonly mode: 'read' | 'write';
  readonly machine: string;
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
  readonly #working = new Map<string, readonly Mover[]>();

  constructor(model: Model) {
    this.#model = model;
    const role = (): Role => ({ read: new StepIntegral(), write: new StepIntegral() });
    this.#proxies = model.proxies.map(role);
    this.#repositories = model.repositories.map(role);
    model.proxies.forEach((_, row) => {
      this.#machines.set(proxyMachine(row), new StepIntegral());
    });
    model.repositories.forEach((_, row) => {
      this.#machines.set(this.#machineOf(row), new StepIntegral());
    });
  }

  step(record: TraceRecord): void {
    switch (record.kind) {
      case 'session-started':
        this.#jobOfSession[record.session] = record.job;
        return;
      case 'task-ready':
        this.#jobOfTask[record.task] = this.#jobOfSession[record.session]!;
        return;
      case 'task-started':
        this.#begin(`task ${record.task}`, this.#moversOf(record), record.at);
        return;
      case 'task-ended':
        this.#end(`task ${record.task}`, record.at);
        return;
      case 'transform-started':
        this.#begin(
          `transform ${record.transform}`,
          [this.#onRepository(record.repository, 'read')],
          record.at,
        );
        return;
      case 'transform-ended':
        this.#end(`transform ${record.transform}`, record.at);
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
    if (!readsVm && from >= 0) movers.push(this.#onRepository(from, 'read'));
    if (proxy >= 0) movers.push(this.#onProxy(proxy, readsVm ? 'read' : 'write'));
    if (second !== null) movers.push(this.#onProxy(second.proxy, 'write'));
    if (work.writes === 'repository' && repository >= 0) movers.push(this.#onRepository(repository, 'write'));
    return movers;
  }

  #onProxy(row: number, mode: Mover['mode']): Mover {
    return { role: this.#proxies[row]!, mode, machine: proxyMachine(row) };
  }

  #onRepository(row: number, mode: Mover['mode']): Mover {
    return { role: this.#repositories[row]!, mode, machine: this.#machineOf(row) };
  }

  #machineOf(repository: number): string {
    const { server } = this.#model.repositories[repository]!;
    return server >= 0 ? proxyMachine(server) : `repository ${repository}`;
  }

  #begin(who: string, movers: readonly Mover[], at: number): void {
    this.#working.set(who, movers);
    for (const mover of movers) this.#count(mover, 1, at);
  }

  #end(who: string, at: number): void {
    for (const mover of this.#working.get(who) ?? []) this.#count(mover, -1, at);
    this.#working.delete(who);
  }

  #count({ role, mode, machine }: Mover, change: 1 | -1, at: number): void {
    role[mode].add(change, at);
    this.#machines.get(machine)!.add(change, at);
  }
}

/** What one machine with several roles need not have twice [doc]. */
const SHARED = DEFAULTS.proxyRam.value;

function proxyMachine(row: number): string {
  return `proxy ${row}`;
}

function peaks({ read, write }: Role): { readonly read: number; readonly write: number } {
  return { read: read.peak, write: write.peak };
}
