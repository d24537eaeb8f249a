import type { Model } from '../model/model.ts';
import type { Candidate } from '../model/ways/transport.ts';
import type { TransportMode } from '../scenario/scenario.ts';

/**
 * A scheduling policy: who goes next, and where. Preferences are lists of whole-number keys compared one after the
 * other, the smaller first; room is looked at after ranking, so that a task can wait for a better place that is busy.
 */
export interface Policy {
  readonly name: string;
  /** Compared in turn; the last word is always the task's number, the order in which tasks became ready. */
  readonly order: readonly QueueKey[];
  /** Compared in turn; the last word is always the candidate's place in its list. */
  readonly rank: readonly RankKey[];
  /** Looked at in turn: a waiting task is charged to the first that refuses its best candidate. */
  readonly filters: readonly CapacityFilter[];
  /** What a task does whose best candidates have no room: take the next class, or wait. */
  readonly whenBestBusy: Readonly<Record<TransportMode, 'degrade' | 'wait'>>;
  /**
   * 0: off. 1: hot-add on the VM's own host is awaited while such a proxy is up, else any hot-add proxy. 2: likewise, but
   * without one network mode is used.
   */
  readonly sameHostHotAdd: 0 | 1 | 2;
  /** Passes happen at multiples of this, microseconds; 0: at every change. */
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
  /** On which its VM's snapshot counts. */
  readonly datastores: readonly number[];
  /** Where its disk is; restores and copies of what a repository holds do not read there. */
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
  /** Its VM's snapshot is there, or coming; or its work needs none. */
  readonly hasSnapshot: boolean;
}

/** The state of the infrastructure as a policy sees it: to read, never to keep. */
export interface ClusterView {
  readonly seed: string;
  isOnline(proxy: number): boolean;
  /** Something else on the way from the disk to its target is down: a host, a datastore, a link, a repository. */
  isCutOff(task: TaskView, candidate: Candidate): boolean;
  runningTasks(proxy: number): number;
  slots(proxy: number): number;
  /** Number of the last placement on the proxy, counted from 1; 0: none yet. */
  lastPlacement(proxy: number): number;
  /** A slot on every repository that it needs, or a slot that its chain holds already. */
  repositoryHasRoom(task: TaskView): boolean;
  datastoreHasRoomForSnapshot(datastore: number): boolean;
  /** Latency control: the datastore's latency, when it was sampled last, was below the stop threshold. */
  latencyAllowsStart(datastore: number): boolean;
  /** Latency control: the last start on the datastore was long enough ago. */
  spacingAllowsStart(datastore: number): boolean;
  hotaddDisks(proxy: number): number;
  hotaddLimit(): number;
  nbdDisks(host: number): number;
  nbdLimit(host: number): number;
  /** Bytes that the proxy has, and that it needs with one task more. */
  ram(proxy: number): { readonly has: number; readonly needs: number };
  ramIsEnforced(): boolean;
  proxyHost(proxy: number): number;
  isVmInProcess(task: number): boolean;
  isJobRunning(task: number): boolean;
}

/** A whole number; of two waiting tasks the one with the smaller key comes first. */
export interface QueueKey {
  readonly name: string;
  /** When the number of a waiting task may change: never, when its session starts running, when its VM is in process. */
  readonly changesWith: 'nothing' | 'session' | 'vm';
  /** All waiting tasks of a session have the same number at any moment. */
  readonly isOfSession?: boolean;
  of(task: TaskView, view: ClusterView): number;
}

/** A whole number; of two candidates the one with the smaller key is better. */
export interface RankKey {
  readonly name: string;
  /** Two tasks that are alike in all else may get different numbers: the key draws for each task. */
  readonly differsByTask?: boolean;
  /**
   * Of a key that draws: for which proxies it decides by its draws alone. Where it comes first, two tasks with the same ones have the
   * same best candidate at any moment, while the same could be used. Left out: each task has its own.
   */
  drawn?(task: TaskView, candidates: readonly Candidate[], view: ClusterView): string;
  /** A candidate's number is the same at any moment. Of keys that ship, the others' is the same for all candidates of a proxy. */
  readonly isFixed?: boolean;
  /** `among`: every candidate that could be used at the moment, room aside. */
  of(task: TaskView, candidate: Candidate, view: ClusterView, among: readonly Candidate[]): number;
}

/** Is there room for the task at the candidate now? A "no" may become a "yes" later. */
export interface CapacityFilter {
  /** The name of the wait cause. */
  readonly name: string;
  /** False, where it refuses nobody ever in the model; left out: it may. */
  mayRefuse?(model: Model): boolean;
  hasRoom(task: TaskView, candidate: Candidate, view: ClusterView): boolean;
}
