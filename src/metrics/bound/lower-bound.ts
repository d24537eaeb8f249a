import type { Model } from '../../model/model.ts';
import type { LoggedSession } from '../logs/session-log.ts';
import type { TaskLog } from '../logs/task-log.ts';
import { TASK_RESULTS } from '../summary.ts';
import { BoundLedger, type LowerBound } from './bound-ledger.ts';
import { plainJobs, TaskOffers } from './task-offers.ts';
import type { TakesTasks } from './way-kind.ts';

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
  takesTasks: TakesTasks,
): LowerBound | undefined {
  const { session } = log.tasks;
  const given = givenWork(model, log, sessions);
  const ledger = new BoundLedger(model, log.tasks, new TaskOffers(model, log.tasks, takesTasks));
  const every = Math.ceil(given.length / MOST_STARTS);
  given.forEach(({ offsetUs, tasks }, at) => {
    const offset = offsetUs / US_PER_SECOND;
    for (let i = 0; i < tasks.length; i++) {
      const task = tasks[i]!;
      ledger.enter(task, sessions[session[task]!]!.job, offset);
    }
    if ((at + 1) % every === 0 || at === given.length - 1) ledger.close(offset);
  });
  return ledger.best;
}

/** Tasks that the bound counts and that became ready together. */
interface ReadyTogether {
  /** From the start of the window on. */
  readonly offsetUs: number;
  /** By number. */
  readonly tasks: number[];
}

/** Those that became ready last come first. */
function givenWork(model: Model, log: TaskLog, sessions: readonly LoggedSession[]): readonly ReadyTogether[] {
  const { session, attempt, readyUs, startUs, result } = log.tasks;
  const manners = mannersOf(model);
  const byOffset = new Map<number, ReadyTogether>();
  let together: ReadyTogether | undefined;
  for (let task = 0; task < log.count; task++) {
    if (startUs[task]! < 0 || result[task] !== SUCCESS) continue;
    const manner = manners[sessions[session[task]!]!.job]!;
    if (manner === NOT_COUNTED) continue;
    // A retry is no given: another schedule might have been spared the failure.
    const isGiven = manner === GIVEN && attempt[task] === 1;
    const offsetUs = isGiven ? Math.max(0, readyUs[task]! - log.firstStartUs) : 0;
    if (together === undefined || together.offsetUs !== offsetUs) {
      together = byOffset.get(offsetUs) ?? { offsetUs, tasks: [] };
      byOffset.set(offsetUs, together);
    }
    together.tasks.push(task);
  }
  return [...byOffset.values()].sort((a, b) => b.offsetUs - a.offsetUs);
}

const NOT_COUNTED = 0;
const CHAINED = 1;
const GIVEN = 2;

/** How the bound counts a job's tasks: a chained session starts when another ends, which is the schedule's doing, not a given. */
function mannersOf(model: Model): Uint8Array {
  const plain = plainJobs(model);
  return Uint8Array.from(model.jobs, ({ declaration }, job) => {
    if (!plain.has(job)) return NOT_COUNTED;
    return declaration.schedule.kind === 'after' ? CHAINED : GIVEN;
  });
}
