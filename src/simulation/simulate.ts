import { Phase } from '../engine/event-list.ts';
import { type EventHandlers, EventLoop } from '../engine/event-loop.ts';
import { BottleneckFlows } from '../engine/sharing/bottleneck/bottleneck-flows.ts';
import type { Flows } from '../engine/sharing/flows.ts';
import { FlowSet } from '../engine/sharing/plain/flow-set.ts';
import type { Model } from '../model/model.ts';
import { TaskPath } from '../model/paths/task-path.ts';
import { bestChangesWithLoad, type Explainer } from '../policy/deciding/decide.ts';
import { readPlacesOf } from '../policy/deciding/lasting-place.ts';
import type { Policy } from '../policy/policy.ts';
import { isShipped } from '../policy/resolve.ts';
import { hasFilter, withoutIdleFilters } from '../policy/rules/capacity-filters.ts';
import type { TraceSink } from '../trace/record.ts';
import { Aside, AsideKind } from './aside.ts';
import { EventKind } from './events.ts';
import { DownReasons } from './faults/down-reasons.ts';
import { Failover } from './faults/failover.ts';
import { bookFaults, failureEnds, failureStrikes, faultEnds, faultStrikes } from './faults/faults.ts';
import { reconnectDue } from './faults/interruption.ts';
import { findAllWaysAnew, rescanDue } from './faults/trouble.ts';
import { ClockChanges } from './infrastructure/clock-changes.ts';
import { Infrastructure } from './infrastructure/infrastructure.ts';
import { ProductionLoad } from './infrastructure/production-load.ts';
import { RunMadeResources } from './infrastructure/run-made-resources.ts';
import { ChainLocations } from './placing/chain-locations.ts';
import { schedulingPass } from './queue/scheduling-pass.ts';
import { tellingOf } from './queue/telling.ts';
import { WaitAccounts } from './queue/wait-account.ts';
import { WaitingLines } from './queue/waiting-lines.ts';
import { isWorkOver, type Run, requestPass } from './run.ts';
import { endRun } from './run-end.ts';
import { Sampler } from './sampling.ts';
import { Members } from './sessions/members.ts';
import { RestorePoints } from './sessions/restore-points.ts';
import {
  bookNextStart,
  closeWindow,
  retryDue,
  sessionDue,
  sessionFinalised,
  sessionReady,
  vmEnded,
} from './sessions/sessions.ts';
import { Transforms } from './sessions/transforms.ts';
import { VmRunTable } from './sessions/vm-run-table.ts';
import { OpenTransfers } from './tasks/open-transfers.ts';
import { RunningTasks } from './tasks/running-tasks.ts';
import { TaskTable } from './tasks/task-table.ts';
import { endTask, failTask } from './tasks/tasks.ts';
import { startTransfer, transferFinished } from './tasks/transfers.ts';
import { snapshotCreated, snapshotHandedOff, snapshotRemoved } from './tasks/vm-snapshots.ts';

export interface SimulateOptions {
  readonly seed: number | string;
  readonly replication: number;
  /** The run is cut here at the latest, microseconds; Infinity: it ends when all is done. */
  readonly untilUs: number;
  readonly trace: TraceSink;
  readonly explainer?: Explainer;
  /** Checks that every solve is max-min fair, and throws if not; for tests. */
  readonly certify?: boolean;
  /** `plain`: solves all rates from scratch at every event, as a reference for the usual way. */
  readonly solver?: 'plain';
  /** `plain`: every pass looks at every waiting task, as a reference for the usual way. */
  readonly queue?: 'plain';
  readonly onProgress?: (progress: {
    nowUs: number;
    events: number;
    tasksDone: number;
    tasksKnown: number;
  }) => void;
}

const PROGRESS_EVERY = 4096;
/** Events of a part: some hundredths of a second of work. */
const PART = 4 * PROGRESS_EVERY;

/**
 * Runs a model under a policy to its end. The trace is its only output, and depends on the arguments alone. It pauses after
 * each part, so that the caller can do something else.
 */
export function* simulateInParts(model: Model, policy: Policy, options: SimulateOptions): Generator<void> {
  const run = prepare(model, policy, options);
  let countdown = PROGRESS_EVERY;
  const progress = () => {
    if (options.onProgress === undefined || --countdown > 0) return;
    countdown = PROGRESS_EVERY;
    const { nowUs, events } = run.loop;
    options.onProgress({ nowUs, events, tasksDone: run.tasksEnded, tasksKnown: run.tasks.count });
  };
  const handlers: EventHandlers = {
    event: (kind, a, b) => {
      progress();
      const housekeeping = HOUSEKEEPING[kind];
      run.aside.came(kind);
      if (housekeeping === undefined || (housekeeping === 'deployment' && !isWorkOver(run)))
        run.lastUs = run.loop.nowUs;
      else if (housekeeping === 'chance') chanceComes(run);
      const routine = ROUTINES[kind]!;
      routine(run, a, b);
    },
    flowFinished: (_flow, tag) => {
      run.lastUs = run.loop.nowUs;
      if (tag < 0) run.transforms.finished(run, tag);
      else transferFinished(run, run.running.of(tag));
    },
    pass: () => {
      schedulingPass(run);
      // A second pass charges waiting tasks to the slots that transforms have just taken.
      if (run.transforms.startAll(run)) schedulingPass(run);
    },
  };
  for (;;) {
    const reason = run.loop.run(handlers, options.untilUs, PART);
    if (reason !== 'paused') return endRun(run, reason, options.untilUs);
    yield;
  }
}

function prepare(compiled: Model, given: Policy, options: SimulateOptions): Run {
  const failover = new Failover(compiled);
  const { model } = failover.moved;
  const isPlain = options.queue === 'plain';
  const policy = isPlain ? given : withoutIdleFilters(given, model);
  const loop = new EventLoop({ flows: flowsOf(options) });
  const sessions: Run['sessions'] = [];
  const vmRuns = new VmRunTable(model, sessions);
  const tasks = new TaskTable(model, sessions, vmRuns);
  const members = new Members(model.jobs);
  const trace: TraceSink = {
    record: (record) => {
      // Every record but a sample is something that has just happened.
      if (record.kind !== 'sample') run.lastNotedUs = run.loop.nowUs;
      options.trace.record(record);
    },
  };
  const hasOwnKeys = !isShipped(policy);
  const ranksAlike = policy.sameHostHotAdd === 0 && !policy.rank.some((key) => key.differsByTask);
  const infrastructure = new Infrastructure({
    model,
    policy,
    loop,
    seed: `${options.seed}/${options.replication}`,
    tasks,
    trace,
    // Latency differs by datastore, and a user's own keys may look at anything.
    tellsDatastoresApart: hasOwnKeys || model.scenario.latencyControl.enabled,
    ranksAlike,
    isPlain,
  });
  const runMade = new RunMadeResources(model, loop);
  const run: Run = {
    model,
    policy,
    seed: options.seed,
    replication: options.replication,
    ranksAlike,
    bestChangesWithLoad: bestChangesWithLoad(policy),
    ranksByProxies: ranksAlike && !hasOwnKeys && !isPlain,
    hasGates: !isPlain,
    limitsSnapshots: hasFilter(policy, 'datastore-snapshots'),
    readPlaces: readPlacesOf({ model, policy }),
    loop,
    aside: new Aside(loop),
    trace,
    explainer: options.explainer,
    infrastructure,
    clockChanges: new ClockChanges([new ProductionLoad(model), runMade]),
    waiting: new WaitingLines({
      policy,
      view: infrastructure,
      task: (task) => tasks.of(task),
      telling: tellingOf({ model, policy, view: infrastructure, hasOwnKeys, isPlain }),
    }),
    waits: new WaitAccounts(),
    runMade,
    transfers: new OpenTransfers(loop.flows),
    path: new TaskPath(),
    restorePoints: new RestorePoints(model, members),
    chainLocations: new ChainLocations(model, members),
    transforms: new Transforms(),
    sampler: new Sampler(model),
    linkBytes: new Float64Array(model.scenario.links.length),
    faults: [],
    downReasons: new DownReasons(infrastructure.condition),
    failover,
    sessions,
    vmRuns,
    tasks,
    running: new RunningTasks(tasks),
    openSession: model.jobs.map(() => undefined),
    sessionCount: model.jobs.map(() => 0),
    isGivenUp: false,
    awaitWindow: new Set(),
    startsPending: 0,
    lastUs: 0,
    lastNotedUs: 0,
    tasksStarted: 0,
    tasksEnded: 0,
  };
  bookTheFirst(run);
  return run;
}

/** The fast implementation of sharing, or the plain reference. */
function flowsOf({ solver, certify = false }: SimulateOptions): Flows {
  return solver === 'plain' ? new FlowSet({ certify }) : new BottleneckFlows({ certify });
}

function bookTheFirst(run: Run): void {
  const { model, loop } = run;
  for (const job of model.jobs.keys()) bookNextStart(run, job, 0);
  model.proxies.forEach((proxy, row) => {
    if (proxy.enabled && proxy.deployedAtUs > 0) {
      loop.book(proxy.deployedAtUs, Phase.release, EventKind.proxyDeployed, row);
    }
  });
  bookFaults(run);
  const { warmUpUs } = model.scenario.clock;
  if (warmUpUs > 0) run.aside.book(warmUpUs, Phase.sample, AsideKind.warmUpOver);
}

type Routine = (run: Run, a: number, b: number) => void;

/** The routine of each kind of event, by its number; `a` and `b` are what the event was booked with. */
const ROUTINES: readonly Routine[] = byKind<Routine>([
  [EventKind.sessionDue, sessionDue],
  [EventKind.sessionReady, (run, a) => sessionReady(run, run.sessions[a]!)],
  [EventKind.windowClosed, (run, a) => closeWindow(run, run.sessions[a]!)],
  [EventKind.retryDue, (run, a) => retryDue(run, run.sessions[a]!)],
  [EventKind.snapshotCreated, (run, a) => snapshotCreated(run, run.vmRuns.of(a))],
  [EventKind.snapshotHandedOff, (run, a) => snapshotHandedOff(run, run.vmRuns.of(a))],
  [EventKind.diskOpened, (run, a) => startTransfer(run, run.running.of(a))],
  [EventKind.diskClosed, (run, a) => endTask(run, run.running.of(a))],
  [EventKind.snapshotRemoved, (run, a) => snapshotRemoved(run, run.vmRuns.of(a))],
  [EventKind.vmFinalised, (run, a) => vmEnded(run, run.vmRuns.of(a))],
  [EventKind.sessionFinalised, (run, a) => sessionFinalised(run, run.sessions[a]!)],
  [EventKind.proxyDeployed, proxyDeployed],
  [EventKind.latencySampleDue, latencySampleDue],
  [EventKind.spacingOver, requestPass],
  [EventKind.reconnectDue, (run, a) => reconnectDue(run, run.running.of(a))],
  [EventKind.interruptionOver, (run, a) => failTask(run, run.running.of(a))],
  [EventKind.faultStrikes, faultStrikes],
  [EventKind.faultEnds, faultEnds],
  [AsideKind.failureStrikes.number, failureStrikes],
  [AsideKind.failureEnds.number, failureEnds],
  [AsideKind.rescanDue.number, rescanDue],
  [AsideKind.failoverDue.number, (run, a) => run.failover.due(run, a)],
  [AsideKind.clockChanged.number, (run) => run.clockChanges.changeDue(run)],
  [AsideKind.sampleDue.number, (run) => run.sampler.due(run)],
  [AsideKind.warmUpOver.number, (run) => run.sampler.warmUpOver(run)],
]);

/**
 * Kinds of events that are not work, by number: those that only observe or follow the time of day, those that may happen to
 * set waiting tasks going (`chance`), and the deployment of a proxy.
 */
const HOUSEKEEPING = byKind<'observation' | 'chance' | 'deployment'>([
  [EventKind.proxyDeployed, 'deployment'],
  [AsideKind.clockChanged.number, 'observation'],
  [AsideKind.sampleDue.number, 'observation'],
  [AsideKind.warmUpOver.number, 'observation'],
  [EventKind.latencySampleDue, 'chance'],
  [EventKind.spacingOver, 'chance'],
  [EventKind.faultStrikes, 'chance'],
  [EventKind.faultEnds, 'chance'],
  [AsideKind.failureStrikes.number, 'chance'],
  [AsideKind.failureEnds.number, 'chance'],
  [AsideKind.rescanDue.number, 'chance'],
  [AsideKind.failoverDue.number, 'chance'],
]);

/** An array by number, because it is read at every event. */
function byKind<T>(entries: readonly (readonly [number, T])[]): readonly T[] {
  const table: T[] = [];
  for (const [kind, value] of entries) table[kind] = value;
  return table;
}

/** The run has lasted until here, whether the event helps or not, and whether it is recorded or sampled or neither. */
function chanceComes(run: Run): void {
  if (!isWorkOver(run)) run.lastNotedUs = run.loop.nowUs;
}

function latencySampleDue(run: Run, datastore: number): void {
  if (isWorkOver(run)) return;
  if (run.infrastructure.latency.sampleDue(datastore)) requestPass(run);
}

function proxyDeployed(run: Run, proxy: number): void {
  if (isWorkOver(run)) return;
  run.infrastructure.deploy(proxy);
  run.waiting.index.wakeAll();
  run.trace.record({ kind: 'proxy-deployed', at: run.loop.nowUs, proxy });
  if (run.infrastructure.condition.discover(proxy)) findAllWaysAnew(run);
  requestPass(run);
}
