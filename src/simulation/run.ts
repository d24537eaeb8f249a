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

/** Everything that one run changes, and the fixed things beside it. Two runs share nothing. */
export interface Run {
  readonly model: Model;
  readonly policy: Policy;
  readonly seed: number | string;
  readonly replication: number;
  /** Whether all tasks with the same candidates rank them alike under the policy. */
  readonly ranksAlike: boolean;
  /** Whether the policy ranks candidates by their proxies alone, so that a ranking can be kept; the plain way keeps none. */
  readonly ranksByProxies: boolean;
  /** Whether groups that have no chance may sleep until they have one; without that everybody is looked at in every pass. */
  readonly hasGates: boolean;
  /** Whether the policy minds how many snapshots are open on a datastore. */
  readonly limitsSnapshots: boolean;
  readonly readPlaces: ReadPlaces;
  readonly loop: EventLoop;
  /** Books the events that keep no run going. */
  readonly aside: Aside;
  readonly trace: TraceSink;
  readonly explainer: Explainer | undefined;
  readonly infrastructure: Infrastructure;
  readonly clockChanges: ClockChanges;
  readonly waiting: WaitingLines;
  readonly waits: WaitAccounts;
  readonly runMade: RunMadeResources;
  readonly transfers: OpenTransfers;
  /** Where the path of whoever opens a flow is found: nobody keeps it. */
  readonly path: TaskPath;
  readonly restorePoints: RestorePoints;
  readonly chainLocations: ChainLocations;
  readonly transforms: Transforms;
  readonly sampler: Sampler;
  readonly faults: FaultProcess[];
  readonly downReasons: DownReasons;
  /** By task: the bytes after which it fails, as chance has it. */
  readonly failurePoints: Map<number, number>;
  readonly sessions: Session[];
  readonly tasks: TaskTable;
  readonly vmRuns: VmRunTable;
  readonly running: RunningTasks;
  /** The session of each job that has not ended; undefined: none. */
  readonly openSession: (Session | undefined)[];
  /** Sessions that each job has had. */
  readonly sessionCount: number[];
  /** Sessions are open, but nothing will ever set them going again. */
  isGivenUp: boolean;
  /** Jobs that follow others and wait for their window to open: a start of each is booked. */
  readonly awaitWindow: Set<number>;
  /** Booked starts of sessions. */
  startsPending: number;
  /** Time of the last event that was work, or meant for it. */
  lastUs: number;
  /** Time of the last record that is no sample, or of what could last have set open sessions going. */
  lastNotedUs: number;
  tasksStarted: number;
  tasksEnded: number;
}

/** Asks for a pass of the scheduler: now, or at the next tick where the policy polls. */
export function requestPass(run: Run): void {
  const { tickUs } = run.policy;
  const now = run.loop.nowUs;
  const at = tickUs === 0 ? now : Math.ceil(now / tickUs) * tickUs;
  if (at > now) chargeUntilTick(run);
  run.loop.requestPass(at);
}

/** Every session is over and none will start, or all are given up: what still comes happens to nobody. */
export function isWorkOver({ isGivenUp, startsPending, openSession }: Run): boolean {
  return isGivenUp || (startsPending === 0 && openSession.every((session) => session === undefined));
}

/** Books a start of a session of a job; `leader`: the session that it follows, -1 where it is due by itself. */
export function bookStart(run: Run, job: number, atUs: number, leader = -1): void {
  run.startsPending++;
  run.loop.book(atUs, Phase.arrive, EventKind.sessionDue, job, leader);
}
