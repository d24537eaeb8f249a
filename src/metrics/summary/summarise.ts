import { largest, largestBy } from '../../collections/extremes.ts';
import { groupedBy } from '../../collections/grouped-by.ts';
import { present } from '../../collections/present.ts';
import { WAIT_CAUSES } from '../../trace/wait-cause.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { Limits } from '../bound/limits.ts';
import { lowerBound } from '../bound/lower-bound.ts';
import type { Collector } from '../collector.ts';
import type { JobPoints } from '../logs/restore-point-log.ts';
import type { TaskSpan } from '../logs/task-log.ts';
import { nightsSummary } from '../sessions/nights.ts';
import type { SessionRow } from '../sessions/session-rows.ts';
import { windowOf } from '../sessions/window.ts';
import { faultsOf } from '../troubles/faults.ts';
import { InfrastructureSummary } from './infrastructure-summary.ts';
import { modeSummaries } from './mode-summary.ts';
import {
  type JobSummary,
  type RpoSummary,
  type SessionSummary,
  type Summary,
  TASK_RESULTS,
  type TaskResult,
  type Totals,
  type WaitCause,
} from './summary.ts';

export interface Identity {
  readonly scenario: Summary['scenario'];
  readonly seed: number | string;
  readonly replication: number;
  readonly policy: string;
}

/**
 * The summary of a finished run without expectations and diagnostics, which are computed from it. Without `limits` there is
 * no lower bound.
 */
export function summarise(
  collector: Collector,
  identity: Identity,
  limits: Limits | undefined,
): Omit<Summary, 'expect' | 'diagnostics'> {
  const { model } = collector;
  const { tasks } = collector;
  const window = tasks.windowUs(collector.end.at);
  const sessions = groupedBy(collector.sessionRows, ({ job }) => job);
  const infrastructure = new InfrastructureSummary(collector, window);
  return {
    format: 'proxysim-summary/1',
    ...identity,
    fingerprint: collector.fingerprint.digest(),
    window: window === undefined ? null : windowOf(window),
    bound: boundOf(collector, window, limits),
    totals: totalsOf(collector),
    jobs: named(model.jobs, (row, name) =>
      jobSummary(sessions.get(name) ?? [], collector.restorePoints.ofJob(row)),
    ),
    proxies: named(model.proxies, (row) => infrastructure.proxy(row)),
    datastores: named(model.datastores, (row) => infrastructure.datastore(row)),
    repositories: named(model.repositories, (row) => infrastructure.repository(row)),
    hosts: named(model.hosts, (row) => infrastructure.host(row)),
    links: named(model.scenario.links, (row) => infrastructure.link(row)),
    waits: waitsOf(collector),
    vms: vmsSummary(collector),
    faults: faultsOf(collector),
    modes: modeSummaries(collector),
    nights: nightsSummary(collector.nights),
  };
}

/** A record by name, in declaration order (JavaScript puts names that look like integers first). */
function named<T>(
  things: readonly { readonly name: string }[],
  value: (row: number, name: string) => T,
): Record<string, T> {
  return Object.fromEntries(things.map(({ name }, row) => [name, value(row, name)]));
}

function boundOf(
  { model, tasks, sessions }: Collector,
  window: TaskSpan | undefined,
  limits: Limits | undefined,
): Summary['bound'] {
  if (limits === undefined || window === undefined) return null;
  const bound = lowerBound(model, tasks, sessions.sessions, limits);
  const length = (window.end - window.start) / SECOND_US;
  // A bound of 0 says nothing of a window that took time: the window is not 0 % above it, but infinitely many times as long.
  if (bound === undefined || (bound.seconds === 0 && length > 0)) return null;
  // Rounding in sums of shares may lift the bound above a window that is exactly full.
  const atMost = Math.min(bound.seconds, length);
  return { seconds: atMost, by: bound.by, gap: atMost > 0 ? length / atMost - 1 : 0 };
}

function totalsOf({ tasks: log, end }: Collector): Totals {
  const { attempt, result, readBytes, transferredBytes } = log.tasks;
  const { events, solves } = end;
  const of = new Int32Array(TASK_RESULTS.length);
  let retries = 0;
  let read = 0;
  let transferred = 0;
  for (let task = 0; task < log.count; task++) {
    of[result[task]!]!++;
    if (attempt[task]! > 1) retries++;
    read += readBytes[task]!;
    transferred += transferredBytes[task]!;
  }
  const number = (ended: TaskResult) => of[TASK_RESULTS.indexOf(ended)]!;
  return {
    tasks: log.count,
    succeeded: number('success'),
    failed: number('failed') + number('window-closed'),
    unfinished: number('unfinished'),
    retries,
    readBytes: read,
    transferredBytes: transferred,
    events,
    solves,
  };
}

function jobSummary(rows: readonly SessionRow[], points: JobPoints | undefined): JobSummary {
  return {
    window: largest(rows.map(({ window }) => window?.seconds ?? 0)) ?? 0,
    overrun: largest(rows.map(({ overrunSeconds }) => overrunSeconds)) ?? 0,
    ...present({ rpo: points && rpoSummary(points) }),
    sessions: rows.map(
      (row): SessionSummary => ({
        startSeconds: row.startSeconds,
        endSeconds: row.endSeconds,
        result: row.result,
        readBytes: row.readBytes,
        transferredBytes: row.transferredBytes,
        processingRate: row.processingRate,
        load: row.load,
        bottleneck: row.bottleneck,
        queueWait: row.queueWait,
      }),
    ),
  };
}

function rpoSummary({ objectiveUs, vms }: JobPoints): RpoSummary {
  const gaps = [...vms.values()];
  const longest = largestBy(gaps, ({ longestUs }) => longestUs);
  return {
    objectiveSeconds: objectiveUs / SECOND_US,
    longestSeconds: (longest?.longestUs ?? 0) / SECOND_US,
    longestSinceSeconds: (longest?.sinceUs ?? 0) / SECOND_US,
    vmsBeyond: gaps.filter(({ longestUs }) => longestUs > objectiveUs).length,
  };
}

function waitsOf({ tasks: log }: Collector): Record<WaitCause, number> {
  const { waitsFrom, waitsTo } = log.tasks;
  const { cause, us } = log.waits;
  const sums = new Float64Array(WAIT_CAUSES.length);
  for (let task = 0; task < log.count; task++) {
    for (let wait = waitsFrom[task]!; wait < waitsTo[task]!; wait++) sums[cause[wait]!]! += us[wait]!;
  }
  return Object.fromEntries(WAIT_CAUSES.map((name, c) => [name, sums[c]! / SECOND_US])) as Record<
    WaitCause,
    number
  >;
}

function vmsSummary({ protection, snapshots, sessionRows }: Collector): Summary['vms'] {
  const { protected: count, unprotected } = protection;
  return {
    protected: count,
    unprotected: unprotected.map(({ vm }) => vm),
    longestSnapshotSeconds: sessionRows.reduce(
      (longest, row) => Math.max(longest, row.longestSnapshotSeconds),
      0,
    ),
    worstStunSeconds: snapshots.worstStunUs / SECOND_US,
  };
}
