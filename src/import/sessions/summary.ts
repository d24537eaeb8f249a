import { addTo } from '../../collections/grouped-by.ts';
import { present } from '../../collections/present.ts';
import type { PastSession } from '../../history/past-session.ts';
import { knownMedian } from '../../metrics/quantile.ts';
import { lengthOf } from './past/job-habits.ts';
import type { VmFigures } from './past/vm-figures.ts';
import type { JobPlan } from './scenario/job-plan.ts';

/** What was found, and what was taken, in figures. */
export interface SessionsSummary {
  /** One real night: each of its sessions is a job. */
  readonly isReplay: boolean;
  /** Starts of the first and the last session found, microseconds since 1970-01-01T00:00. */
  readonly firstUs: number;
  readonly lastUs: number;
  readonly found: {
    readonly jobs: number;
    readonly sessions: number;
    /** Sessions that tried failed VMs again. */
    readonly retries: number;
    readonly tasks: number;
    readonly failedTasks: number;
    readonly warnings: number;
  };
  readonly jobs: readonly JobSummary[];
  readonly vms: number;
  readonly usedBytes: number;
}

/** A job in the scenario. */
export interface JobSummary {
  readonly name: string;
  readonly sessions: number;
  /** Those that its figures come from. */
  readonly basis: number;
  readonly vms: number;
  readonly schedule: string;
  /** Medians of these; absent where reports do not tell. */
  readonly seconds?: number;
  readonly dataBytes?: number;
  /** Bytes kept per byte of data. */
  readonly compressionRatio?: number;
  /** Of the used space of its VMs, in a day. */
  readonly changeRate: number;
}

export function summarise(
  sessions: readonly PastSession[],
  isReplay: boolean,
  plans: readonly JobPlan[],
  vms: readonly VmFigures[],
): SessionsSummary {
  const tasks = sessions.flatMap((session) => session.tasks);
  const starts = sessions.map(({ startUs }) => startUs);
  const vmsOf = new Map<string, VmFigures[]>();
  for (const vm of vms) for (const job of vm.jobs) addTo(vmsOf, job, vm);
  return {
    isReplay,
    firstUs: starts[0] ?? 0,
    lastUs: starts.at(-1) ?? 0,
    found: {
      jobs: new Set(sessions.map(({ job }) => job)).size,
      sessions: sessions.length,
      retries: sessions.filter(({ isRetry }) => isRetry).length,
      tasks: tasks.length,
      failedTasks: tasks.filter(({ result }) => result === 'failed').length,
      warnings: tasks.filter(({ result }) => result === 'warning').length,
    },
    jobs: plans.map((plan) => summariseJob(plan, vmsOf.get(plan.record.name) ?? [])),
    vms: vms.length,
    usedBytes: vms.reduce((sum, { usedBytes }) => sum + usedBytes, 0),
  };
}

function summariseJob(
  { record, label, schedule, compressionRatio }: JobPlan,
  vms: readonly VmFigures[],
): JobSummary {
  const { sessions, basis } = record;
  const used = vms.reduce((sum, { usedBytes }) => sum + usedBytes, 0);
  const changed = vms.reduce((sum, { usedBytes, changeRate }) => sum + usedBytes * changeRate, 0);
  const lengths = basis.flatMap((session) => lengthOf(session) ?? []).filter((seconds) => seconds > 0);
  return {
    ...{ name: label, sessions: sessions.length, basis: basis.length, vms: vms.length },
    schedule: scheduleText(schedule),
    changeRate: used > 0 ? changed / used : 0,
    ...present({
      seconds: knownMedian(lengths),
      dataBytes: knownMedian(basis.map((session) => session.dataBytes)),
      compressionRatio,
    }),
  };
}

/** `daily 22:00`, `sat,sun 10:00`, `every 4h + 5m`, `at 22:05`. */
function scheduleText(schedule: JobPlan['schedule']): string {
  if ('at' in schedule) return `at ${schedule.at.slice(11, 16)}`;
  if ('daily' in schedule) {
    return schedule.days === undefined
      ? `daily ${schedule.daily}`
      : `${schedule.days.join(',')} ${schedule.daily}`;
  }
  const { every, offset, within } = schedule;
  return `every ${every}${offset === undefined ? '' : ` + ${offset}`}${within === undefined ? '' : ` ${within}`}`;
}
