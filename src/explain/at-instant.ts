import type { InParts } from '../collections/in-parts.ts';
import type { DefaultFigure } from '../metrics/limits/limits-by-default.ts';
import type { Policy } from '../policy/policy.ts';
import type { Explanation } from './explanation.ts';
import { interruptionsOf } from './interruptions.ts';
import { nameOf, placeText, shortName, type TaskName } from './names.ts';
import { type RatePiece, ratesOf } from './rates/rates.ts';
import type { Chronicle, ToldTask } from './state/chronicle.ts';
import { downParts } from './state/recorded-condition.ts';
import type { Replica } from './state/replica.ts';
import { type CandidateTold, candidatesTold } from './task-life.ts';
import { verdictsFor } from './waits/deciding.ts';
import { holderText, scarceFor, waitedFor } from './waits/scarce.ts';
import { waitingFor, walk } from './waits/waits.ts';

export type TaskState =
  | 'not ready'
  | 'waiting'
  | 'preparing'
  | 'opening'
  | 'transferring'
  | 'interrupted'
  | 'closing'
  | 'ended';

/** What a task is doing at an instant, after everything of that instant has happened, and why. Microseconds from the start. */
export interface AtInstant {
  readonly name: TaskName;
  readonly atUs: number;
  readonly state: TaskState;
  /** When this state began; null: the task does not exist yet. */
  readonly sinceUs: number | null;
  /** How it ended; null: it has not. */
  readonly result: ToldTask['result'] | null;
  /** Where it holds or held its slots, with its mode at that instant. */
  readonly place: string | null;
  readonly waiting: WaitingAt | null;
  /** During an interruption: everything that is down on its way at any time until it resumes. */
  readonly interruptedBy: readonly string[];
  /** What limits its rate now. */
  readonly rate: RatePiece | null;
}

export interface WaitingAt {
  readonly cause: string;
  /** The place that it waits for; null: none. */
  readonly place: string | null;
  readonly what: string | null;
  readonly holders: readonly string[];
  readonly candidates: readonly CandidateTold[];
  readonly down: readonly string[];
  /** Waiting tasks that are tried before it, in the queue's order. */
  readonly before: readonly string[];
  /** The default figures behind what it waits for. */
  readonly byDefault: readonly DefaultFigure[];
}

export function* atInstant(explanation: Explanation, task: ToldTask, atUs: number): InParts<AtInstant> {
  const { chronicle } = explanation;
  const { state, sinceUs } = stateOf(chronicle, task, atUs);
  const { started, failedOver } = task;
  const mode = failedOver !== undefined && failedOver.atUs <= atUs ? failedOver.mode : started?.mode;
  return {
    name: nameOf(chronicle, task),
    atUs,
    state,
    sinceUs,
    result: state === 'ended' ? task.result : null,
    place:
      started !== undefined && started.at <= atUs
        ? placeText(chronicle.model, { ...started, mode: mode! })
        : null,
    waiting: state === 'waiting' ? yield* waitingAt(explanation, task, atUs) : null,
    interruptedBy: state === 'interrupted' ? yield* interruptedBy(explanation, task, sinceUs!) : [],
    rate: state === 'transferring' ? yield* rateAt(explanation, task, atUs) : null,
  };
}

function stateOf(
  chronicle: Chronicle,
  task: ToldTask,
  atUs: number,
): { state: TaskState; sinceUs: number | null } {
  const { readyUs, startUs, transferStartUs, transferEndUs, endUs, interruptions } = task;
  const has = (at: number) => at >= 0 && at <= atUs;
  if (atUs < readyUs) return { state: 'not ready', sinceUs: null };
  if (has(endUs)) return { state: 'ended', sinceUs: endUs };
  const pause = interruptions.findLast(({ fromUs, toUs }) => fromUs <= atUs && (toUs < 0 || atUs < toUs));
  if (pause !== undefined) return { state: 'interrupted', sinceUs: pause.fromUs };
  if (has(transferEndUs)) return { state: 'closing', sinceUs: transferEndUs };
  const resumedUs = interruptions.findLast(({ toUs }) => has(toUs))?.toUs ?? 0;
  if (has(transferStartUs)) return { state: 'transferring', sinceUs: Math.max(transferStartUs, resumedUs) };
  if (!has(startUs)) return { state: 'waiting', sinceUs: readyUs };
  const readyToOpenUs = vmReadyUs(chronicle, task);
  return has(readyToOpenUs)
    ? { state: 'opening', sinceUs: Math.max(readyToOpenUs, startUs, resumedUs) }
    : { state: 'preparing', sinceUs: startUs };
}

/** When the disks of a VM with a started task may be opened; below 0: not yet. */
function vmReadyUs(chronicle: Chronicle, { job, vmRun, started }: ToldTask): number {
  const { work, vmPrepareUs } = chronicle.model.jobs[job]!;
  const run = chronicle.vmRuns[vmRun]!;
  if (work.snapshot) return started?.mode === 'storage-snapshot' ? run.removingUs : run.createdUs;
  const starts = chronicle.tasksOf(run).flatMap(({ startUs }) => (startUs < 0 ? [] : [startUs]));
  return Math.min(...starts) + vmPrepareUs;
}

function* waitingAt(explanation: Explanation, task: ToldTask, atUs: number): InParts<WaitingAt | null> {
  const { chronicle, policy, limits } = explanation;
  let found: WaitingAt | null = null;
  yield* walk(explanation, (fromUs, toUs, replica, answers) => {
    if (atUs >= toUs) return true;
    const answer = atUs < fromUs ? undefined : waitingFor(task, atUs, answers);
    if (answer === undefined) return false;
    const { what, holders } = scarceFor(replica, task, answer);
    const queues = atUs >= task.joinUs;
    found = {
      cause: answer.cause!,
      place: answer.best === undefined ? null : placeText(chronicle.model, answer.best),
      what,
      holders: holders.map((holder) => holderText(chronicle, holder)),
      candidates: queues ? candidatesTold(chronicle, verdictsFor(replica, policy, task), undefined) : [],
      down: downParts(replica),
      before: queues ? tasksBefore(chronicle, policy, replica, task, atUs) : [],
      byDefault: limits.ofWait(answer.cause!, waitedFor(chronicle, task, { ...answer, what })),
    };
    return false;
  });
  return found;
}

function tasksBefore(
  chronicle: Chronicle,
  policy: Policy,
  replica: Replica,
  task: ToldTask,
  atUs: number,
): string[] {
  const placed = (one: ToldTask) => ({
    one,
    keys: policy.order.map((key) => key.of(replica.view(one), replica)),
  });
  const inOrder = (a: ReturnType<typeof placed>, b: ReturnType<typeof placed>) => {
    const at = a.keys.findIndex((key, i) => key !== b.keys[i]);
    return at < 0 ? a.one.task - b.one.task : a.keys[at]! - b.keys[at]!;
  };
  const waits = ({ joinUs, startUs, endUs }: ToldTask) => {
    const until = startUs >= 0 ? startUs : endUs;
    return joinUs <= atUs && (until < 0 || until > atUs);
  };
  const own = placed(task);
  const before = chronicle.tasks
    .filter(waits)
    .map(placed)
    .filter((other) => inOrder(other, own) < 0);
  return before.sort(inOrder).map(({ one }) => shortName(chronicle, one));
}

function* interruptedBy(
  explanation: Explanation,
  task: ToldTask,
  sinceUs: number,
): InParts<readonly string[]> {
  return (yield* interruptionsOf(explanation, task)).find(({ fromUs }) => fromUs === sinceUs)!.by;
}

function* rateAt(explanation: Explanation, task: ToldTask, atUs: number): InParts<RatePiece | null> {
  const { pieces } = yield* ratesOf(explanation, task);
  return pieces.find(({ fromUs, toUs }) => fromUs <= atUs && atUs < toUs) ?? null;
}
