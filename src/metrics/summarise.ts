import { WAIT_CAUSES } from '../trace/wait-cause.ts';
import type { Limits } from './bound/limits.ts';
import { lowerBound } from './bound/lower-bound.ts';
import type { Collector } from './collector.ts';
import { faultsOf } from './faults.ts';
import type { TaskLog } from './logs/task-log.ts';
import { seconds } from './rows.ts';
import {
  type DatastoreSummary,
  type HostSummary,
  type JobSummary,
  type ProxySummary,
  type RepositorySummary,
  type SessionRow,
  type SessionSummary,
  type Summary,
  TASK_RESULTS,
  type TaskResult,
  type Totals,
  type WaitCause,
} from './summary.ts';

/** From the first start to the last end, microseconds. */
type Window = NonNullable<ReturnType<TaskLog['windowUs']>>;

export interface Identity {
  readonly scenario: Summary['scenario'];
  readonly seed: number | string;
  readonly replication: number;
  readonly policy: string;
}

/**
 * The figures of a finished run but for the expectations and the diagnostics, which need them. `limits`: for the lower
 * bound; without it there is none.
 */
export function summarise(
  collector: Collector,
  identity: Identity,
  limits: Limits | undefined,
): Omit<Summary, 'expect' | 'diagnostics'> {
  const { model } = collector;
  const { tasks } = collector;
  const window = tasks.windowUs(collector.end.at);
  const rows = collector.sessionRows;
  const shares = new Shares(collector, window);
  return {
    format: 'proxysim-summary/1',
    ...identity,
    fingerprint: collector.fingerprint.digest(),
    window:
      window === undefined
        ? null
        : {
            startSeconds: seconds(window.start),
            endSeconds: seconds(window.end),
            seconds: seconds(window.end - window.start),
          },
    bound: boundOf(collector, window, limits),
    totals: totalsOf(collector),
    jobs: named(model.jobs, (_, name) => jobSummary(rows.filter((row) => row.job === name))),
    proxies: named(model.proxies, (row) => shares.proxy(row)),
    datastores: named(model.datastores, (row) => shares.datastore(row)),
    repositories: named(model.repositories, (row) => shares.repository(row)),
    hosts: named(model.hosts, (row) => shares.host(row)),
    links: named(model.scenario.links, (row) => shares.link(row)),
    waits: waitsOf(collector),
    vms: vmsSummary(collector),
    faults: faultsOf(collector),
  };
}

/** A record by name, in declaration order (names that look like numbers come first, as the language has it). */
function named<T>(
  things: readonly { readonly name: string }[],
  value: (row: number, name: string) => T,
): Record<string, T> {
  return Object.fromEntries(things.map(({ name }, row) => [name, value(row, name)]));
}

function boundOf(
  { model, tasks, sessions }: Collector,
  window: Window | undefined,
  limits: Limits | undefined,
): Summary['bound'] {
  if (limits === undefined || window === undefined) return null;
  const bound = lowerBound(model, tasks, sessions.sessions, limits);
  if (bound === undefined) return null;
  // Sums of shares may lie above an exactly full window by their rounding.
  const length = seconds(window.end - window.start);
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

function jobSummary(rows: readonly SessionRow[]): JobSummary {
  return {
    window: Math.max(0, ...rows.map((row) => row.windowSeconds ?? 0)),
    overrun: Math.max(0, ...rows.map((row) => row.overrunSeconds)),
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

function waitsOf({ tasks: log }: Collector): Record<WaitCause, number> {
  const { waitsFrom, waitsTo } = log.tasks;
  const { cause, us } = log.waits;
  const sums = new Float64Array(WAIT_CAUSES.length);
  for (let task = 0; task < log.count; task++) {
    for (let wait = waitsFrom[task]!; wait < waitsTo[task]!; wait++) sums[cause[wait]!]! += us[wait]!;
  }
  return Object.fromEntries(WAIT_CAUSES.map((name, c) => [name, seconds(sums[c]!)])) as Record<
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
    worstStunSeconds: seconds(snapshots.worstStunUs),
  };
}

/** Shares of the observed interval: the run's window, or its part after the warm-up. */
class Shares {
  readonly #collector: Collector;
  readonly #endUs: number;
  readonly #lengthUs: number;

  constructor(collector: Collector, window: Window | undefined) {
    const { warmUpUs } = collector.model.scenario.clock;
    this.#collector = collector;
    this.#endUs = collector.end.at;
    this.#lengthUs = window === undefined ? 0 : Math.max(0, window.end - Math.max(window.start, warmUpUs));
  }

  /** Mean use of a resource; 0 for an unlimited one. */
  of(resource: number): number {
    const busy = this.#collector.end.busySeconds[resource] ?? 0;
    return this.#lengthUs === 0 ? 0 : Math.min(1, busy / seconds(this.#lengthUs));
  }

  proxy(row: number): ProxySummary {
    const { occupancy, movers, model } = this.#collector;
    const { slots, coresResource, inboundResource, outboundResource } = model.proxies[row]!;
    const modes = occupancy.modesOf(row);
    return {
      slots,
      tasks: [...modes.values()].reduce((sum, count) => sum + count, 0),
      slotUtilisation: this.#slots(occupancy.proxyTasks.integralUs(row, this.#endUs), slots),
      cpuUtilisation: this.of(coresResource),
      networkUtilisation: Math.max(this.of(inboundResource), this.of(outboundResource)),
      peakTasks: occupancy.proxyTasks.peak(row),
      modes: Object.fromEntries(modes),
      knee: occupancy.knees[row]!,
      shareAboveKnee: this.#slots(occupancy.proxyAboveKnee.integralUs(row, this.#endUs), 1),
      dataMovers: movers.ofProxy(row),
      peakMemoryBytes: movers.proxyMemory(row),
    };
  }

  datastore(row: number): DatastoreSummary {
    const { occupancy, latency, model } = this.#collector;
    const { peakSeconds, stoppedSeconds, throttledSeconds } = latency.of(row, this.#endUs);
    return {
      utilisation: Math.max(
        this.of(model.datastores[row]!.readResource),
        this.of(model.datastores[row]!.writeResource),
      ),
      peakTasks: occupancy.datastoreTasks.peak(row),
      peakSnapshots: occupancy.datastoreSnapshots.peak(row),
      peakLatencySeconds: peakSeconds,
      secondsStopped: stoppedSeconds,
      secondsThrottled: throttledSeconds,
    };
  }

  repository(row: number): RepositorySummary {
    const { occupancy, movers, model } = this.#collector;
    const { slots, writeResource } = model.repositories[row]!;
    return {
      slotUtilisation: this.#slots(occupancy.repositorySlots.integralUs(row, this.#endUs), slots),
      writeUtilisation: this.of(writeResource),
      peakTasks: occupancy.repositoryTasks.peak(row),
      dataMovers: movers.ofRepository(row),
      peakMemoryBytes: movers.repositoryMemory(row),
    };
  }

  host(row: number): HostSummary {
    const { occupancy, model } = this.#collector;
    const { networkResource, networkWriteResource, managementResource } = model.hosts[row]!;
    return {
      networkUtilisation: Math.max(this.of(networkResource), this.of(networkWriteResource)),
      managementUtilisation: this.of(managementResource),
      peakNbdDisks: occupancy.hostNbdDisks.peak(row),
    };
  }

  link(row: number): { readonly utilisation: number } {
    const { there, back } = this.#collector.model.linkResources[row]!;
    return { utilisation: Math.max(this.of(there), this.of(back)) };
  }

  #slots(integralUs: number, slots: number): number {
    return this.#lengthUs === 0 || !Number.isFinite(slots) ? 0 : integralUs / this.#lengthUs / slots;
  }
}
