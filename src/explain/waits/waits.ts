import { madeOnce } from '../../collections/made-once.ts';
import type { Policy } from '../../policy/policy.ts';
import { isShipped } from '../../policy/resolve.ts';
import { WAIT_CAUSES, waitCauseNumber } from '../../trace/wait-cause.ts';
import type { Chronicle, ToldTask } from '../state/chronicle.ts';
import { Replica } from '../state/replica.ts';
import { type Answer, answerFor } from './deciding.ts';
import { hasConsequence, Likeness } from './likeness.ts';

const RETRY_WAIT = waitCauseNumber('retry-wait');

/** Hears of every stretch of time in which nothing changed, with the state that held. */
export type Visitor = (
  fromUs: number,
  toUs: number,
  replica: Replica,
  /** What a task that waits in the queue meanwhile waits for. */
  answerOf: (task: ToldTask) => Answer,
) => void;

/** Goes through a run from instant to instant. */
export function walk(chronicle: Chronicle, policy: Policy, seed: string, visit: Visitor): void {
  const replica = new Replica(chronicle, policy, seed);
  const { records } = chronicle;
  const likeness = new Likeness(replica);
  const differs = !isShipped(policy) || policy.rank.some(({ differsByTask }) => differsByTask === true);
  // Time alone may change an answer then.
  const outdates = differs || chronicle.model.scenario.latencyControl.enabled;
  const numberOf = (task: ToldTask) => (differs ? task.task : likeness.numberOf(task));
  let answerOf = remembering(replica, policy, numberOf);
  let at = 0;
  while (at < records.length) {
    const now = records[at]!.at;
    let isStale = false;
    for (; at < records.length && records[at]!.at === now; at++) {
      replica.apply(records[at]!);
      isStale ||= hasConsequence(records[at]!);
    }
    const until = records[at]?.at ?? now;
    if (isStale) likeness.outdate();
    let from = now;
    while (from < until) {
      const to = Math.min(until, replica.latency.spacingOverUs(replica.nowUs) ?? until);
      if (isStale || outdates) answerOf = remembering(replica, policy, numberOf);
      visit(from, to, replica, answerOf);
      if (to < until) replica.spacingOver(to);
      isStale = true;
      from = to;
    }
  }
}

/** Tasks that are alike get the same answer, which is found once. */
function remembering(
  replica: Replica,
  policy: Policy,
  numberOf: (task: ToldTask) => number,
): (task: ToldTask) => Answer {
  const known = new Map<number, Answer>();
  return (task) => madeOnce(known, numberOf(task), () => answerFor(replica, policy, task));
}

/** What a task waits for over an interval; undefined: it does not wait. */
export function waitingFor(
  task: ToldTask,
  fromUs: number,
  answerOf: (task: ToldTask) => Answer,
): Answer | undefined {
  if (fromUs < task.readyUs || fromUs >= waitsUntil(task)) return undefined;
  if (fromUs < task.readyUs + task.waitedUs[RETRY_WAIT]!) return { cause: 'retry-wait', best: undefined };
  if (fromUs < task.joinUs) return { cause: 'sequential', best: undefined };
  const answer = answerOf(task);
  return answer.cause === null ? { ...answer, cause: 'scheduler-tick' } : answer;
}

/** A part of a wait with one answer. */
export interface Stretch {
  readonly fromUs: number;
  readonly toUs: number;
  readonly answer: Answer;
}

/** Hears of every part of the waits of some tasks in which nothing at all changed. */
export function waitingParts(
  chronicle: Chronicle,
  policy: Policy,
  seed: string,
  tasks: readonly ToldTask[],
  onPart: (task: ToldTask, part: Stretch, replica: Replica) => void,
): void {
  const coming = tasks.toSorted((a, b) => a.readyUs - b.readyUs || a.task - b.task);
  let come = 0;
  let waiting: ToldTask[] = [];
  walk(chronicle, policy, seed, (fromUs, toUs, replica, answerOf) => {
    while (come < coming.length && coming[come]!.readyUs <= fromUs) waiting.push(coming[come++]!);
    waiting = waiting.filter((task) => waitsUntil(task) > fromUs);
    for (const task of waiting) {
      for (const [from, to] of cutAtTurns(task, fromUs, toUs)) {
        const answer = waitingFor(task, from, answerOf);
        if (answer !== undefined) onPart(task, { fromUs: from, toUs: to, answer }, replica);
      }
    }
  });
}

function waitsUntil({ startUs, endUs }: ToldTask): number {
  return startUs >= 0 ? startUs : endUs;
}

/** The turn of a task may come at an instant of which no record tells. */
function cutAtTurns(
  { readyUs, waitedUs, joinUs }: ToldTask,
  fromUs: number,
  toUs: number,
): [number, number][] {
  const cuts = [readyUs + waitedUs[RETRY_WAIT]!, joinUs].filter((cut) => cut > fromUs && cut < toUs);
  const at = [fromUs, ...new Set(cuts), toUs];
  return at.slice(1).map((to, i): [number, number] => [at[i]!, to]);
}

/** Whether parts of a wait add up to what the run itself charged its task for, cause by cause. */
export function addUp(task: ToldTask, parts: readonly Stretch[]): boolean {
  return WAIT_CAUSES.every((cause, number) => {
    const own = parts.filter(({ answer }) => answer.cause === cause);
    return own.reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0) === task.waitedUs[number];
  });
}
