import { allCarriers, carriersOf } from '../../model/carriers.ts';
import type { Model } from '../../model/model.ts';
import { type Movement, withNamedGateway } from '../../model/movement.ts';
import type { Part } from '../../model/parts.ts';
import { linksOfEnd, machinesOf, pathOf } from '../../model/path.ts';
import type { Candidate } from '../../model/transport.ts';
import type { TraceRecord } from '../../trace/record.ts';
import type { ToldTask } from './chronicle.ts';
import type { Ways } from './ways.ts';

/** What was up and what was down, and what the scheduler believed of connections, as the trace told of it. */
export class Condition {
  readonly #model: Model;
  readonly #down: Readonly<Record<Part, Set<number>>> = {
    proxies: new Set(),
    hosts: new Set(),
    datastores: new Set(),
    links: new Set(),
    repositories: new Set(),
  };
  readonly #carriers: ReadonlySet<number>;
  readonly #lost = new Set<string>();
  #believedLost: ReadonlySet<string> = new Set();

  constructor(model: Model) {
    this.#model = model;
    this.#carriers = allCarriers(model);
  }

  apply(record: TraceRecord): void {
    switch (record.kind) {
      case 'went-down':
        this.#down[record.what].add(record.row);
        return;
      case 'came-up':
        this.#down[record.what].delete(record.row);
        return;
      case 'connection-lost':
        this.#lost.add(`${record.proxy}/${record.datastore}`);
        return;
      case 'connection-back':
        this.#lost.delete(`${record.proxy}/${record.datastore}`);
        return;
      case 'rescanned':
        this.#believedLost = new Set(this.#lost);
        return;
      case 'proxy-deployed': {
        const isOfIt = (key: string) => key.startsWith(`${record.proxy}/`);
        const others = [...this.#believedLost].filter((key) => !isOfIt(key));
        this.#believedLost = new Set([...others, ...[...this.#lost].filter(isOfIt)]);
        return;
      }
    }
  }

  isUp(what: Part, row: number): boolean {
    return row < 0 || !this.#down[what].has(row);
  }

  isProxyUp(proxy: number): boolean {
    return this.isUp('proxies', proxy) && this.isUp('hosts', this.#model.proxies[proxy]!.host);
  }

  isRepositoryUp(repository: number): boolean {
    if (!this.isUp('repositories', repository)) return false;
    const row = this.#model.repositories[repository];
    return row === undefined || carriersOf(row).every((proxy) => this.isProxyUp(proxy));
  }

  reaches(proxy: number, datastore: number): boolean {
    return !this.#lost.has(`${proxy}/${datastore}`);
  }

  isBelievedToReach(proxy: number, datastore: number): boolean {
    return !this.#believedLost.has(`${proxy}/${datastore}`);
  }

  /** As metrics call it: `proxies.px1`. */
  nameOf(what: Part, row: number): string {
    const tables = { ...this.#model, links: this.#model.scenario.links };
    return `${what}.${tables[what][row]!.name}`;
  }

  /** Everything that is down, by name. */
  get downParts(): string[] {
    return (Object.keys(this.#down) as Part[]).flatMap((what) =>
      [...this.#down[what]].sort((a, b) => a - b).map((row) => this.nameOf(what, row)),
    );
  }

  /** Nothing is down but proxies that nobody else needs. */
  get onlyProxiesDown(): boolean {
    const { proxies, hosts, datastores, links, repositories } = this.#down;
    if (hosts.size + datastores.size + links.size + repositories.size > 0) return false;
    return [...proxies].every((proxy) => !this.#carriers.has(proxy));
  }

  /** Whether something on the way of a task would be down at a place, the proxy itself aside. */
  isCutOff(
    task: ToldTask,
    ways: Ways,
    candidate: Candidate,
    movement: (repository: number) => Movement,
  ): boolean {
    if (this.onlyProxiesDown) return false;
    if (!this.#endsAreUp(task, ways)) return true;
    const { repositories } = ways;
    const repository = repositories.find((r) => this.isRepositoryUp(r)) ?? -1;
    if (repositories.length > 0 && repository < 0) return true;
    const way = withNamedGateway(this.#model, movement(repository));
    // Of a file that has been begun one proxy is the gateway.
    if (way.gateway >= 0 && !this.isProxyUp(way.gateway)) return true;
    return !this.isWayUp(task, candidate, undefined, way);
  }

  isWayUp(task: ToldTask, first: Candidate, second: Candidate | undefined, movement: Movement): boolean {
    const { work } = this.#model.jobs[task.job]!;
    const areUp = (links: readonly number[]) => links.every((link) => this.isUp('links', link));
    if (work.writes === 'vm' && work.reads === 'vm' && second === undefined)
      return areUp(linksOfEnd(this.#model, movement, first));
    if (machinesOf(this.#model, movement, { first, second }).length === 0) return true;
    return areUp(pathOf(this.#model, movement, { first, second }).links);
  }

  #endsAreUp(task: ToldTask, { source }: Ways): boolean {
    const { work } = this.#model.jobs[task.job]!;
    const readsVm = work.reads === 'vm';
    if (readsVm && !(this.isUp('hosts', task.host) && this.isUp('datastores', task.datastore))) return false;
    if (source >= 0 && !this.isRepositoryUp(source)) return false;
    return this.isUp('hosts', task.targetHost) && this.isUp('datastores', task.targetDatastore);
  }
}
