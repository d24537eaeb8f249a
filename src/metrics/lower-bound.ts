import type { Model } from '../model/model.ts';
import { BoundLedger, type LowerBound } from './bound-ledger.ts';
import type { LoggedSession } from './session-log.ts';
import type { LoggedTask } from './task-log.ts';
import { plainJobs } from './task-offers.ts';

const US_PER_SECOND = 1e6;

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
  tasks: readonly LoggedTask[],
  sessions: readonly LoggedSession[],
): LowerBound | undefined {
  const started = tasks.filter((task) => task.startUs >= 0);
  const windowStart = started.reduce(
    (least, task) => Math.min(least, task.startUs),
    Number.POSITIVE_INFINITY,
  );
  // A chained session starts when another ends: that is the schedule's doing, not a given.
  const isChained = ({ session }: LoggedTask) =>
    model.jobs[sessions[session]!.job]!.declaration.schedule.kind === 'after';
  const plain = plainJobs(model);
  const done = started
    .filter(({ result, session }) => result === 'success' && plain.has(sessions[session]!.job))
    .map((task) => {
      // Nor is a retry: another schedule might have been spared the failure.
      const isGiven = task.attempt === 1 && !isChained(task);
      return { task, offsetUs: isGiven ? Math.max(0, task.readyUs - windowStart) : 0 };
    })
    .sort((a, b) => b.offsetUs - a.offsetUs || a.task.task - b.task.task);
  const ledger = new BoundLedger(model);
  const every = Math.ceil(new Set(done.map(({ offsetUs }) => offsetUs)).size / MOST_STARTS);
  let starts = 0;
  done.forEach(({ task, offsetUs }, at) => {
    ledger.enter(task, sessions[task.session]!, offsetUs / US_PER_SECOND);
    if (done[at + 1]?.offsetUs === offsetUs) return;
    if (++starts % every === 0 || at === done.length - 1) ledger.close(offsetUs / US_PER_SECOND);
  });
  return ledger.best;
}
