import { DEFAULTS } from '../../../src/scenario/defaults.ts';
import type { Repository } from '../../../src/scenario/repository.ts';
import type { Proxy as BackupProxy, Datastore } from '../../../src/scenario/scenario.ts';
import { holdsSlots, type Task } from '../task.ts';
import { readingEnd, writingEnd } from '../work.ts';
import type { World } from '../world.ts';

/** The most that there ever was of something, also for no time. */
export class Peaks {
  readonly #world: World;
  readonly #most = new Map<string, number>();

  constructor(world: World) {
    this.#world = world;
    this.look();
  }

  of(what: string): number {
    return this.#most.get(what) ?? 0;
  }

  look(): void {
    const world = this.#world;
    const { proxies, repositories, datastores, hosts } = world.scenario;
    for (const proxy of proxies) {
      this.#see(`${proxy.name} tasks`, world.runningOn(proxy));
      const { read, write } = moversOfProxy(this.#held, proxy);
      this.#see(`${proxy.name} read`, read);
      this.#see(`${proxy.name} write`, write);
      this.#see(`${proxy.name} memory`, this.#memoryOf(proxy));
    }
    for (const repository of repositories) {
      const writers = this.#writersTo(repository);
      this.#see(
        `${repository.name} tasks`,
        this.#held.filter((task) => task.repository === repository).length,
      );
      this.#see(`${repository.name} write`, writers);
      const machine = proxies.find(({ name }) => name === repository.server);
      this.#see(
        `${repository.name} memory`,
        machine === undefined
          ? DEFAULTS.repositoryRam.value + writers * DEFAULTS.taskRam.value
          : this.#memoryOf(machine),
      );
    }
    for (const datastore of datastores) {
      const tasks = this.#held
        .flatMap((task) => this.#datastoresOf(task))
        .filter((one) => one === datastore).length;
      this.#see(`${datastore.name} tasks`, tasks);
      this.#see(`${datastore.name} snapshots`, world.snapshotsOn(datastore));
    }
    for (const host of hosts) this.#see(`${host.name} nbd`, world.connectionsOf(host));
  }

  get #held(): Task[] {
    return this.#world.tasks.filter(holdsSlots);
  }

  /** Of a machine: a proxy, and the repositories on it; of two roles two gigabytes less. */
  #memoryOf(proxy: BackupProxy): number {
    const { read, write } = moversOfProxy(this.#held, proxy);
    const onIt = this.#world.scenario.repositories.filter(({ server }) => server === proxy.name);
    return onIt.reduce(
      (memory, repository) =>
        memory + DEFAULTS.repositoryRam.value - 2e9 + this.#writersTo(repository) * DEFAULTS.taskRam.value,
      DEFAULTS.proxyRam.value + (read + write) * DEFAULTS.taskRam.value,
    );
  }

  /** Tasks whose data it is sent; metadata takes nobody. */
  #writersTo(repository: Repository): number {
    return this.#held.filter((task) => task.repository === repository && task.writer === undefined).length;
  }

  #datastoresOf(task: Task): Datastore[] {
    const ends = [readingEnd(task), writingEnd(this.#world.estate, task)];
    return ends.flatMap((end) => (end === undefined ? [] : [end.datastore]));
  }

  #see(what: string, count: number): void {
    this.#most.set(what, Math.max(this.of(what), count));
  }
}

function moversOfProxy(held: readonly Task[], proxy: BackupProxy): { read: number; write: number } {
  return {
    read: held.filter(({ reader }) => reader?.proxy === proxy).length,
    write: held.filter(({ writer }) => writer?.proxy === proxy).length,
  };
}
