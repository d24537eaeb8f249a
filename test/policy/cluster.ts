import type { Candidate } from '../../src/model/ways/transport.ts';
import { CONNECTION_CLASS } from '../../src/model/ways/transport.ts';
import type { ClusterView, TaskView } from '../../src/policy/policy.ts';
import type { TransportMode } from '../../src/scenario/transport-modes.ts';

/** A proxy as a view shows it; what is not given is no obstacle. */
export interface FakeProxy {
  readonly running?: number;
  readonly slots?: number;
  readonly online?: boolean;
  readonly host?: number;
  readonly hotadd?: number;
  readonly lastPlacement?: number;
  readonly ram?: { readonly has: number; readonly needs: number };
}

export interface FakeCluster {
  readonly proxies: readonly FakeProxy[];
  /** Proxies that something else on the way cuts off from their task. */
  readonly cutOff?: readonly number[];
  readonly repositoryFull?: boolean;
  readonly snapshotsFull?: readonly number[];
  /** Datastores whose latency stops new tasks, and those where one has just started. */
  readonly latencyStops?: readonly number[];
  readonly spaced?: readonly number[];
  readonly hotaddLimit?: number;
  /** All hosts, or those named, have as many network-mode disks as they may. */
  readonly nbdFull?: boolean | readonly number[];
  readonly enforceRam?: boolean;
  readonly seed?: string;
}

export function cluster(fake: FakeCluster): ClusterView {
  const of = (proxy: number) => fake.proxies[proxy]!;
  return {
    seed: fake.seed ?? 'test',
    isOnline: (p) => of(p).online ?? true,
    isCutOff: (_task, { proxy }) => (fake.cutOff ?? []).includes(proxy),
    runningTasks: (p) => of(p).running ?? 0,
    slots: (p) => of(p).slots ?? 100,
    lastPlacement: (p) => of(p).lastPlacement ?? 0,
    repositoryHasRoom: () => fake.repositoryFull !== true,
    datastoreHasRoomForSnapshot: (d) => !(fake.snapshotsFull ?? []).includes(d),
    latencyAllowsStart: (d) => !(fake.latencyStops ?? []).includes(d),
    spacingAllowsStart: (d) => !(fake.spaced ?? []).includes(d),
    hotaddDisks: (p) => of(p).hotadd ?? 0,
    hotaddLimit: () => fake.hotaddLimit ?? 60,
    nbdDisks: (host) => (isNbdFull(fake, host) ? 28 : 0),
    nbdLimit: () => 28,
    ram: (p) => of(p).ram ?? { has: 1, needs: 1 },
    ramIsEnforced: () => fake.enforceRam ?? false,
    proxyHost: (p) => of(p).host ?? -1,
    isVmInProcess: () => false,
    isJobRunning: () => false,
  };
}

function isNbdFull({ nbdFull = false }: FakeCluster, host: number): boolean {
  return typeof nbdFull === 'boolean' ? nbdFull : nbdFull.includes(host);
}

export function task(changes: Partial<TaskView> = {}): TaskView {
  return {
    task: 0,
    job: 0,
    vm: 0,
    vmOrder: 0,
    diskOrder: 0,
    host: 0,
    targetHost: -1,
    datastores: [0],
    datastore: 0,
    repository: 0,
    priority: 300,
    sessionStartUs: 0,
    readyUs: 0,
    readBytes: 1,
    sessionBytes: 1,
    hasSnapshot: false,
    ...changes,
  };
}

/** `hotadd 1`: proxy 1 by hot-add. */
export function place(mode: TransportMode, proxy: number, changes: Partial<Candidate> = {}): Candidate {
  const connectionClass = CONNECTION_CLASS[mode];
  return { proxy, mode, connectionClass, sameSite: true, preferred: false, end: 'read', ...changes };
}
