import type { SnapshotColumns } from '../../metrics/columns/snapshot-columns.ts';
import type { TaskColumns } from '../../metrics/columns/task-columns.ts';
import type { Doubled } from '../../metrics/doubled.ts';
import type { ByDefault, DefaultFigure } from '../../metrics/limits/limits-by-default.ts';
import type { ThingWaitRow, WaitRow } from '../../metrics/limits/wait-rows.ts';
import type { WorkDone } from '../../metrics/limits/work-done.ts';
import type { Reach } from '../../metrics/reach/reach.ts';
import type { ScaleOutRepository } from '../../metrics/scale-out.ts';
import type { Night } from '../../metrics/sessions/nights.ts';
import type { SessionRow } from '../../metrics/sessions/session-rows.ts';
import type { Summary } from '../../metrics/summary/summary.ts';
import type { EventRow } from '../../metrics/troubles/events.ts';
import type { UnprotectedVm } from '../../metrics/troubles/protection.ts';
import type { OversubscribedProxy } from '../../metrics/use/oversubscription.ts';
import type { Assumption } from '../../scenario/assumptions.ts';
import type { Balance } from './balance.ts';
import type { Concurrency } from './concurrency.ts';
import type { Curves } from './longest-night.ts';
import type { ReportWords } from './report-words.ts';
import type { Timeline } from './timeline.ts';
import type { UsedOverTime } from './used-over-time.ts';

export const REPORT_FORMAT = 'proxysim-report/11';

/**
 * All that the page, the charts and `report.md` show of one run, so that they can be made again without simulating.
 * Plain data: what has one row per task is in typed arrays, one per column. Times are seconds from `clock.start`
 * unless stated otherwise, amounts bytes, shares 0 to 1.
 */
export interface ReportData {
  readonly format: typeof REPORT_FORMAT;
  readonly origin: Origin;
  /** As in `summary.json`. */
  readonly summary: Summary;
  /** Start of the simulated time: microseconds since 1970-01-01T00:00, local. */
  readonly clockStartUs: number;
  /** The answer in words, as on the terminal. */
  readonly words: ReportWords;
  readonly sessions: readonly SessionRow[];
  /** In the order of time. */
  readonly nights: readonly Night[];
  readonly waits: readonly WaitRow[];
  readonly work: WorkDone;
  /** In the order of `summary.vms.unprotected`. */
  readonly unprotected: readonly UnprotectedVm[];
  readonly oversubscribed: readonly OversubscribedProxy[];
  readonly scaleOut: readonly ScaleOutRepository[];
  readonly assumptions: readonly Assumption[];
  readonly byDefault: ByDefault;
  readonly events: EventsData;
  readonly reach: Reach;
  /** Null if there are fewer than two proxies to compare. */
  readonly balance: Balance | null;
  readonly tasks: TaskColumns;
  readonly snapshots: SnapshotColumns;
  /** Null if no task was ever ready. */
  readonly timeline: Timeline | null;
  /** The same of the longest night, in finer steps; null if the run has not several nights. */
  readonly longestNight: Curves | null;
  /** Null for runs of a day or less. */
  readonly concurrency: Concurrency | null;
  /** On the steps of the timeline; null if that is null. */
  readonly used: UsedOverTime | null;
  readonly criticalPath: Found<CriticalPathData>;
  readonly doubled: Found<Doubled>;
  readonly waitsByThing: Found<readonly ThingWaitRow[]>;
}

/** How to repeat the run. */
export interface Origin {
  /** Version of the program. */
  readonly version: string;
  readonly command: string;
  /**
   * What the command changes: each `PATH=VALUE` that was set, and options such as `--until 3h`. Policy and seed are in
   * the summary. Absent in results of earlier versions.
   */
  readonly settings?: readonly string[];
}

/** A result that costs more than the run itself, or why it was left out and how to get it. */
export type Found<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'left-out'; readonly why: string };

export interface EventsData {
  readonly count: number;
  /** The first events in order of time, as many as are worth showing; `events.csv` has them all. */
  readonly first: readonly EventRow[];
}

/** The chain of tasks that determined the end of the window. */
export interface CriticalPathData {
  readonly startSeconds: number;
  /** The event that the first link began with. */
  readonly begins: string;
  /** In order of time, each beginning when the one before ended. A long chain is cut to its beginning and its end. */
  readonly links: readonly ChainLink[];
  /** Number of links of the whole chain. */
  readonly length: number;
  readonly slackOfJobs: readonly {
    readonly job: string;
    readonly endSeconds: number;
    readonly slackSeconds: number;
  }[];
  readonly tasksWithoutSlack: number;
  /** The defaults behind what its tasks waited for. */
  readonly byDefault: readonly DefaultFigure[];
}

export interface ChainLink {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** Who was at work during the link. */
  readonly who: string;
  /** What its end released for the next link. */
  readonly gave: string;
}
