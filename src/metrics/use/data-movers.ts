import type { Model } from '../../model/model.ts';
import { ramFor } from '../../model/proxy-ram.ts';
import { DEFAULTS } from '../../scenario/defaults.ts';
import type { RecordOf } from '../../trace/record.ts';
import { Peaks } from './peaks.ts';
import type { TaskPlace } from './task-place.ts';

/** The ends of a data stream. */
const READ = 0;
const WRITE = 1;
type End = typeof READ | typeof WRITE;
const ENDS = 2;

/**
 * How many data movers worked at once. A task has one in read mode where its data comes from and one in write mode where
 * it goes: on proxies for disks of VMs, on repositories for backups. A transform has one in read mode on its repository.
 * For a scale-out repository, the extents count.
 */
export class DataMovers {
  readonly #model: Model;
  /** By role, then by end. Roles are all proxies, followed by all repositories. */
  readonly #movers: Peaks;
  /** By machine, over all its roles: the machines of the proxies, followed by those of the other repositories. */
  readonly #machines: Peaks;

  constructor(model: Model) {
    this.#model = model;
    const roles = model.proxies.length + model.repositories.length;
    this.#movers = new Peaks(roles * ENDS);
    this.#machines = new Peaks(roles);
  }

  taskStarted(place: TaskPlace): void {
    this.#work(place, 1);
  }

  taskEnded(place: TaskPlace): void {
    this.#work(place, -1);
  }

  transformStarted({ repository }: RecordOf<'transform-started'>): void {
    this.#onRepository(repository, READ, 1);
  }

  /** `repository`: from the record of its start. */
  transformEnded(repository: number): void {
    this.#onRepository(repository, READ, -1);
  }

  /** The most data movers at once, in each mode. */
  ofProxy(row: number): { readonly read: number; readonly write: number } {
    return this.#peaks(row);
  }

  ofRepository(row: number): { readonly read: number; readonly write: number } {
    return this.#peaks(this.#roleOf(row));
  }

  /**
   * Peak memory of a proxy's machine, bytes: 2 GB for the proxy, 4 GB for each repository on it, less 2 GB for each role
   * after the first, and 1 GB per data mover [doc].
   */
  proxyMemory(row: number): number {
    const roles = this.#model.repositories.filter(({ server }) => server === row).length;
    return (
      ramFor(0) +
      roles * (DEFAULTS.repositoryRam.value - SHARED) +
      this.#machines.peak(row) * DEFAULTS.taskRam.value
    );
  }

  /**
   * Peak memory of a repository's machine, bytes. It is the proxy's if they share a machine, and 0 for a scale-out repository,
   * because its extents are the machines.
   */
  repositoryMemory(row: number): number {
    const { server, extents } = this.#model.repositories[row]!;
    if (extents.length > 0) return 0;
    if (server >= 0) return this.proxyMemory(server);
    return DEFAULTS.repositoryRam.value + this.#machines.peak(this.#roleOf(row)) * DEFAULTS.taskRam.value;
  }

  #work({ jobRow, proxy, secondProxy, repository, source }: TaskPlace, change: 1 | -1): void {
    const { work } = jobRow;
    const readsVm = work.reads === 'vm';
    // A restore holds its slot where the backup is; a copy has its own on the target.
    const from = work.writes === 'vm' ? repository : source;
    if (!readsVm && from >= 0) this.#onRepository(from, READ, change);
    if (proxy >= 0) this.#onProxy(proxy, readsVm ? READ : WRITE, change);
    if (secondProxy >= 0) this.#onProxy(secondProxy, WRITE, change);
    if (work.writes === 'repository' && repository >= 0) this.#onRepository(repository, WRITE, change);
  }

  #onProxy(proxy: number, end: End, change: 1 | -1): void {
    this.#movers.add(proxy * ENDS + end, change);
    this.#machines.add(proxy, change);
  }

  #onRepository(repository: number, end: End, change: 1 | -1): void {
    const { server } = this.#model.repositories[repository]!;
    const role = this.#roleOf(repository);
    this.#movers.add(role * ENDS + end, change);
    this.#machines.add(server >= 0 ? server : role, change);
  }

  #roleOf(repository: number): number {
    return this.#model.proxies.length + repository;
  }

  #peaks(role: number): { readonly read: number; readonly write: number } {
    return { read: this.#movers.peak(role * ENDS + READ), write: this.#movers.peak(role * ENDS + WRITE) };
  }
}

/** Memory that a machine with several roles needs only once [doc]. */
const SHARED = DEFAULTS.proxyRam.value;
