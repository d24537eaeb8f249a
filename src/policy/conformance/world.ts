import { type Random, stream } from '../../engine/random/random.ts';
import { type Candidate, CONNECTION_CLASS } from '../../model/ways/transport.ts';
import type { TransportMode } from '../../scenario/transport-modes.ts';
import type { ClusterView, TaskView } from '../policy.ts';

/** The state of an infrastructure as plain data, so that a key can be asked again after a change of one thing. */
export interface World {
  readonly seed: string;
  readonly proxies: readonly WorldProxy[];
  readonly datastores: readonly WorldDatastore[];
  readonly hosts: readonly { readonly nbd: number; readonly nbdLimit: number }[];
  /** By repository. */
  readonly repositoryRoom: readonly boolean[];
  readonly hotaddLimit: number;
  readonly ramIsEnforced: boolean;
  /** Tasks whose VM is in process, and tasks whose job is running. */
  readonly inProcess: ReadonlySet<number>;
  readonly jobRunning: ReadonlySet<number>;
}

interface WorldProxy {
  readonly running: number;
  readonly slots: number;
  readonly lastPlacement: number;
  readonly hotadd: number;
  readonly host: number;
  readonly ram: { readonly has: number; readonly needs: number };
}

interface WorldDatastore {
  readonly snapshotRoom: boolean;
  readonly latencyAllows: boolean;
  readonly spacingAllows: boolean;
}

/** A world with tasks that wait in it and the places that could take them. */
export interface Setting {
  readonly world: World;
  /** All of one session and with the same places: the simulation may rank them together. */
  readonly tasks: readonly TaskView[];
  readonly candidates: readonly Candidate[];
}

const PROXIES = 5;
const DATASTORES = 3;
const HOSTS = 4;
const REPOSITORIES = 2;
const MODES: readonly TransportMode[] = ['san', 'nfs', 'hotadd', 'nbd', 'nbdssl'];

/** The setting of number `n`: the same whenever it is asked for. */
export function settingOf(n: number): Setting {
  const draw = new Draw(stream('conformance', n, 'setting', ''));
  return { world: worldOf(draw), tasks: tasksOf(draw), candidates: candidatesOf(draw) };
}

/** A read-only view of a world. */
export function viewOf(world: World): ClusterView {
  const proxy = (p: number) => world.proxies[p]!;
  return Object.freeze<ClusterView>({
    seed: world.seed,
    isOnline: () => true,
    isCutOff: () => false,
    runningTasks: (p) => proxy(p).running,
    slots: (p) => proxy(p).slots,
    lastPlacement: (p) => proxy(p).lastPlacement,
    repositoryHasRoom: ({ repository }) => world.repositoryRoom[repository]!,
    datastoreHasRoomForSnapshot: (d) => world.datastores[d]!.snapshotRoom,
    latencyAllowsStart: (d) => world.datastores[d]!.latencyAllows,
    spacingAllowsStart: (d) => world.datastores[d]!.spacingAllows,
    hotaddDisks: (p) => proxy(p).hotadd,
    hotaddLimit: () => world.hotaddLimit,
    nbdDisks: (h) => world.hosts[h]!.nbd,
    nbdLimit: (h) => world.hosts[h]!.nbdLimit,
    ram: (p) => proxy(p).ram,
    ramIsEnforced: () => world.ramIsEnforced,
    proxyHost: (p) => proxy(p).host,
    isVmInProcess: (task) => world.inProcess.has(task),
    isJobRunning: (task) => world.jobRunning.has(task),
  });
}

/** Another state of the same infrastructure; proxies for which `keep` is true stay as they are. */
export function elsewhere(world: World, n: number, keep: (proxy: number) => boolean = () => false): World {
  const other = worldOf(new Draw(stream('conformance', n, 'elsewhere', '')));
  return {
    ...other,
    seed: world.seed,
    proxies: world.proxies.map((own, p) =>
      keep(p) ? own : { ...other.proxies[p]!, host: own.host, slots: own.slots },
    ),
    hotaddLimit: world.hotaddLimit,
    ramIsEnforced: world.ramIsEnforced,
    inProcess: world.inProcess,
    jobRunning: world.jobRunning,
  };
}

/** The same world with nothing in use. */
export function atRest(world: World): World {
  return {
    ...world,
    proxies: world.proxies.map((p) => ({ ...p, running: 0, hotadd: 0, ram: { has: p.ram.has, needs: 3e9 } })),
    datastores: world.datastores.map(() => ({
      snapshotRoom: true,
      latencyAllows: true,
      spacingAllows: true,
    })),
    hosts: world.hosts.map(({ nbdLimit }) => ({ nbd: 0, nbdLimit })),
    repositoryRoom: world.repositoryRoom.map(() => true),
    inProcess: new Set(),
    jobRunning: new Set(),
  };
}

class Draw {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }
  /** A whole number from `low` to `high`. */
  from(low: number, high: number): number {
    return low + this.#random.below(high - low + 1);
  }
  chance(percent: number): boolean {
    return this.#random.below(100) < percent;
  }
  list<T>(length: number, make: (i: number) => T): T[] {
    return Array.from({ length }, (_, i) => make(i));
  }
}

function worldOf(draw: Draw): World {
  const proxies = draw.list(PROXIES, (p) => {
    const slots = draw.from(1, 8);
    const running = draw.from(0, slots);
    return {
      slots,
      running,
      lastPlacement: running === 0 ? 0 : draw.from(1, 40),
      hotadd: draw.from(0, running),
      host: p < HOSTS ? p : -1,
      ram: { has: draw.from(4, 16) * 1e9, needs: (3 + running) * 1e9 },
    };
  });
  return {
    seed: 'conformance/0',
    proxies,
    datastores: draw.list(DATASTORES, () => ({
      snapshotRoom: draw.chance(70),
      latencyAllows: draw.chance(80),
      spacingAllows: draw.chance(80),
    })),
    hosts: draw.list(HOSTS, () => ({ nbd: draw.from(0, 4), nbdLimit: 4 })),
    repositoryRoom: draw.list(REPOSITORIES, () => draw.chance(75)),
    hotaddLimit: draw.from(2, 8),
    ramIsEnforced: draw.chance(50),
    inProcess: new Set(draw.list(3, () => draw.from(0, 5))),
    jobRunning: new Set(draw.chance(50) ? [0, 1, 2, 3, 4, 5] : []),
  };
}

function tasksOf(draw: Draw): TaskView[] {
  const datastore = draw.from(0, DATASTORES - 1);
  const session = {
    job: draw.from(0, 2),
    datastore,
    repository: draw.from(0, REPOSITORIES - 1),
    targetHost: -1,
    priority: [300, 400][draw.from(0, 1)]!,
    sessionStartUs: draw.from(0, 3) * 60_000_000,
    sessionBytes: draw.from(10, 1000) * 1_000_000_000,
  };
  return draw.list(6, (task) => {
    const other = draw.from(0, DATASTORES - 1);
    return Object.freeze({
      ...session,
      task,
      vm: Math.floor(task / 2),
      vmOrder: Math.floor(task / 2),
      diskOrder: task % 2,
      host: draw.from(0, HOSTS - 1),
      datastores: Object.freeze([...new Set([datastore, other])]),
      readyUs: session.sessionStartUs + draw.from(0, 5) * 1_000_000,
      readBytes: draw.chance(10) ? 0 : draw.from(1, 400_000) * 1_000_000,
      hasSnapshot: draw.chance(30),
    });
  });
}

/** Four of the five proxies, each in one mode or two, in the order of their declaration. */
function candidatesOf(draw: Draw): Candidate[] {
  const skipped = draw.from(0, PROXIES - 1);
  const all = draw.list(PROXIES, (proxy) => {
    const modes = new Set([MODES[draw.from(0, 2)]!, MODES[draw.from(0, MODES.length - 1)]!]);
    const sameSite = draw.chance(60);
    const preferred = draw.chance(20);
    return [...modes]
      .map((mode) => ({ proxy, mode, connectionClass: CONNECTION_CLASS[mode], sameSite, preferred }))
      .sort((a, b) => a.connectionClass - b.connectionClass)
      .map((place): Candidate => Object.freeze({ ...place, end: 'read' }));
  });
  return all.filter((_, p) => p !== skipped).flat();
}
