import type { SnapshotColumns, SnapshotFigures } from '../../metrics/columns/snapshot-columns.ts';
import type { TaskColumns, TaskFigures } from '../../metrics/columns/task-columns.ts';
import type { Doubled } from '../../metrics/doubled.ts';
import type { LeftToChance } from '../../metrics/left-to-chance.ts';
import type { ThingWaitRow } from '../../metrics/limits/wait-rows.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import { wallClock } from '../wording/clock.ts';
import { balanceOf } from './balance.ts';
import { concurrencyOf } from './concurrency.ts';
import { longestNightCurves } from './longest-night.ts';
import {
  type CriticalPathData,
  type Found,
  type Origin,
  REPORT_FORMAT,
  type ReportData,
} from './report-data.ts';
import { wordsOf } from './report-words.ts';
import { timelineOf } from './timeline.ts';
import { usedOverTime } from './used-over-time.ts';

/** Most events listed individually. */
const EVENTS_TOLD = 500;

/** The parts of a report that a run does not provide by itself. */
export interface ReportExtras {
  readonly origin: Origin;
  readonly criticalPath: Found<CriticalPathData>;
  readonly doubled: Found<Doubled>;
  readonly waitsByThing: Found<readonly ThingWaitRow[]>;
  /** What was drawn at random, if other draws are not shown beside this run; absent: nothing is said of it. */
  readonly leftToChance?: readonly LeftToChance[];
}

/** Everything that the reports show of a run, from its result and its scenario. */
export function reportData(result: RunResult, scenario: Scenario, extras: ReportExtras): ReportData {
  const { summary, sessions, columns } = result;
  const { leftToChance: _told, ...found } = extras;
  const { startUs: clockStartUs, sampleUs } = scenario.clock;
  const sampleSeconds = sampleUs / SECOND_US;
  const tasks = keptTasks(columns.tasks);
  const endSeconds = endOf(result);
  const timeline = timelineOf(tasks, endSeconds);
  return {
    format: REPORT_FORMAT,
    ...found,
    summary,
    clockStartUs,
    words: wordsOf({ result, clock: wallClock(clockStartUs) }, extras),
    sessions,
    nights: result.nights,
    waits: result.waits,
    work: result.work,
    unprotected: result.unprotected,
    oversubscribed: result.oversubscribed,
    scaleOut: result.scaleOut,
    assumptions: result.assumptions,
    byDefault: result.byDefault,
    events: { count: result.events.length, first: result.events.slice(0, EVENTS_TOLD) },
    reach: result.reach,
    balance: balanceOf(summary, tasks),
    tasks,
    snapshots: keptSnapshots(columns.snapshots),
    timeline,
    concurrency: concurrencyOf(tasks, sessions, clockStartUs, endSeconds),
    used: timeline === null ? null : usedOverTime(columns.utilisation, timeline, sampleSeconds),
    longestNight: longestNightCurves(result.nights, {
      tasks,
      endSeconds,
      utilisation: columns.utilisation,
      sampleSeconds,
    }),
  };
}

/** Nothing: it does not compile where a column is kept that the page does not show. */
type Beyond<Kept, Shown> = Record<Exclude<keyof Kept, keyof Shown>, never>;

/** The columns that the page shows, without the others of `tasks.csv`. */
function keptTasks(figures: TaskFigures): TaskColumns {
  const { queueWaitSeconds: _wait, interruptions: _count, interruptedSeconds: _paused, ...kept } = figures;
  return kept satisfies Beyond<typeof kept, TaskColumns>;
}

/** The same of `snapshots.csv`. */
function keptSnapshots(snapshots: SnapshotFigures): SnapshotColumns {
  const { attempt: _attempt, removalStart: _start, gone: _gone, ...rest } = snapshots;
  const { creationStunSeconds: _creation, removalStunSeconds: _removal, ...kept } = rest;
  return kept satisfies Beyond<typeof kept, SnapshotColumns>;
}

/** The last instant that the result covers: whatever had not ended by then had not ended when the run was cut off. */
function endOf({ summary, sessions }: RunResult): number {
  const ends = sessions.map(({ endSeconds, startSeconds }) => endSeconds ?? startSeconds);
  return ends.reduce((last, end) => Math.max(last, end), summary.window?.endSeconds ?? 0);
}
