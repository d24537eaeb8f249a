import { Phase } from '../engine/event-list.ts';
import { EventLoop } from '../engine/event-loop.ts';
import { FlowSet } from '../engine/flow-set.ts';
import type { Model } from '../model/model.ts';
import type { Explainer } from '../policy/decide.ts';
import type { Policy } from '../policy/policy.ts';
import type { TraceSink } from '../trace/record.ts';
import { EventKind } from './events.ts';
import { Infrastructure } from './infrastructure.ts';
import { RestorePoints } from './restore-points.ts';
import { isOver, type Run, requestPass } from './run.ts';
import { RunMadeResources } from './run-made-resources.ts';
import { Sampler } from './sampling.ts';
import { schedulingPass } from './scheduling-pass.ts';
import {
  bookNextStart,
  closeWindow,
  sessionDue,
  sessionFinalised,
  sessionReady,
  vmEnded,
} from './sessions.ts';
import {
  endTask,
  recordDropped,
  snapshotCreated,
  snapshotRemoved,
  startTransfer,
  transferFinished,
} from './tasks.ts';
import { WaitingLines } from './waiting-lines.ts';

export interface SimulateOptions {
  readonly seed: number | string;
  readonly replication: number;
  /** Cut here at the latest, microseconds; Infinity: when all is done. */
  readonly untilUs: number;
  readonly trace: TraceSink;
  readonly explainer?: Explainer;
  /** Proves every solve max-min fair, and throws when it is not; for tests. */
  readonly certify?: boolean;
  readonly onProgress?: (progress: {
    nowUs: number;
    events: number;
    tasksDone: number;
    tasksKnown: number;
  }) => void;
}

const PROGRESS_EVERY = 4096;

/** Runs a model under a policy to its end. A pure function of its arguments: everything it does goes to the trace. */
export function simulate(model: Model, policy: Policy, options: SimulateOptions): void {
  const run = prepare(model, policy, options);
  let countdown = PROGRESS_EVERY;
  const progress = () => {
    if (options.onProgress === undefined || --countdown > 0) return;
    countdown = PROGRESS_EVERY;
    const { nowUs, events } = run.loop;
    options.onProgress({ nowUs, events, tasksDone: run.tasksEnded, tasksKnown: run.tasks.length });
  };
  const reason = run.loop.run(
    {
      event: (kind, a) => {
        progress();
        if (!HOUSEKEEPING.has(kind)) run.lastUs = run.loop.nowUs;
        ROUTINES.get(kind)!(run, a);
      },
      flowFinished: (_flow, task) => {
        run.lastUs = run.loop.nowUs;
        transferFinished(run, run.tasks[task]!);
      },
      pass: () => schedulingPass(run),
    },
    options.untilUs,
  );
  finish(run, reason);
}

function prepare(model: Model, policy: Policy, options: SimulateOptions): Run {
  const loop = new EventLoop({ flows: new FlowSet({ certify: options.certify ?? false }) });
  const tasks: Run['tasks'] = [];
  const infrastructure = new Infrastructure(
    model,
    loop,
    `${options.seed}/${options.replication}`,
    (id) => tasks[id]!,
  );
  const run: Run = {
    model,
    policy,
    ranksAlike: policy.sameHostHotAdd === 0 && !policy.rank.some((key) => key.differsByTask),
    limitsSnapshots: policy.filters.some(({ name }) => name === 'datastore-snapshots'),
    loop,
    trace: options.trace,
    explainer: options.explainer,
    infrastructure,
    waiting: new WaitingLines(policy, infrastructure),
    runMade: new RunMadeResources(model, loop.flows),
    restorePoints: new RestorePoints(model),
    sampler: new Sampler(),
    sessions: [],
    vmRuns: [],
    tasks,
    openSession: model.jobs.map(() => undefined),
    sessionCount: model.jobs.map(() => 0),
    passes: 0,
    housekeeping: 0,
    lastUs: 0,
    tasksEnded: 0,
  };
  bookTheFirst(run);
  return run;
}

function bookTheFirst(run: Run): void {
  const { model, loop } = run;
  for (const job of model.jobs.keys()) bookNextStart(run, job, 0);
  model.proxies.forEach((proxy, row) => {
    if (proxy.enabled && proxy.deployedAtUs > 0) {
      loop.book(proxy.deployedAtUs, Phase.release, EventKind.proxyDeployed, row);
    }
  });
  run.infrastructure.applyProductionLoad();
  bookLoadChange(run);
  const { warmUpUs } = model.scenario.clock;
  if (warmUpUs > 0) {
    run.housekeeping++;
    loop.book(warmUpUs, Phase.sample, EventKind.warmUpOver);
  }
}

/** What each kind of event does; `a` is the row or number that it was booked with. */
const ROUTINES: ReadonlyMap<number, (run: Run, a: number) => void> = new Map([
  [EventKind.sessionDue, sessionDue],
  [EventKind.sessionReady, (run: Run, a: number) => sessionReady(run, run.sessions[a]!)],
  [EventKind.windowClosed, (run: Run, a: number) => closeWindow(run, run.sessions[a]!)],
  [EventKind.snapshotCreated, (run: Run, a: number) => snapshotCreated(run, run.vmRuns[a]!)],
  [EventKind.diskOpened, (run: Run, a: number) => startTransfer(run, run.tasks[a]!)],
  [EventKind.diskClosed, (run: Run, a: number) => endTask(run, run.tasks[a]!)],
  [EventKind.snapshotRemoved, (run: Run, a: number) => snapshotRemoved(run, run.vmRuns[a]!)],
  [EventKind.vmFinalised, (run: Run, a: number) => vmEnded(run, run.vmRuns[a]!)],
  [EventKind.sessionFinalised, (run: Run, a: number) => sessionFinalised(run, run.sessions[a]!)],
  [EventKind.proxyDeployed, proxyDeployed],
  [EventKind.productionLoadChanged, productionLoadChanged],
  [EventKind.sampleDue, (run: Run) => run.sampler.due(run)],
  [EventKind.warmUpOver, warmUpOver],
]);

/** Kinds that only observe or follow the time of day. */
const HOUSEKEEPING: ReadonlySet<number> = new Set([
  EventKind.productionLoadChanged,
  EventKind.sampleDue,
  EventKind.warmUpOver,
]);

function proxyDeployed(run: Run, proxy: number): void {
  run.infrastructure.deploy(proxy);
  run.trace.record({ kind: 'proxy-deployed', at: run.loop.nowUs, proxy });
  requestPass(run);
}

function warmUpOver(run: Run): void {
  run.housekeeping--;
  run.sampler.warmUpOver(run);
}

function productionLoadChanged(run: Run): void {
  run.housekeeping--;
  run.infrastructure.applyProductionLoad();
  bookLoadChange(run);
}

/** The day's load goes on for ever; the run must not, once nothing else is left to happen. */
function bookLoadChange(run: Run): void {
  const next = run.infrastructure.nextLoadChangeUs();
  if (next === undefined || isOver(run)) return;
  run.housekeeping++;
  run.loop.book(next, Phase.release, EventKind.productionLoadChanged);
}

/** What still waits at the end is told as unfinished. Housekeeping after the last event is not part of the run. */
function finish(run: Run, reason: 'idle' | 'horizon'): void {
  const at = reason === 'idle' ? run.lastUs : run.loop.nowUs;
  for (const task of run.tasks) {
    if (task.stage === 'waiting' || task.stage === 'held' || task.stage === 'unreachable') {
      recordDropped(run, task, 'unfinished', at);
    }
  }
  run.sampler.flush(run, at);
  run.trace.record({
    kind: 'run-ended',
    at,
    reason,
    events: run.loop.events,
    solves: run.loop.flows.solves,
    busySeconds: run.sampler.sinceWarmUp(run),
  });
}
