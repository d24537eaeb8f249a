import { DEFAULTS } from '../../../src/scenario/defaults.ts';
import type { Repository } from '../../../src/scenario/repository.ts';
import type { Proxy as BackupProxy, Datastore } from '../../../src/scenario/scenario.ts';
import { holdsSlots, type Task } from '../simulator/task.ts';
import { readingEnd, workOf, writingEnd } from '../simulator/work.ts';
import type { World } from '../simulator/world.ts';

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
      const { name, server } = repository;
      const { read, write } = moversOfRepository(world, this.#held, repository);
      this.#see(`${name} tasks`, this.#held.filter((task) => task.repository === repository).length);
      this.#see(`${name} read`, read);
      this.#see(`${name} write`, write);
      const machine = proxies.find((proxy) => proxy.name === server);
      const alone = DEFAULTS.repositoryRam.value + (read + write) * DEFAULTS.taskRam.value;
      this.#see(`${name} memory`, machine === undefined ? alone : this.#memoryOf(machine));
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

  /** Of a machine: a proxy, and the repositories on it; of several roles all but one take two gigabytes less. */
  #memoryOf(proxy: BackupProxy): number {
    const held = this.#held;
    const onIt = this.#world.scenario.repositories.filter(({ server }) => server === proxy.name);
    const movers = [
      moversOfProxy(held, proxy),
      ...onIt.map((one) => moversOfRepository(this.#world, held, one)),
    ];
    const roles = DEFAULTS.proxyRam.value + onIt.length * (DEFAULTS.repositoryRam.value - 2e9);
    return movers.reduce(
      (memory, { read, write }) => memory + (read + write) * DEFAULTS.taskRam.value,
      roles,
    );
  }

  #datastoresOf(task: Task): Datastore[] {
    const ends = [readingEnd(this.#world.estate, task), writingEnd(this.#world.estate, task)];
    return ends.flatMap((end) => (end === undefined ? [] : [end.datastore]));
  }

  #see(what: string, count: number): void {
    this.#most.set(what, Math.max(this.of(what), count));
  }
}

/** Data movers at work, a task's each. */
interface Movers {
  readonly read: number;
  readonly write: number;
}

function moversOfProxy(held: readonly Task[], proxy: BackupProxy): Movers {
  return {
    read: held.filter(({ reader }) => reader?.proxy === proxy).length,
    write: held.filter(({ writer }) => writer?.proxy === proxy).length,
  };
}

/** Whose data it holds or is sent, and one for each transform; metadata takes nobody. */
function moversOfRepository({ transforms }: World, held: readonly Task[], repository: Repository): Movers {
  const own = held.filter((task) => task.repository === repository);
  const transforming = transforms.filter((one) => one.repository === repository && one.state === 'running');
  return {
    read: own.filter(({ job }) => workOf(job).reads === 'repository').length + transforming.length,
    write: own.filter(({ job }) => workOf(job).writes === 'repository').length,
  };
}
