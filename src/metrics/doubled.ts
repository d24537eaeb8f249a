import type { DefaultFigure } from './limits/limits-by-default.ts';
import { MOVED_FULLS, SPLIT_JOB } from './moved-fulls.ts';

/** Cores of the proxy that is tried in a site without one, and so its slots: our assumption. */
export const NEW_PROXY_CORES = 4;

/** The window with one part of the design doubled, each measured by a run of its own. */
export interface Doubled {
  /** What the windows below are of: the whole run or, where that takes days whatever is doubled, a part of it. */
  readonly of: 'run' | 'longest-night' | 'longest-session';
  /** Window of the unchanged run, seconds; null: nothing ran. */
  readonly windowSeconds: number | null;
  /**
   * The job with least to spare in the unchanged run, where it does not end that window, or where late jobs could run
   * earlier: changes are then judged first by what they leave to spare. Absent: by the window.
   */
  readonly tightest?: TightestJob;
  /** Number of disks in the unchanged run, session by session, whose last attempt did not succeed. */
  readonly undone: number;
  /** Bytes that crossed links between sites in the unchanged run. Absent: there are no links. */
  readonly linkBytes?: number;
  /** What leaves most to spare first, where that is judged; then the largest saving first. */
  readonly changes: readonly DoubledChange[];
  /** Number of parts that were not tried, to stay within the budget: the least used ones. */
  readonly untried: number;
  /** Absent: no window is missed, a job did not end without faults, nothing can be tried, or there was too little budget. */
  readonly untilItFits?: UntilItFits;
}

/**
 * Changes that make a run keep the windows that it misses, all of them together. Found and measured as if the close of a window
 * stopped nothing: what is stopped has no end that could be compared.
 */
export interface UntilItFits {
  /** `DoubledChange.what` of each; the same part may be doubled twice. Empty: nothing makes every window hold. */
  readonly changes: readonly string[];
  /** Arguments for `run --set` that make all of them; empty: no settings can express them. */
  readonly set: readonly string[];
  /** How many times as much of everything that mattered was tried at most: 2, 4 or 8; 1: nothing had to be doubled. */
  readonly times: number;
  /** The job with least to spare without them; null: a job did not end. */
  readonly before: TightestJob | null;
  /** The job with least to spare with all of them; if nothing is enough, with everything that was tried. */
  readonly after: TightestJob;
  /** Whether the close of its window stops the work of that job, so that `before` is no time that the run shows. */
  readonly stops: boolean;
  /**
   * Present where nothing is enough with the faults of the run, or where a job did not end: the job with least to spare
   * without faults. If it is late, `changes`, `set` and `after` are of the run without faults.
   */
  readonly withoutFaults?: TightestJob;
  /** Number of VMs that stay unprotected with all of them. */
  readonly unprotected: number;
  readonly byDefault: readonly DefaultFigure[];
}

/** Much to buy, and cores twice as fast, which can hardly be bought; the hardest last. */
const HARD_TO_BUY = ['proxies.number', 'proxies.numberAndSlots', 'proxies.speed'];
/** The hardness of what can hardly be bought. */
export const HARDEST = HARD_TO_BUY.length;
/** Changes of when jobs run. They can help a late job without making the window of the night shorter. */
export const MOVES_JOBS: ReadonlySet<string> = new Set([
  'jobs.earlierStart',
  'jobs.ownStart',
  'jobs.priority',
]);
/** When and in which order work starts, on which days fulls are made, other settings, and how backups are laid out in files. */
export const COSTS_NOTHING: ReadonlySet<string> = new Set([
  ...MOVES_JOBS,
  MOVED_FULLS,
  SPLIT_JOB,
  'jobs.proxies',
  'policy.order',
  'vms.tracking',
  'repositories.perVmFiles',
]);

/** `proxies.px1.slots` and `proxies.*.slots` both have the kind `proxies.slots`. */
export function kindOfChange(what: string): string {
  return what.replace(/\..*\./, '.');
}

/** From 0; the larger, the harder to buy. */
export function hardnessOf(what: string): number {
  return 1 + HARD_TO_BUY.indexOf(kindOfChange(what));
}

/** The job with least time between the end of a session and the close of its window; negative if late. */
export interface TightestJob {
  readonly job: string;
  readonly spareSeconds: number;
}

export interface DoubledChange {
  /** `proxies.px1.slots`, `proxies.*.cores`: named as in metrics, with `*` for all things of a kind. */
  readonly what: string;
  /** Arguments for `run --set`; empty: no setting can express the change, because it affects several things that differ. */
  readonly set: readonly string[];
  readonly windowSeconds: number | null;
  /** Saved against the unchanged run; negative: the window got longer. Null: one of the two runs has no window. */
  readonly savedSeconds: number | null;
  /** Present where changes are judged by it; null: a session with a window did not end. */
  readonly tightest?: TightestJob | null;
  /** `linkBytes` of the changed run. */
  readonly linkBytes?: number;
  /** The defaults behind the doubled figures, where the scenario does not state them. */
  readonly byDefault: readonly DefaultFigure[];
  /** Number of unprotected VMs in the changed run. */
  readonly unprotected: number;
  /** `undone` of the changed run. */
  readonly undone: number;
}
