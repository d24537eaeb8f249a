import type { Session, Task } from '../simulator/task.ts';
import type { Transform } from '../simulator/transforms.ts';
import type { World } from '../simulator/world.ts';
import type { Stretch } from './diary.ts';
import { bottleneckOf, busyOf, meanBusy } from './load-line.ts';
import { meanOf, mostOf, nearestRank, sumOf } from './spread.ts';
import { bytesOf, queueWaitOf, resultOf } from './task-figures.ts';

export function tasksOf(world: World, session: Session): Task[] {
  return world.tasks.filter(({ vmRun }) => vmRun.session === session);
}

interface Span {
  readonly fromUs: number;
  readonly toUs: number;
}

export function inSeconds(span: Span | undefined) {
  if (span === undefined) return null;
  const { fromUs, toUs } = span;
  return { startSeconds: fromUs / 1e6, endSeconds: toUs / 1e6, seconds: (toUs - fromUs) / 1e6 };
}

/** First task start to last task finish, of these. */
export function windowOf(tasks: readonly Task[], endUs: number): Span | undefined {
  const started = tasks.filter(({ startUs }) => startUs !== undefined);
  if (started.length === 0) return undefined;
  return {
    fromUs: Math.min(...started.map(({ startUs }) => startUs!)),
    toUs: Math.max(...started.map((task) => task.endUs ?? endUs)),
  };
}

/** Finish less the end of the allowed window. */
export function overrunUs(world: World, session: Session): number {
  const window = windowOf(tasksOf(world, session), world.now);
  return window === undefined ? 0 : Math.max(0, window.toUs - session.closesUs);
}

/** The longest that a snapshot stood: from its creation to the start of its removal. */
export function longestSnapshotUs(world: World, sessions: readonly Session[]): number {
  const lives = sessions
    .flatMap(({ vmRuns }) => vmRuns)
    .filter(({ createdUs }) => createdUs !== undefined)
    .map(({ createdUs, removingUs }) => (removingUs ?? world.now) - createdUs!);
  return mostOf(lives);
}

export function sessionFigures(world: World, stretches: readonly Stretch[], session: Session) {
  const tasks = tasksOf(world, session);
  const amounts = tasks.map(bytesOf);
  const read = sumOf(amounts.map(([bytes]) => bytes));
  const moving = stretches.filter(({ rates }) => tasks.some((task) => rates.has(task)));
  const movingSeconds = sumOf(moving.map(({ fromUs, toUs }) => toUs - fromUs)) / 1e6;
  const busy = meanBusy(tasks.map((task) => busyOf(task, stretches)));
  const waits = tasks.map((task) => queueWaitOf(task, stretches) / 1e6);
  return {
    startSeconds: session.startUs / 1e6,
    endSeconds: session.endUs === undefined ? null : session.endUs / 1e6,
    result: session.result,
    readBytes: read,
    transferredBytes: sumOf(amounts.map(([, bytes]) => bytes)),
    processingRate: movingSeconds === 0 ? 0 : read / movingSeconds,
    load: busy.load,
    bottleneck: bottleneckOf(busy),
    queueWait: { mean: meanOf(waits), p95: nearestRank(waits, 95), max: mostOf(waits) },
  };
}

/** What stands of a session in its own table beside its summary. */
export function sessionRow(world: World, stretches: readonly Stretch[], session: Session) {
  const transforms = world.transforms.filter((one) => one.session === session && one.startUs !== undefined);
  const tasks = tasksOf(world, session);
  const window = windowOf(tasks, world.now);
  return {
    ...sessionFigures(world, stretches, session),
    job: session.job.name,
    session: session.number,
    tasks: tasks.length,
    succeeded: tasks.filter((task) => resultOf(task) === 'success').length,
    window: inSeconds(window),
    closesSeconds: session.closesUs === Number.POSITIVE_INFINITY ? null : session.closesUs / 1e6,
    overrunSeconds: overrunUs(world, session) / 1e6,
    longestSnapshotSeconds: longestSnapshotUs(world, [session]) / 1e6,
    attempts: session.attempts,
    transforms: transforms.length,
    transformSeconds: spanUs(transforms, world.now) / 1e6,
    failedVms: failedVms(session),
  };
}

/** From the start of the first to the end of the last; of none no time. */
function spanUs(transforms: readonly Transform[], endUs: number): number {
  if (transforms.length === 0) return 0;
  const ends = transforms.map((one) => one.endUs ?? endUs);
  return Math.max(...ends) - Math.min(...transforms.map(({ startUs }) => startUs!));
}

/** VMs whose last attempt that is over did not succeed. */
function failedVms({ vmRuns }: Session): number {
  const vms = new Set(vmRuns.map(({ vm }) => vm));
  return [...vms].filter((vm) => {
    const last = vmRuns.findLast((run) => run.vm === vm && run.isOver);
    return last?.tasks.some(({ result }) => result !== 'success') === true;
  }).length;
}
