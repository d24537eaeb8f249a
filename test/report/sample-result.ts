import { rowsAsColumns } from '../../src/bench/page/rows-as-columns.ts';
import type { TaskRow } from '../../src/metrics/columns/task-rows.ts';
import type { WorkDone } from '../../src/metrics/limits/work-done.ts';
import type { RunResult } from '../../src/metrics/run-result.ts';
import { nightsOf } from '../../src/metrics/sessions/nights.ts';
import type { SessionRow } from '../../src/metrics/sessions/session-rows.ts';
import type { Bottleneck, Summary } from '../../src/metrics/summary/summary.ts';
import { WAIT_CAUSES } from '../../src/trace/wait-cause.ts';
import { snapshotFigures, utilisationColumns } from '../helpers/columns-of-rows.ts';

const NO_WAITS = Object.fromEntries(WAIT_CAUSES.map((cause) => [cause, 0])) as Summary['waits'];

/** What a datastore without a latency model says. */
export const NO_LATENCY = { peakLatencySeconds: 0, secondsStopped: 0, secondsThrottled: 0 } as const;

/** A task that got what it wanted; tests change what they are about. */
export function taskRow(changes: Partial<TaskRow> = {}): TaskRow {
  return {
    job: 'nightly',
    session: 1,
    attempt: 1,
    vm: 'app01',
    disk: '0',
    proxy: 'px1',
    mode: 'hotadd',
    repository: 'repo1',
    readySeconds: 7200,
    startSeconds: 7215.5,
    transferStartSeconds: 7275.5,
    transferEndSeconds: 7575.5,
    endSeconds: 7600,
    queueWaitSeconds: 15.5,
    readBytes: 60_000_000_000,
    transferredBytes: 30_000_000_000,
    result: 'success',
    bottleneck: 'source',
    waitedFor: [
      { cause: 'proxy-slot', seconds: 12.5 },
      { cause: 'ram', seconds: 3 },
    ],
    decidedBy: 'load-ratio',
    secondProxy: null,
    secondMode: null,
    interruptions: 0,
    interruptedSeconds: 0,
    ...changes,
  };
}

const NIGHTLY = {
  startSeconds: 7200,
  endSeconds: 25_200,
  result: 'success',
  readBytes: 9_000_000_000_000,
  transferredBytes: 4_500_000_000_000,
  processingRate: 750_000_000,
  load: { source: 0.86, proxy: 0.54, network: 0.56, target: 0.42 },
  bottleneck: 'source',
  queueWait: { mean: 300, p95: 900, max: 1200.25 },
} as const;

const DATABASES = {
  startSeconds: 7500,
  endSeconds: 18_300,
  result: 'warning',
  readBytes: 1_000_000_000_000,
  transferredBytes: 600_000_000_000,
  processingRate: 100_000_000,
  load: { source: 0.2, proxy: 0.99, network: 0.1, target: 0.05 },
  bottleneck: 'proxy',
  queueWait: { mean: 30, p95: 90, max: 120 },
} as const;

export function sessionRow(changes: Partial<SessionRow> = {}): SessionRow {
  return {
    ...NIGHTLY,
    job: 'nightly',
    session: 1,
    kind: 'incremental',
    tasks: 40,
    succeeded: 40,
    window: { startSeconds: 0, endSeconds: 17_900, seconds: 17_900 },
    closesSeconds: 36_000,
    overrunSeconds: 0,
    longestSnapshotSeconds: 1800,
    attempts: 1,
    transforms: 0,
    transformSeconds: 0,
    failedVms: 0,
    ...changes,
  };
}

const NO_TIME = { preparingSeconds: 0, openingSeconds: 0, transferSeconds: 0, closingSeconds: 0 };

/** 30 GB in 200 s by san, 16 GB in 160 s by hotadd, 4 GB in 100 s by nbd: 150, 100 and 40 MB/s. */
const MODES: Summary['modes'] = {
  san: {
    ...NO_TIME,
    tasks: 15,
    readBytes: 15 * 30e9,
    openingSeconds: 5,
    transferSeconds: 200,
    taskRate: 150e6,
  },
  hotadd: {
    tasks: 28,
    readBytes: 28 * 16e9,
    preparingSeconds: 10,
    openingSeconds: 30,
    transferSeconds: 160,
    closingSeconds: 20,
    taskRate: 100e6,
  },
  nbd: { ...NO_TIME, tasks: 2, readBytes: 8e9, openingSeconds: 2, transferSeconds: 100, taskRate: 40e6 },
};

/** The figures of a night with two jobs that both fit; written by hand, no simulation behind it. */
export function summary(changes: Partial<Summary> = {}): Summary {
  return {
    format: 'proxysim-summary/1',
    scenario: { name: 'Two hosts, one night', file: 'scenarios/night.yaml', sha256: 'a'.repeat(64) },
    seed: 42,
    replication: 0,
    policy: 'rts',
    fingerprint: '00c0ffee00c0ffee@1',
    window: { startSeconds: 7215.5, endSeconds: 25_115.5, seconds: 17_900 },
    bound: { seconds: 16_200, by: 'datastores.ds1.read', gap: 17_900 / 16_200 - 1 },
    totals: {
      tasks: 44,
      succeeded: 44,
      failed: 0,
      unfinished: 0,
      retries: 1,
      readBytes: 10_000_000_000_000,
      transferredBytes: 5_100_000_000_000,
      events: 1234,
      solves: 321,
    },
    jobs: {
      nightly: { window: 17_900, overrun: 0, sessions: [NIGHTLY] },
      databases: { window: 10_700, overrun: 0, sessions: [DATABASES] },
    },
    proxies: {
      px1: {
        slots: 8,
        tasks: 30,
        slotUtilisation: 0.93,
        cpuUtilisation: 0.61,
        networkUtilisation: 0.2,
        peakTasks: 8,
        modes: { hotadd: 28, nbd: 2 },
        knee: 8,
        shareAboveKnee: 0,
        dataMovers: { read: 8, write: 0 },
        peakMemoryBytes: 10e9,
      },
      san1: {
        slots: 4,
        tasks: 15,
        slotUtilisation: 0.305,
        cpuUtilisation: 0.25,
        networkUtilisation: 0.11,
        peakTasks: 4,
        modes: { san: 15 },
        knee: 4,
        shareAboveKnee: 0,
        dataMovers: { read: 4, write: 0 },
        peakMemoryBytes: 6e9,
      },
    },
    datastores: {
      ds1: { utilisation: 0.9, peakTasks: 8, peakSnapshots: 4, ...NO_LATENCY },
      ds2: { utilisation: 0.4, peakTasks: 1, peakSnapshots: 1, ...NO_LATENCY },
    },
    repositories: {
      repo1: {
        slotUtilisation: 0.5,
        writeUtilisation: 0.6,
        peakTasks: 12,
        dataMovers: { read: 0, write: 12 },
        peakMemoryBytes: 16e9,
      },
    },
    hosts: { esx1: { networkUtilisation: 0.1, managementUtilisation: 0.05, peakNbdDisks: 2 } },
    links: {},
    waits: { ...NO_WAITS, 'proxy-slot': 9000, 'datastore-snapshots': 1000, ram: 12 },
    vms: { protected: 22, unprotected: [], longestSnapshotSeconds: 1800, worstStunSeconds: 0.5 },
    expect: [{ metric: 'jobs.nightly.window', value: 17_900, max: 28_800, ok: true }],
    diagnostics: [],
    faults: [],
    modes: MODES,
    nights: { count: 1, medianSeconds: 17_900, longestSeconds: 17_900 },
    ...changes,
  };
}

/** The sessions of a summary, with the seconds that each may take, by job. */
export function sessionsOf({ jobs }: Summary, allowedSeconds: ReadonlyMap<string, number>): SessionRow[] {
  return Object.entries(jobs).flatMap(([job, { sessions, window: seconds }]) =>
    sessions.map((session, i) => {
      const allowed = allowedSeconds.get(job);
      const closesSeconds = allowed === undefined ? null : session.startSeconds + allowed;
      const { startSeconds } = session;
      const window = { startSeconds, endSeconds: startSeconds + seconds, seconds };
      return sessionRow({ ...session, job, session: i + 1, closesSeconds, window });
    }),
  );
}

export function runResult(changes: Partial<RunResult> = {}): RunResult {
  const result: Omit<RunResult, 'columns' | 'work' | 'nights'> = {
    limitedBy: [],
    capacityUse: new Map(),
    farReads: [],
    summary: summary(),
    tasks: [
      taskRow(),
      taskRow({
        job: 'databases',
        vm: 'sql01',
        proxy: 'san1',
        mode: 'san',
        bottleneck: 'proxy',
        readBytes: 20e9,
      }),
    ],
    sessions: [
      sessionRow(),
      sessionRow({
        ...DATABASES,
        job: 'databases',
        tasks: 4,
        succeeded: 4,
        window: { startSeconds: 0, endSeconds: 10_700, seconds: 10_700 },
        closesSeconds: null,
      }),
    ],
    utilisation: [
      { seconds: 7500, resource: 'proxies.px1.slots', value: 0.5 },
      { seconds: 7500, resource: 'tasks.running', value: 4.25 },
    ],
    waits: [{ job: 'nightly', cause: 'proxy-slot', tasks: 12, seconds: 9000 }],
    snapshots: [],
    events: [],
    transforms: [],
    oversubscribed: [],
    unprotected: [],
    reach: {
      proxies: ['px1', 'san1'],
      datastores: ['ds1'],
      cells: [
        {
          proxy: 0,
          datastore: 0,
          possible: ['hotadd', 'nbd'],
          used: [{ mode: 'hotadd', tasks: 30 }],
        },
        { proxy: 1, datastore: 0, possible: ['san', 'nbd'], used: [{ mode: 'san', tasks: 14 }] },
      ],
    },
    scaleOut: [],
    assumptions: [],
    byDefault: { waits: {}, bound: [], processing: [], stopping: [], throttling: [] },
    ...changes,
  };
  const { tasks, utilisation, snapshots } = result;
  const columns = {
    tasks: rowsAsColumns(tasks),
    utilisation: [utilisationColumns(utilisation)],
    snapshots: snapshotFigures(snapshots),
  };
  return {
    ...result,
    columns,
    work: workOf(tasks),
    nights: nightsOf(result.sessions, { clockStartUs: 0, follows: new Map() }),
  };
}

function workOf(tasks: readonly TaskRow[]): WorkDone {
  const judged = tasks.filter(({ bottleneck }) => bottleneck !== null);
  const bytes: Partial<Record<Bottleneck, number>> = {};
  for (const { bottleneck, readBytes } of judged) bytes[bottleneck!] = (bytes[bottleneck!] ?? 0) + readBytes;
  const held = tasks.map(({ startSeconds, endSeconds }) => (endSeconds ?? 0) - (startSeconds ?? 0));
  return { bytes, judged: judged.length, heldSeconds: held.reduce((sum, own) => sum + Math.max(0, own), 0) };
}

/** Monday 2026-01-05T20:00, in microseconds since 1970-01-01T00:00. */
export const MONDAY_20_00_US = Date.UTC(2026, 0, 5, 20) * 1000;
