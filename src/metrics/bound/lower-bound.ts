import type { Model } from '../../model/model.ts';
import type { LoggedSession } from '../logs/session-log.ts';
import type { TaskLog } from '../logs/task-log.ts';
import { TASK_RESULTS } from '../summary/summary.ts';
import { type BoundGrounds, BoundLedger } from './bound-ledger.ts';
import { countedJobs } from './counted-jobs.ts';
import type { LowerBound } from './highest-bound.ts';
import type { Limits } from './limits.ts';
import { type CountedPass, PassStarts, type StartedPass } from './pass-starts.ts';
import { TaskOffers } from './task-offers.ts';
import type { GroupOf } from './turn-account.ts';

const SUCCESS = TASK_RESULTS.indexOf('success');
const FAILED = TASK_RESULTS.indexOf('failed');

/** Most distinct starts at which bounds are computed; if there are more, some are skipped. */
const MOST_STARTS = 200;

/**
 * A time that no schedule of the finished tasks can beat. It is the largest of: the longest task alone; the work over every
 * unavoidable capacity; the work of each set of interchangeable proxies over their cores and slots; the time for which limited
 * slots, snapshots and connections are held; and work that has to go in sequence. Work that becomes ready later counts from
 * then: it cannot be done before that instant plus its own bound. Capacities count in full, because production load and
 * crowding can only make a window longer. Undefined: no task finished that the bound counts.
 */
export function lowerBound(
  model: Model,
  log: TaskLog,
  sessions: readonly LoggedSession[],
  limits: Limits,
): LowerBound | undefined {
  const offers = new TaskOffers(model, log.tasks, limits);
  const groupOf = groupsOf(model, log, sessions, offers);
  const grounds = { model, tasks: log.tasks, offers, limits, groupOf };
  const starts = new PassStarts(model, log, sessions, (passes) => boundOf(passes, grounds)?.seconds);
  return boundOf(starts.of(countedPasses(model, log, sessions)), grounds);
}

function boundOf(passes: readonly StartedPass[], grounds: BoundGrounds): LowerBound | undefined {
  const ledger = new BoundLedger(grounds);
  const latestFirst = [...passes].sort((a, b) => b.offset - a.offset);
  const isLastOfOffset = (at: number) => latestFirst[at]!.offset !== latestFirst[at + 1]?.offset;
  const starts = latestFirst.filter((_, at) => isLastOfOffset(at)).length;
  const every = Math.ceil(starts / MOST_STARTS);
  let seen = 0;
  latestFirst.forEach(({ tasks, job, offset, waitsFor }, at) => {
    ledger.enter(tasks, job, offset, waitsFor);
    if (!isLastOfOffset(at)) return;
    seen++;
    if (seen % every === 0 || seen === starts) ledger.close(offset);
  });
  return ledger.best;
}

/** VMs with a failed disk are left out: under another schedule other disks might have been read, or read again. */
function countedPasses(model: Model, log: TaskLog, sessions: readonly LoggedSession[]): CountedPass[] {
  const { session, attempt, vmRun, startUs, result } = log.tasks;
  const counted = countedJobs(model);
  const passes: (CountedPass & { readonly tasks: number[] })[] = [];
  const last = () => passes.at(-1);
  for (let from = 0, to = 0; from < log.count; from = to) {
    let hasFailed = false;
    while (to < log.count && vmRun[to] === vmRun[from]) if (result[to++] === FAILED) hasFailed = true;
    const { job } = sessions[session[from]!]!;
    if (hasFailed || !counted.has(job)) continue;
    for (let task = from; task < to; task++) {
      if (startUs[task]! < 0 || result[task] !== SUCCESS) continue;
      if (last()?.session !== session[task] || last()?.attempt !== attempt[task])
        passes.push({ session: session[task]!, job, attempt: attempt[task]!, tasks: [] });
      last()!.tasks.push(task);
    }
  }
  return passes;
}

/** Groups the VMs that may share an array's storage snapshot, in their order, whether or not they finish. */
function groupsOf(
  model: Model,
  log: TaskLog,
  sessions: readonly LoggedSession[],
  offers: TaskOffers,
): GroupOf {
  const groups = new Map<number, number>();
  const counted = countedJobs(model);
  // With two ends, whether an array's snapshot can be read may depend on the proxy that writes.
  const isGrouped = model.jobs.map(
    ({ declaration, work }, job) =>
      counted.has(job) && work.writes !== 'vm' && declaration.storageSnapshots !== undefined,
  );
  const { session, attempt, vmRun } = log.tasks;
  let [pass, count] = ['', 0];
  for (let task = 0; isGrouped.includes(true) && task < log.count; task++) {
    const { job } = sessions[session[task]!]!;
    if (!isGrouped[job]! || groups.has(vmRun[task]!) || !offers.of(task, job).hasArray) continue;
    const own = `${session[task]}/${attempt[task]}`;
    if (own !== pass) [pass, count] = [own, 0];
    const { vmsPerSnapshot } = model.jobs[job]!.declaration.storageSnapshots!;
    groups.set(vmRun[task]!, Math.floor(count++ / vmsPerSnapshot));
  }
  return (vmRun) => groups.get(vmRun);
}
