import { present } from '../../collections/present.ts';
import type { ByDefault } from '../../metrics/limits/limits-by-default.ts';
import { mean } from '../../metrics/quantile.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { marginsOf } from '../../metrics/sessions/margin.ts';
import { severalNights } from '../../metrics/sessions/nights.ts';
import { type JobSummary, type Summary, TASK_RESULTS } from '../../metrics/summary/summary.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { SECOND_US } from '../../units/civil-time.ts';

/**
 * What is kept of one run of an experiment: small plain JSON whose keys always have the same order, so that equal
 * outcomes are equal bytes wherever they were computed.
 */
export interface Outcome {
  readonly fingerprint: string;
  /**
   * Figures by metric path (`window.seconds`, `jobs.nightly.window`, `waits.proxy-slot`), in the units of the
   * summary; a figure that this run does not have is absent. In addition to the summary: `jobs.NAME.spareSeconds`,
   * the time between the end of a job's worst session and the end of its window, negative if it is late;
   * `jobs.NAME.doneSeconds`, the time from the start of the run's window to the end of a job's last session;
   * `jobs.NAME.meanWindowSeconds`, the mean over its sessions that start after `clock.warmUp`;
   * `jobs.NAME.sessionCount`, for every enabled job; `vms.unprotected`, a count; and `totals.windowClosed`, the tasks that the
   * close of a window stopped. A run of one night has no figures of nights: they would repeat its window.
   */
  readonly figures: Readonly<Record<string, number>>;
  /**
   * For every job that states a window and had a session: whether all sessions ended in time and with all their VMs.
   */
  readonly met: Readonly<Record<string, boolean>>;
  /** What sets the lower bound (`repositories.repo1.write`); null if there is none. */
  readonly boundBy: string | null;
  /** For every job that ran: the bottleneck of its longest session. */
  readonly bottlenecks: Readonly<Record<string, string>>;
  /** The defaults behind these limits; absent: there are none, or they are unknown. */
  readonly byDefault?: OutcomeDefaults;
}

/** The default figures behind what limits a run. */
export type OutcomeDefaults = Pick<ByDefault, 'waits' | 'bound' | 'processing'>;

/** The outcome of a run: a selection of its figures. */
export function outcomeOf(
  {
    summary,
    sessions,
    columns,
    byDefault,
  }: Pick<RunResult, 'summary' | 'sessions' | 'columns' | 'byDefault'>,
  scenario: Scenario,
): Outcome {
  const marginOf = marginsOf(sessions);
  const margins = scenario.jobs.flatMap(({ name, window }) => {
    const hasMargin = window !== undefined && summary.jobs[name]!.sessions.length > 0;
    return hasMargin ? [[name, marginOf(name)] as const] : [];
  });
  const spare = margins.flatMap(([name, margin]) =>
    margin.kind === 'ended' ? [[`jobs.${name}.spareSeconds`, margin.seconds] as const] : [],
  );
  const met = margins.map(([name, margin]) => [
    name,
    margin.kind === 'ended' && margin.seconds >= 0 && isComplete(sessions, name),
  ]);
  const figures = [
    ...figuresOf(summary),
    ...meanWindows(sessions, scenario),
    ...spare,
    ...done(summary),
    ...sessionCounts(summary, scenario),
    [WINDOW_CLOSED, windowClosedIn(columns)] as const,
  ].map(([path, value]) => [path, value + 0] as const);
  return {
    fingerprint: summary.fingerprint,
    // JSON cannot hold infinite values, so they are absent; adding 0 has turned -0 into 0, which JSON preserves.
    figures: Object.fromEntries(figures.filter(([, value]) => Number.isFinite(value))),
    met: Object.fromEntries(met),
    boundBy: summary.bound?.by ?? null,
    bottlenecks: Object.fromEntries(
      Object.entries(summary.jobs).flatMap(([name, job]) =>
        job.sessions.length === 0 ? [] : [[name, bottleneckOf(job)]],
      ),
    ),
    ...present({ byDefault: outcomeDefaults(byDefault) }),
  };
}

function outcomeDefaults({ waits, bound, processing }: ByDefault): OutcomeDefaults | undefined {
  const isEmpty = Object.keys(waits).length === 0 && bound.length === 0 && processing.length === 0;
  return isEmpty ? undefined : { waits, bound, processing };
}

/** For every job whose last session ended. */
function done({ jobs, window }: Summary): Figures {
  if (window === null) return [];
  return Object.entries(jobs).flatMap(([name, { sessions }]): Figures => {
    const end = sessions.at(-1)?.endSeconds ?? null;
    return end === null ? [] : [[`jobs.${name}.doneSeconds`, end - window.startSeconds]];
  });
}

function sessionCounts({ jobs }: Summary, scenario: Scenario): Figures {
  return scenario.jobs.flatMap(
    ({ name, enabled }): Figures => (enabled ? [[sessionCount(name), jobs[name]!.sessions.length]] : []),
  );
}

/** The path of a job's number of sessions. */
function sessionCount(job: string): string {
  return `jobs.${job}.sessionCount`;
}

/** The path of the number of tasks that the close of a window stopped. */
export const WINDOW_CLOSED = 'totals.windowClosed';
const WINDOW_CLOSED_RESULT = TASK_RESULTS.indexOf('window-closed');

function windowClosedIn({ tasks: { result } }: RunResult['columns']): number {
  return result.reduce((count, one) => (one === WINDOW_CLOSED_RESULT ? count + 1 : count), 0);
}

/** For every job with a session after the warm-up in which a task started. */
function meanWindows(sessions: RunResult['sessions'], { jobs, clock }: Scenario): Figures {
  const counted = sessions.filter(
    ({ startSeconds }) => Math.round(startSeconds * SECOND_US) >= clock.warmUpUs,
  );
  return jobs.flatMap(({ name }): Figures => {
    const windows = counted.flatMap(({ job, window }) => (job === name ? (window?.seconds ?? []) : []));
    return windows.length === 0 ? [] : [[`jobs.${name}.meanWindowSeconds`, mean(windows)]];
  });
}

/** A window that cuts work off does not count as met, although the session ends in time. */
function isComplete(sessions: RunResult['sessions'], name: string): boolean {
  return sessions.every(({ job, failedVms }) => job !== name || failedVms === 0);
}

function bottleneckOf({ sessions }: JobSummary): string {
  const length = (session: JobSummary['sessions'][number]) =>
    (session.endSeconds ?? Number.POSITIVE_INFINITY) - session.startSeconds;
  return sessions.reduce((longest, session) => (length(session) > length(longest) ? session : longest))
    .bottleneck;
}

type Figures = (readonly [path: string, value: number])[];

function figuresOf(summary: Summary): Figures {
  const { window, bound, totals, jobs, proxies, datastores, repositories, links, waits, vms } = summary;
  const nights = severalNights(summary);
  return [
    ...picked('window', window, ['seconds']),
    ...picked('bound', bound, ['seconds', 'gap']),
    ...each('jobs', started(jobs), ['window', 'overrun']),
    ...Object.entries(jobs).flatMap(([name, { rpo }]) =>
      picked(`jobs.${name}.rpo`, rpo ?? null, ['longestSeconds', 'vmsBeyond']),
    ),
    ...picked('totals', totals, [
      'tasks',
      'failed',
      'unfinished',
      'retries',
      'readBytes',
      'transferredBytes',
    ]),
    ...each('proxies', proxies, ['slotUtilisation', 'cpuUtilisation', 'networkUtilisation']),
    ...each('datastores', datastores, ['utilisation']),
    ...each('repositories', repositories, ['slotUtilisation', 'writeUtilisation']),
    ...each('links', links, ['utilisation', 'transferredBytes']),
    ...Object.entries(waits).map(([cause, seconds]) => [`waits.${cause}`, seconds] as const),
    ...picked('vms', vms, ['protected']),
    ['vms.unprotected', vms.unprotected.length],
    ...picked('vms', vms, ['longestSnapshotSeconds', 'worstStunSeconds']),
    ...(nights !== undefined ? picked('nights', nights, ['medianSeconds', 'longestSeconds']) : []),
  ];
}

/** A job that never started has no window, which is not the same as 0 seconds. */
function started(jobs: Summary['jobs']): Summary['jobs'] {
  return Object.fromEntries(Object.entries(jobs).filter(([, { sessions }]) => sessions.length > 0));
}

function picked<K extends string>(
  prefix: string,
  from: Readonly<Record<K, number>> | null,
  keys: readonly K[],
): Figures {
  return from === null ? [] : keys.map((key) => [`${prefix}.${key}`, from[key]]);
}

function each<K extends string>(
  prefix: string,
  things: Readonly<Record<string, Readonly<Record<K, number>>>>,
  keys: readonly K[],
): Figures {
  return Object.entries(things).flatMap(([name, thing]) => picked(`${prefix}.${name}`, thing, keys));
}
