import type { Model } from '../model/model.ts';
import { ramFor } from '../model/proxy-ram.ts';
import { DEFAULTS } from '../scenario/defaults.ts';
import type { TraceRecord } from '../trace/record.ts';
import type { SessionLog } from './session-log.ts';
import { StepIntegrals } from './step-integrals.ts';
import type { TaskLog } from './task-log.ts';

/** The ends of a stream that a role can be. */
const READ = 0;
const WRITE = 1;
type End = typeof READ | typeof WRITE;
const ENDS = 2;

/**
 * How many data movers worked at once. A task has one in read mode where its data comes from and one in write mode where
 * it goes: on proxies for disks of VMs, on repositories for backups. A transform has one in read mode on its repository.
 * Of a scale-out repository the extents work, as far as a task's record names them. The logs hear of everything before.
 */
export class DataMovers {
  readonly #model: Model;
  readonly #sessions: SessionLog;
  readonly #tasks: TaskLog;
  /** By role and then by end: first the proxies, then the repositories. */
  readonly #movers: StepIntegrals;
  /** Data movers of all roles of a machine: of each proxy's, then of each repository's own. */
  readonly #machines: StepIntegrals;

  constructor(model: Model, { sessions, tasks }: { readonly sessions: SessionLog; readonly tasks: TaskLog }) {
    this.#model = model;
    this.#sessions = sessions;
    this.#tasks = tasks;
    const roles = model.proxies.length + model.repositories.length;
    this.#movers = new StepIntegrals(roles * ENDS);
    this.#machines = new StepIntegrals(roles);
  }

  taskStarted({ task, at }: Extract<TraceRecord, { kind: 'task-started' }>): void {
    this.#work(task, 1, at);
  }

  taskEnded({ task, at }: Extract<TraceRecord, { kind: 'task-ended' }>): void {
    this.#work(task, -1, at);
  }

  transformStarted({ repository, at }: Extract<TraceRecord, { kind: 'transform-started' }>): void {
    this.#onRepository(repository, READ, 1, at);
  }

  /** `repository`: as its start told. */
  transformEnded(repository: number, at: number): void {
    this.#onRepository(repository, READ, -1, at);
  }

  /** The most at once, in each mode. */
  ofProxy(row: number): { readonly read: number; readonly write: number } {
    return this.#peaks(row);
  }

  ofRepository(row: number): { readonly read: number; readonly write: number } {
    return this.#peaks(this.#roleOf(row));
  }

  /**
   * Bytes that a proxy's machine needed at most: 2 GB and 1 GB per data mover of its proxy, 4 GB and 1 GB of a repository
   * on it, less 2 GB for each role but one [doc].
   */
  proxyMemory(row: number): number {
    const roles = this.#model.repositories.filter(({ server }) => server === row).length;
    return (
      ramFor(0) +
      roles * (DEFAULTS.repositoryRam.value - SHARED) +
      this.#machines.peak(row) * DEFAULTS.taskRam.value
    );
  }

  /** Of a repository on a proxy's machine: of that machine. A scale-out repository has none: its extents do. */
  repositoryMemory(row: number): number {
    const { server, extents } = this.#model.repositories[row]!;
    if (extents.length > 0) return 0;
    if (server >= 0) return this.proxyMemory(server);
    return DEFAULTS.repositoryRam.value + this.#machines.peak(this.#roleOf(row)) * DEFAULTS.taskRam.value;
  }

  #work(task: number, change: 1 | -1, at: number): void {
    const { proxy, secondProxy, repository, session } = this.#tasks.tasks;
    const { job } = this.#sessions.sessions[session[task]!]!;
    const { work, source } = this.#model.jobs[job]!;
    const readsVm = work.reads === 'vm';
    const target = repository[task]!;
    // A restore holds its slot where the backup is; a copy has its own on the target.
    const from = work.writes === 'vm' && target >= 0 ? target : source;
    if (!readsVm && from >= 0) this.#onRepository(from, READ, change, at);
    if (proxy[task]! >= 0) this.#onProxy(proxy[task]!, readsVm ? READ : WRITE, change, at);
    if (secondProxy[task]! >= 0) this.#onProxy(secondProxy[task]!, WRITE, change, at);
    if (work.writes === 'repository' && target >= 0) this.#onRepository(target, WRITE, change, at);
  }

  #onProxy(proxy: number, end: End, change: 1 | -1, at: number): void {
    this.#movers.add(proxy * ENDS + end, change, at);
    this.#machines.add(proxy, change, at);
  }

  #onRepository(repository: number, end: End, change: 1 | -1, at: number): void {
    const { server } = this.#model.repositories[repository]!;
    const role = this.#roleOf(repository);
    this.#movers.add(role * ENDS + end, change, at);
    this.#machines.add(server >= 0 ? server : role, change, at);
  }

  #roleOf(repository: number): number {
    return this.#model.proxies.length + repository;
  }

  #peaks(role: number): { readonly read: number; readonly write: number } {
    return { read: this.#movers.peak(role * ENDS + READ), write: this.#movers.peak(role * ENDS + WRITE) };
  }
}

/** What one machine with several roles need not have twice [doc]. */
const SHARED = DEFAULTS.proxyRam.value;
