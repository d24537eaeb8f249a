import type { Model } from '../model/model.ts';
import { machinesOf, pathOf } from '../model/path.ts';
import { type Candidate, isStorageMode } from '../model/transport.ts';
import { movementOf } from './movement.ts';
import type { Task } from './state.ts';

/** What can be down, by its table. */
export type Breakable = 'proxies' | 'hosts' | 'datastores' | 'links' | 'repositories';

/** What is up and what is down, and what the scheduler believes of connections to storage. */
export class Condition {
  readonly #model: Model;
  /** By table and row: for how many reasons it is down. */
  readonly #reasons: Readonly<Record<Breakable, number[]>>;
  /** Things down, other than proxies. */
  #othersDown = 0;
  /** Pairs of proxy and datastore, for how many reasons the proxy does not reach it. */
  readonly #lost = new Map<string, number>();
  #believedLost: ReadonlySet<string> = new Set();

  constructor(model: Model) {
    this.#model = model;
    const zeros = (rows: readonly unknown[]) => rows.map(() => 0);
    this.#reasons = {
      proxies: zeros(model.proxies),
      hosts: zeros(model.hosts),
      datastores: zeros(model.datastores),
      links: zeros(model.scenario.links),
      repositories: zeros(model.repositories),
    };
  }

  isUp(what: Breakable, row: number): boolean {
    return row < 0 || this.#reasons[what][row] === 0;
  }

  /** One reason more (+1) or less (-1) to be down. True, where that changed the answer. */
  change(what: Breakable, row: number, by: 1 | -1): boolean {
    const reasons = this.#reasons[what];
    const before = reasons[row]!;
    const after = Math.max(0, before + by);
    reasons[row] = after;
    if ((before === 0) === (after === 0)) return false;
    if (what !== 'proxies') this.#othersDown += by;
    return true;
  }

  /** A proxy needs its machine, and a virtual one its host. */
  isProxyUp(proxy: number): boolean {
    return this.isUp('proxies', proxy) && this.isUp('hosts', this.#model.proxies[proxy]!.host);
  }

  /** Nothing but proxies is down: then nobody need look further. */
  get onlyProxiesDown(): boolean {
    return this.#othersDown === 0;
  }

  loseConnection(proxy: number, datastore: number, by: 1 | -1): void {
    const key = pair(proxy, datastore);
    const reasons = (this.#lost.get(key) ?? 0) + by;
    if (reasons > 0) this.#lost.set(key, reasons);
    else this.#lost.delete(key);
  }

  reaches(proxy: number, datastore: number): boolean {
    return !this.#lost.has(pair(proxy, datastore));
  }

  isBelievedToReach(proxy: number, datastore: number): boolean {
    return !this.#believedLost.has(pair(proxy, datastore));
  }

  /** The product looks again at what each proxy reaches. True, where that brought something new. */
  rescan(): boolean {
    const before = this.#believedLost;
    this.#believedLost = new Set(this.#lost.keys());
    return before.size !== this.#believedLost.size || [...before].some((key) => !this.#believedLost.has(key));
  }

  /** Whether something on the way of a task would be down at a place, the proxy itself aside. */
  isCutOff(task: Task, candidate: Candidate): boolean {
    if (this.onlyProxiesDown) return false;
    if (!this.#endsAreUp(task)) return true;
    const repositories = task.ways.repositories;
    if (repositories.length > 0 && !repositories.some((r) => this.isRepositoryUp(r))) return true;
    // Where the other end of the way is open, the part up to the proxy is looked at.
    const repository = repositories.find((r) => this.isRepositoryUp(r)) ?? -1;
    return !this.#isWayUp(task, candidate, undefined, repository);
  }

  /** Whether everything is up on the way of a task that has its place. */
  isIntact(task: Task): boolean {
    const { place, second } = task;
    const proxies = [place!, ...(second === undefined ? [] : [second])];
    for (const { proxy, mode, end } of proxies) {
      if (proxy < 0) continue;
      if (!this.isProxyUp(proxy)) return false;
      const datastore = end === 'read' ? task.datastore : task.targetDatastore;
      if (isStorageMode(mode) && !this.reaches(proxy, datastore)) return false;
    }
    const { gateway, repository } = task.vmRun.chain;
    if (gateway >= 0 && !this.isProxyUp(gateway)) return false;
    if (this.onlyProxiesDown) return true;
    if (task.ways.repositories.length > 0 && !this.isRepositoryUp(repository)) return false;
    return this.#endsAreUp(task) && this.#isWayUp(task, place!, second, repository);
  }

  /** A repository needs its machine; one that shares a proxy's machine goes with it. */
  isRepositoryUp(repository: number): boolean {
    if (!this.isUp('repositories', repository)) return false;
    const server = this.#model.repositories[repository]?.server ?? -1;
    return server < 0 || this.isProxyUp(server);
  }

  #endsAreUp(task: Task): boolean {
    const { work } = this.#model.jobs[task.job]!;
    const readsVm = work.reads === 'vm';
    if (readsVm && !(this.isUp('hosts', task.host) && this.isUp('datastores', task.datastore))) return false;
    if (task.ways.source >= 0 && !this.isRepositoryUp(task.ways.source)) return false;
    return this.isUp('hosts', task.targetHost) && this.isUp('datastores', task.targetDatastore);
  }

  #isWayUp(task: Task, first: Candidate, second: Candidate | undefined, repository: number): boolean {
    const movement = movementOf(this.#model, task, repository);
    const { work } = this.#model.jobs[task.job]!;
    // A second end that is still open: the first one's own part of the way.
    if (work.writes === 'vm' && work.reads === 'vm' && second === undefined) return true;
    if (first.end === 'write' && work.reads === 'vm') return true;
    if (machinesOf(this.#model, movement, { first, second }).length === 0) return true;
    return pathOf(this.#model, movement, { first, second }).links.every((link) => this.isUp('links', link));
  }
}

function pair(proxy: number, datastore: number): string {
  return `${proxy}/${datastore}`;
}
