import { Phase } from '../engine/event-list.ts';
import type { EventLoop } from '../engine/event-loop.ts';
import type { Model } from '../model/model.ts';
import type { TaskPath } from '../model/paths/task-path.ts';
import type { ReadPlaces } from '../model/ways/read-places.ts';
import type { Explainer } from '../policy/deciding/decide.ts';
import type { Policy } from '../policy/policy.ts';
import type { TraceSink } from '../trace/record.ts';
import type { Aside } from './aside.ts';
import { EventKind } from './events.ts';
import type { DownReasons } from './faults/down-reasons.ts';
import type { Failover } from './faults/failover.ts';
import type { FaultProcess } from './faults/fault-process.ts';
import type { ClockChanges } from './infrastructure/clock-changes.ts';
import type { Infrastructure } from './infrastructure/infrastructure.ts';
import type { RunMadeResources } from './infrastructure/run-made-resources.ts';
import type { ChainLocations } from './placing/chain-locations.ts';
import { chargeUntilTick } from './queue/charging.ts';
import type { WaitAccounts } from './queue/wait-account.ts';
import type { WaitingLines } from './queue/waiting-lines.ts';
import type { Sampler } from './sampling.ts';
import type { RestorePoints } from './sessions/restore-points.ts';
import type { Session } from './sessions/session.ts';
import type { Transforms } from './sessions/transforms.ts';
import type { VmRunTable } from './sessions/vm-run-table.ts';
import type { OpenTransfers } from './tasks/open-transfers.ts';
import type { RunningTasks } from './tasks/running-tasks.ts';
import type { TaskTable } from './tasks/task-table.ts';

/** The state of one run, and the constants beside it. Two runs share no state. */
export interface Run {
  /** With VMs and volumes at their hosts of now: see `failover`. */
  readonly model: Model;
  readonly policy: Policy;
  readonly seed: number | string;
  readonly replication: number;
  /** Whether all tasks with the same candidates rank them in the same order under the policy. */
  readonly ranksAlike: boolean;
  /** Whether a task that waits for something better may find another place the best after the next placement. */
  readonly bestChangesWithLoad: boolean;
  /**
   * Whether the policy ranks candidates by their proxies alone, so that a `Ranking` can be kept; never with `queue:
   * 'plain'`.
   */
  readonly ranksByProxies: boolean;
  /** Whether groups that have no chance may sleep behind gates; otherwise every pass looks at every group. */
  readonly hasGates: boolean;
  /** Whether the policy limits how many snapshots are open on a datastore. */
  readonly limitsSnapshots: boolean;
  readonly readPlaces: ReadPlaces;
  readonly loop: EventLoop;
  /** Books the events that do not keep the run going. */
  readonly aside: Aside;
  readonly trace: TraceSink;
  readonly explainer: Explainer | undefined;
  readonly infrastructure: Infrastructure;
  readonly clockChanges: ClockChanges;
  readonly waiting: WaitingLines;
  readonly waits: WaitAccounts;
  readonly runMade: RunMadeResources;
  readonly transfers: OpenTransfers;
  /** Scratch: the path of the flow that is being opened, or of a transfer that is being recorded. */
  readonly path: TaskPath;
  readonly restorePoints: RestorePoints;
  readonly chainLocations: ChainLocations;
  readonly transforms: Transforms;
  readonly sampler: Sampler;
  /** By link: bytes that recorded transfers have sent over it, both ways together. */
  readonly linkBytes: Float64Array;
  readonly faults: FaultProcess[];
  readonly downReasons: DownReasons;
  readonly failover: Failover;
  readonly sessions: Session[];
  readonly tasks: TaskTable;
  readonly vmRuns: VmRunTable;
  readonly running: RunningTasks;
  /** By job: its session that has not ended; undefined: none. */
  readonly openSession: (Session | undefined)[];
  /** By job: number of sessions so far. */
  readonly sessionCount: number[];
  /** Sessions are open, but the run has given up on them: nothing will ever set them going again. */
  isGivenUp: boolean;
  /** Chained jobs that wait for their window to open; one start of each is booked. */
  readonly awaitWindow: Set<number>;
  /** Number of booked starts of sessions. */
  startsPending: number;
  /** Time of the last event that was part of the work, not housekeeping. */
  lastUs: number;
  /** Time of the last record other than a sample, or of the last event that could have set open sessions going. */
  lastNotedUs: number;
  tasksStarted: number;
  tasksEnded: number;
}

/** Requests a pass of the scheduler: now, or at the next tick where the policy polls. */
export function requestPass(run: Run): void {
  const { tickUs } = run.policy;
  const now = run.loop.nowUs;
  const at = tickUs === 0 ? now : Math.ceil(now / tickUs) * tickUs;
  if (at > now) chargeUntilTick(run);
  run.loop.requestPass(at);
}

/** Whether all sessions are over and none will start, or the run has given them up: later events concern no work. */
export function isWorkOver({ isGivenUp, startsPending, openSession }: Run): boolean {
  return isGivenUp || (startsPending === 0 && openSession.every((session) => session === undefined));
}

/** Books the start of a session; `leader`: the session that it follows, -1: none. */
export function bookStart(run: Run, job: number, atUs: number, leader = -1): void {
  run.startsPending++;
  run.loop.book(atUs, Phase.arrive, EventKind.sessionDue, job, leader);
}
