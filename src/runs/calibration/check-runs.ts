import { largest } from '../../collections/extremes.ts';
import { addTo, groupedBy } from '../../collections/grouped-by.ts';
import type { JobCheck } from '../../history/calibration.ts';
import { WHOLE_JOB } from '../../history/increments.ts';
import type { PastMode } from '../../history/past-session.ts';
import type { TaskRow } from '../../metrics/columns/task-rows.ts';
import { mean, median } from '../../metrics/quantile.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import type { SessionRow } from '../../metrics/sessions/session-rows.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { VmTable } from '../../scenario/vms/vm-table.ts';
import type { RunOutcome, runScenario } from '../run.ts';
import type { MatchedJob } from './matched-jobs.ts';

/** The first increment of a job in a run. */
export type SimulatedJob = Omit<JobCheck, 'secondsBefore' | 'secondsAfter'> & {
  /** As in `JobCheck`. */
  readonly seconds: number | null;
};

/** Runs a scenario and returns the result of each job, in the order of `jobs`. */
export function simulateJobs(
  scenario: Scenario,
  jobs: readonly MatchedJob[],
  run: typeof runScenario,
): { readonly ok: true; readonly jobs: readonly SimulatedJob[] } | Extract<RunOutcome, { ok: false }> {
  // Only durations are compared, so the lower bound is not needed.
  const ran = run(asThePast(scenario, jobs), { leavesOutBound: true });
  if (!ran.ok) return ran;
  const { result } = ran;
  const tasks = groupedBy(result.tasks, ({ job }) => job);
  return {
    ok: true,
    jobs: jobs.map((job) => simulatedJob(result, tasks.get(job.row.name) ?? [], scenario.vms.names, job)),
  };
}

/**
 * The scenario with its matched jobs beginning with increments that cover as much time as the past ones usually did,
 * so that durations are compared, whatever is due on the scenario's first night.
 */
function asThePast(scenario: Scenario, jobs: readonly MatchedJob[]): Scenario {
  const intervals = new Map<number, number[]>();
  const names = new Set(jobs.map(({ row }) => row.name));
  for (const { row, recent, vmOf } of jobs) {
    for (const { vm, sinceUs } of recent.flatMap(({ parts }) => parts)) {
      if (sinceUs === undefined) continue;
      for (const known of vm === WHOLE_JOB ? row.vms : [vmOf(vm)])
        if (known !== undefined) addTo(intervals, known, sinceUs);
    }
  }
  const { columns, traits } = scenario.vms;
  const aged = traits.map((own, vm) => {
    const seen = intervals.get(vm);
    return seen === undefined ? own : { ...own, lastBackupUs: Math.round(median(seen)) };
  });
  return {
    ...scenario,
    vms: new VmTable(columns, aged),
    jobs: scenario.jobs.map((job) => (names.has(job.name) ? { ...job, run: 'incremental' } : job)),
  };
}

function simulatedJob(
  result: RunResult,
  tasks: readonly TaskRow[],
  names: readonly string[],
  job: MatchedJob,
): SimulatedJob {
  const { row, recent } = job;
  const first = result.sessions.find((each) => each.job === row.name && each.kind === 'incremental');
  const own = tasks.filter(({ session }) => session === first?.session);
  const hasVms = recent.some(({ parts }) => parts.some(({ vm }) => vm !== WHOLE_JOB));
  const [wait] = result.waits.filter((each) => each.job === row.name).sort((a, b) => b.seconds - a.seconds);
  return {
    seconds: first === undefined ? null : hasVms ? longestVm(own) : lengthOf(first),
    bottleneck: first?.bottleneck ?? null,
    queueWaitSeconds: mean(own.map(({ queueWaitSeconds }) => queueWaitSeconds)),
    waitCause: wait !== undefined && wait.seconds > 0 ? wait.cause : null,
    otherModes: otherModes(own, names, job),
  };
}

function otherModes(
  tasks: readonly TaskRow[],
  names: readonly string[],
  { recent, vmOf }: MatchedJob,
): JobCheck['otherModes'] {
  const last = new Map<string, PastMode>();
  for (const { vm, mode } of recent.flatMap(({ parts }) => parts)) {
    const row = vmOf(vm);
    if (row !== undefined && mode !== undefined) last.set(names[row]!, mode);
  }
  const tasksOf = groupedBy(tasks, ({ vm }) => vm);
  return Array.from(last).flatMap(([vm, past]) => {
    const modes = (tasksOf.get(vm) ?? []).flatMap(({ mode }) => mode ?? []);
    return modes.length === 0 || modes.includes(past) ? [] : [{ vm, past, simulated: modes[0]! }];
  });
}

/** The time from a VM's first slot to its last, for the VM with the longest such time; null: no task got a slot. */
function longestVm(tasks: readonly TaskRow[]): number | null {
  const spans = new Map<string, { from: number; to: number }>();
  for (const { vm, startSeconds, endSeconds } of tasks) {
    if (startSeconds === null || endSeconds === null) continue;
    const span = spans.get(vm) ?? { from: startSeconds, to: endSeconds };
    spans.set(vm, { from: Math.min(span.from, startSeconds), to: Math.max(span.to, endSeconds) });
  }
  return largest(Array.from(spans.values(), ({ from, to }) => to - from)) ?? null;
}

function lengthOf({ startSeconds, endSeconds }: SessionRow): number | null {
  return endSeconds === null ? null : endSeconds - startSeconds;
}
