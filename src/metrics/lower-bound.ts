import type { Model } from '../model/model.ts';
import { BoundLedger, type LowerBound } from './bound-ledger.ts';
import type { LoggedSession } from './session-log.ts';
import { TASK_RESULTS } from './summary.ts';
import type { TaskLog } from './task-log.ts';
import { plainJobs } from './task-offers.ts';

const US_PER_SECOND = 1e6;
const SUCCESS = TASK_RESULTS.indexOf('success');

/** Starts of sessions that are looked at; with more of them, some are left out. */
const MOST_STARTS = 200;

/**
 * A time that no schedule of the finished tasks can beat: the largest of the longest task alone, the work on every
 * capacity that cannot be chosen around, and the work of each set of interchangeable proxies over their cores and
 * slots. Work that becomes ready later counts from then: whatever is ready from an instant on cannot be done before that
 * instant plus its own bound. Undefined where nothing that it counts finished. Capacities count in full: what production or
 * crowding takes off them can only make a window longer.
 */
export function lowerBound(
  model: Model,
  log: TaskLog,
  sessions: readonly LoggedSession[],
): LowerBound | undefined {
  const { tasks } = log;
  const { done, offsetUs } = givenWork(model, log, sessions);
  const ledger = new BoundLedger(model, tasks);
  const every = Math.ceil(new Set(done.map((task) => offsetUs[task]!)).size / MOST_STARTS);
  let starts = 0;
  for (let at = 0; at < done.length; at++) {
    const task = done[at]!;
    const us = offsetUs[task]!;
    ledger.enter(task, sessions[tasks.session[task]!]!.job, us / US_PER_SECOND);
    const isLast = at === done.length - 1;
    if (!isLast && offsetUs[done[at + 1]!] === us) continue;
    if (++starts % every === 0 || isLast) ledger.close(us / US_PER_SECOND);
  }
  return ledger.best;
}

interface GivenWork {
  /** Those that became ready last come first. */
  readonly done: readonly number[];
  /** By task: when it became ready, from the start of the window on. */
  readonly offsetUs: Float64Array;
}

/** The tasks that the bound counts. */
function givenWork(model: Model, { count, tasks }: TaskLog, sessions: readonly LoggedSession[]): GivenWork {
  const { session, attempt, readyUs, startUs, result } = tasks;
  const plain = plainJobs(model);
  const done: number[] = [];
  let windowStart = Number.POSITIVE_INFINITY;
  for (let task = 0; task < count; task++) {
    if (startUs[task]! < 0) continue;
    windowStart = Math.min(windowStart, startUs[task]!);
    if (result[task] === SUCCESS && plain.has(sessions[session[task]!]!.job)) done.push(task);
  }
  const offsetUs = new Float64Array(count);
  for (const task of done) {
    // A chained session starts when another ends: that is the schedule's doing, not a given.
    const isChained = model.jobs[sessions[session[task]!]!.job]!.declaration.schedule.kind === 'after';
    // Nor is a retry: another schedule might have been spared the failure.
    const isGiven = attempt[task] === 1 && !isChained;
    offsetUs[task] = isGiven ? Math.max(0, readyUs[task]! - windowStart) : 0;
  }
  done.sort((a, b) => offsetUs[b]! - offsetUs[a]! || a - b);
  return { done, offsetUs };
}
