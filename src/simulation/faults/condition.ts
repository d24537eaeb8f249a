import { allCarriers, carriersOf } from '../../model/carriers.ts';
import type { Model } from '../../model/model.ts';
import { withNamedGateway } from '../../model/movement.ts';
import type { Part } from '../../model/parts.ts';
import { linksOfEnd, machinesOf, pathOf } from '../../model/path.ts';
import { type Candidate, isStorageMode } from '../../model/transport.ts';
import { movementTo } from '../tasks/movement.ts';
import type { RunningTask } from '../tasks/running-task.ts';
import type { Task } from '../tasks/task.ts';

/** What is up and what is down, and what the scheduler believes of connections to storage. */
export class Condition {
  readonly #model: Model;
  /** By table and row: the faults, by number, for which it is down. */
  readonly #reasons: Readonly<Record<Part, ReadonlySet<number>[]>>;
  /** Proxies whose machines write or hold repositories: others depend on them. */
  readonly #carriers: ReadonlySet<number>;
  /** Things down, and of these the ones other than proxies that nothing but their own tasks needs. */
  #down = 0;
  #othersDown = 0;
  /** Pairs of proxy and datastore, with the faults for which the proxy does not reach it. */
  readonly #lost = new Map<string, ReadonlySet<number>>();
  #believedLost: ReadonlySet<string> = new Set();

  constructor(model: Model) {
    this.#model = model;
    const nothing = (rows: readonly unknown[]) => rows.map((): ReadonlySet<number> => new Set());
    this.#reasons = {
      proxies: nothing(model.proxies),
      hosts: nothing(model.hosts),
      datastores: nothing(model.datastores),
      links: nothing(model.scenario.links),
      repositories: nothing(model.repositories),
    };
    this.#carriers = allCarriers(model);
  }

  isUp(what: Part, row: number): boolean {
    return row < 0 || this.#reasons[what][row]!.size === 0;
  }

  /** A fault more (+1) or less (-1) for which it is down. True, where that changed the answer. */
  change(what: Part, row: number, fault: number, by: 1 | -1): boolean {
    return this.#become(what, row, changed(this.#reasons[what][row]!, fault, by));
  }

  /** Whatever it was down for, it is up. True, where it was down. */
  repair(what: Part, row: number): boolean {
    return this.#become(what, row, new Set());
  }

  #become(what: Part, row: number, after: ReadonlySet<number>): boolean {
    const before = this.#reasons[what][row]!;
    this.#reasons[what][row] = after;
    if ((before.size === 0) === (after.size === 0)) return false;
    const by = after.size === 0 ? -1 : 1;
    this.#down += by;
    if (what !== 'proxies' || this.#carriers.has(row)) this.#othersDown += by;
    return true;
  }

  /** A proxy needs its machine, and a virtual one its host. */
  isProxyUp(proxy: number): boolean {
    return this.isUp('proxies', proxy) && this.isUp('hosts', this.#model.proxies[proxy]!.host);
  }

  /** Nothing is down but proxies, and of these none that others depend on: then nobody need look further. */
  get onlyProxiesDown(): boolean {
    return this.#othersDown === 0;
  }

  /** Nothing at all is down, and no connection is lost. */
  get isAllWell(): boolean {
    return this.#down === 0 && this.#lost.size === 0;
  }

  loseConnection(proxy: number, datastore: number, fault: number, by: 1 | -1): void {
    const key = pair(proxy, datastore);
    const reasons = changed(this.#lost.get(key) ?? new Set(), fault, by);
    if (reasons.size > 0) this.#lost.set(key, reasons);
    else this.#lost.delete(key);
  }

  reaches(proxy: number, datastore: number): boolean {
    return this.#lost.size === 0 || !this.#lost.has(pair(proxy, datastore));
  }

  isBelievedToReach(proxy: number, datastore: number): boolean {
    return this.#believedLost.size === 0 || !this.#believedLost.has(pair(proxy, datastore));
  }

  /** The product looks again at what each proxy reaches. True, where that brought something new. */
  rescan(): boolean {
    return this.#believe([...this.#lost.keys()]);
  }

  /** What a proxy reaches is found out when it is deployed [doc]. True, where that is something else than was believed. */
  discover(proxy: number): boolean {
    const isOfIt = (key: string) => key.startsWith(`${proxy}/`);
    const others = [...this.#believedLost].filter((key) => !isOfIt(key));
    return this.#believe([...others, ...[...this.#lost.keys()].filter(isOfIt)]);
  }

  #believe(lost: readonly string[]): boolean {
    const before = this.#believedLost;
    this.#believedLost = new Set(lost);
    return before.size !== this.#believedLost.size || [...before].some((key) => !this.#believedLost.has(key));
  }

  /**
   * Whether something on the way of a task would be down at a place, the proxy itself aside. `repository`: what it would be given;
   * -1: none is needed.
   */
  isCutOff(task: Task, candidate: Candidate, repository: number): boolean {
    if (this.onlyProxiesDown) return false;
    if (!this.#endsAreUp(task)) return true;
    if (repository >= 0 && !this.isRepositoryUp(repository)) return true;
    // Of a file that has been begun one proxy is the gateway.
    const { gateway } = task.vmRun.chain;
    if (gateway >= 0 && !this.isProxyUp(gateway)) return true;
    // Where the other end of the way is open, the part up to the proxy is looked at.
    return !this.#isWayUp(task, candidate, undefined, repository);
  }

  /** Whether a task of which both ends are up could go to a repository by way of a place: the links between. */
  isWayToUp(task: Task, candidate: Candidate, repository: number): boolean {
    return this.onlyProxiesDown || this.#isWayUp(task, candidate, undefined, repository);
  }

  /** Whether everything is up between the two proxies of a task that reads at one and writes at the other. */
  isWayBetweenUp(task: Task, first: Candidate, second: Candidate): boolean {
    return this.onlyProxiesDown || this.#isWayUp(task, first, second, -1);
  }

  /** Whether everything is up on the way of a task that has its place. */
  isIntact(task: RunningTask): boolean {
    for (const { proxy, mode, end } of task.places) {
      if (proxy < 0) continue;
      if (!this.isProxyUp(proxy)) return false;
      const datastore = end === 'read' ? task.datastore : task.targetDatastore;
      if (isStorageMode(mode) && !this.reaches(proxy, datastore)) return false;
    }
    const { gateway, repository } = task.vmRun.chain;
    if (gateway >= 0 && !this.isProxyUp(gateway)) return false;
    if (this.onlyProxiesDown) return true;
    if (task.ways.repositories.length > 0 && !this.isRepositoryUp(repository)) return false;
    return this.#endsAreUp(task) && this.#isWayUp(task, task.first, task.second, repository);
  }

  /** A repository needs its machine, which may be a proxy's, and its gateway, where one is named. */
  isRepositoryUp(repository: number): boolean {
    // Nothing is down that a repository needs: asked for every task, so answered first.
    if (this.onlyProxiesDown) return true;
    if (!this.isUp('repositories', repository)) return false;
    const row = this.#model.repositories[repository];
    return row === undefined || carriersOf(row).every((proxy) => this.isProxyUp(proxy));
  }

  #endsAreUp(task: Task): boolean {
    const { work } = this.#model.jobs[task.job]!;
    const readsVm = work.reads === 'vm';
    if (readsVm && !(this.isUp('hosts', task.host) && this.isUp('datastores', task.datastore))) return false;
    if (task.ways.source >= 0 && !this.isRepositoryUp(task.ways.source)) return false;
    return this.isUp('hosts', task.targetHost) && this.isUp('datastores', task.targetDatastore);
  }

  #isWayUp(task: Task, first: Candidate, second: Candidate | undefined, repository: number): boolean {
    const movement = withNamedGateway(this.#model, movementTo(task, repository));
    const { work } = this.#model.jobs[task.job]!;
    const areUp = (links: readonly number[]) => links.every((link) => this.isUp('links', link));
    // Another end that is still open: this one's own part of the way.
    if (work.writes === 'vm' && work.reads === 'vm' && second === undefined)
      return areUp(linksOfEnd(this.#model, movement, first));
    if (machinesOf(this.#model, movement, { first, second }).length === 0) return true;
    return areUp(pathOf(this.#model, movement, { first, second }).links);
  }
}

function changed(reasons: ReadonlySet<number>, fault: number, by: 1 | -1): ReadonlySet<number> {
  const after = new Set(reasons);
  if (by > 0) after.add(fault);
  else after.delete(fault);
  return after;
}

function pair(proxy: number, datastore: number): string {
  return `${proxy}/${datastore}`;
}
