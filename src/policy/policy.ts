import type { Model } from '../model/model.ts';
import type { Candidate } from '../model/ways/transport.ts';
import type { TransportMode } from '../scenario/transport-modes.ts';

/**
 * A scheduling policy: which task goes next, and where. Preferences are lists of whole-number keys, compared one after the
 * other (lexicographically), the smaller first. Whether there is room is checked after ranking, so that a task can wait for
 * a better place that is busy.
 */
export interface Policy {
  readonly name: string;
  /** Compared in turn; ties are broken by the task's number, the order in which tasks became ready. */
  readonly order: readonly QueueKey[];
  /** Compared in turn; ties are broken by the candidate's position in its list. */
  readonly rank: readonly RankKey[];
  /** Asked in turn: a waiting task is charged to the first one that refuses its best candidate. */
  readonly filters: readonly CapacityFilter[];
  /** By mode of the best candidate: whether a task takes the next connection class or waits when there is no room. */
  readonly whenBestBusy: Readonly<Record<TransportMode, 'degrade' | 'wait'>>;
  /**
   * 0: off. 1: a task waits for a hot-add proxy on the VM's own host while one is up; else any hot-add proxy is used. 2: the
   * same, but else network mode is used.
   */
  readonly sameHostHotAdd: 0 | 1 | 2;
  /** Passes happen at multiples of this time, microseconds; 0: at every change. */
  readonly tickUs: number;
}

/** What a key may know about a task that waits. All numbers; times in whole microseconds. */
export interface TaskView {
  /** Tasks are numbered as they become ready. */
  readonly task: number;
  readonly job: number;
  readonly vm: number;
  readonly vmOrder: number;
  readonly diskOrder: number;
  readonly host: number;
  /** Host of the copy or the restored VM, where a proxy writes one; -1: none. */
  readonly targetHost: number;
  /** Datastores on which its VM's snapshot counts. */
  readonly datastores: readonly number[];
  /** Where its disk is. Restores and backup copies read a repository instead. */
  readonly datastore: number;
  /** Its repository (a scale-out one as a whole, until an extent is chosen); -1: none. */
  readonly repository: number;
  /** Priority of the kind of work, larger first: 800 restore … 200 backup copy. */
  readonly priority: number;
  readonly sessionStartUs: number;
  readonly readyUs: number;
  readonly readBytes: number;
  /** Sum of readBytes over the session's tasks. */
  readonly sessionBytes: number;
  /** Its VM's snapshot exists or is being created, or its work needs none. */
  readonly hasSnapshot: boolean;
}

/** The state of the infrastructure as a policy sees it. It changes over time, so answers must not be kept. */
export interface ClusterView {
  readonly seed: string;
  isOnline(proxy: number): boolean;
  /** Something else on the way from the disk to its target is down: a host, a datastore, a link, a repository. */
  isCutOff(task: TaskView, candidate: Candidate): boolean;
  runningTasks(proxy: number): number;
  slots(proxy: number): number;
  /** Number of the last placement on the proxy, counted from 1; 0: none yet. */
  lastPlacement(proxy: number): number;
  /** Whether every repository that it needs has a slot for it, or its chain holds one already. */
  repositoryHasRoom(task: TaskView): boolean;
  datastoreHasRoomForSnapshot(datastore: number): boolean;
  /** Latency control: whether the last sample of the datastore's latency was below the stop threshold. */
  latencyAllowsStart(datastore: number): boolean;
  /** Latency control: whether the last start on the datastore was long enough ago. */
  spacingAllowsStart(datastore: number): boolean;
  hotaddDisks(proxy: number): number;
  hotaddLimit(): number;
  nbdDisks(host: number): number;
  nbdLimit(host: number): number;
  /** Bytes of memory that the proxy has, and that it needs with one more task. */
  ram(proxy: number): { readonly has: number; readonly needs: number };
  ramIsEnforced(): boolean;
  proxyHost(proxy: number): number;
  isVmInProcess(task: number): boolean;
  isJobRunning(task: number): boolean;
}

/** A key of the queue order: a whole number per waiting task, the smaller first. */
export interface QueueKey {
  readonly name: string;
  /** When a task's number may change while it waits: never, when its session starts running, or when its VM is in process. */
  readonly changesWith: 'nothing' | 'session' | 'vm';
  /** Whether all waiting tasks of a session have the same number at any moment. */
  readonly isOfSession?: boolean;
  of(task: TaskView, view: ClusterView): number;
}

/** A key of the ranking: a whole number per candidate, the smaller the better. */
export interface RankKey {
  readonly name: string;
  /** Whether two tasks that are otherwise alike may get different numbers, because the key draws at random for each task. */
  readonly differsByTask?: boolean;
  /**
   * For a key that draws: the proxies that its draws prefer, as a text. If the key comes first in a ranking, two tasks with
   * the same text have the same best candidate, as long as the same candidates are available. Left out: no two tasks do.
   */
  drawn?(task: TaskView, candidates: readonly Candidate[], view: ClusterView): string;
  /**
   * Whether a candidate's number never changes. Shipped keys whose number changes give all candidates of a proxy the same
   * number.
   */
  readonly isFixed?: boolean;
  /** Whether a candidate's number depends on nothing but the slots of its proxy and the tasks there. */
  readonly isByLoad?: boolean;
  /** `among`: every candidate that is available now, whether it has room or not. */
  of(task: TaskView, candidate: Candidate, view: ClusterView, among: readonly Candidate[]): number;
}

/** Decides whether there is room for a task at a candidate now. A refusal may be lifted later. */
export interface CapacityFilter {
  /** The wait cause to which a refused task is charged. */
  readonly name: string;
  /** False if it can never refuse any task in the model; left out: it may. */
  mayRefuse?(model: Model): boolean;
  hasRoom(task: TaskView, candidate: Candidate, view: ClusterView): boolean;
}
