import type { InParts } from '../../collections/in-parts.ts';
import { WAIT_CAUSES, waitCauseNumber } from '../../trace/wait-cause.ts';
import type { ToldTask } from '../state/chronicle.ts';
import { type Replayed, Replica } from '../state/replica.ts';
import { Answers } from './answers.ts';
import type { Answer } from './deciding.ts';
import { hasConsequence } from './likeness.ts';

const RETRY_WAIT = waitCauseNumber('retry-wait');

/** Called for every stretch of time in which nothing changed, with the state during it. Return false to end the walk. */
export type Visitor = (fromUs: number, toUs: number, replica: Replica, answers: Answers) => unknown;

/** Replays a run from instant to instant, each a part. */
export function* walk(run: Replayed, visit: Visitor): InParts<void> {
  const replica = new Replica(run);
  const answers = new Answers(replica, run.policy);
  const { records, endUs } = run.chronicle;
  let at = 0;
  while (at < records.length) {
    const now = records[at]!.at;
    yield now / Math.max(1, endUs);
    let isStale = answers.dependOnTime;
    for (; at < records.length && records[at]!.at === now; at++) {
      replica.apply(records[at]!);
      isStale ||= hasConsequence(records[at]!);
    }
    const until = records[at]?.at ?? now;
    let from = now;
    while (from < until) {
      const to = Math.min(until, replica.latency.spacingOverUs(replica.nowUs) ?? until);
      if (isStale) answers.outdate();
      if (visit(from, to, replica, answers) === false) return;
      if (to < until) replica.spacingOver(to);
      isStale = true;
      from = to;
    }
  }
}

/** An interval of waiting with one answer. Microseconds from the start. */
export interface Stretch {
  readonly fromUs: number;
  readonly toUs: number;
  readonly answer: Answer;
}

/** What a task waits for in the stretch that begins at `fromUs`; undefined: it does not wait. */
export function waitingFor(task: ToldTask, fromUs: number, answers: Pick<Answers, 'of'>): Answer | undefined {
  const holdUp = holdUpOf(task, fromUs);
  if (holdUp === undefined) return undefined;
  return holdUp === 'queue' ? inQueue(answers.of(task)) : before(holdUp);
}

/** What holds a task up at an instant: the queue, or what comes before the queue. */
export type HoldUp = 'retry-wait' | 'sequential' | 'queue';

/** Undefined: it does not wait. */
function holdUpOf(task: ToldTask, atUs: number): HoldUp | undefined {
  return holdUps(task).find(({ fromUs, toUs }) => fromUs <= atUs && atUs < toUs)?.holdUp;
}

/** What held a task up, in order of time; intervals of length 0 are left out. */
export function holdUps(task: ToldTask): { holdUp: HoldUp; fromUs: number; toUs: number }[] {
  const { readyUs, waitedUs, joinUs, startUs, endUs } = task;
  const overUs = startUs >= 0 ? startUs : endUs;
  const dueUs = readyUs + waitedUs[RETRY_WAIT]!;
  const all: { holdUp: HoldUp; fromUs: number; toUs: number }[] = [
    { holdUp: 'retry-wait', fromUs: readyUs, toUs: Math.min(dueUs, overUs) },
    { holdUp: 'sequential', fromUs: dueUs, toUs: Math.min(joinUs, overUs) },
    { holdUp: 'queue', fromUs: joinUs, toUs: overUs },
  ];
  return all.filter(({ fromUs, toUs }) => fromUs < toUs);
}

/** What a task waits for before it joins the queue. */
export function before(holdUp: Exclude<HoldUp, 'queue'>): Answer {
  return { cause: holdUp, best: undefined };
}

/** What a queued task waits for; if nothing refuses it, the next pass of the scheduler. */
export function inQueue(answer: Answer): Answer {
  return answer.cause === null ? { ...answer, cause: 'scheduler-tick' } : answer;
}

/** Whether stretches add up, cause by cause, to the waits that the run charged the task. */
export function addUp(task: ToldTask, parts: readonly Stretch[]): boolean {
  return WAIT_CAUSES.every((cause, number) => {
    const own = parts.filter(({ answer }) => answer.cause === cause);
    return own.reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0) === task.waitedUs[number];
  });
}
