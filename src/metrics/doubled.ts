import type { DefaultFigure } from './limits-by-default.ts';

/** Cores of the proxy that is tried in a site without one, and so its slots: our assumption. */
export const NEW_PROXY_CORES = 4;

/** The window with one part of the design doubled, each measured by a run of its own. */
export interface Doubled {
  /** What the windows below are of: the whole run or, where that takes days whatever is doubled, a part of it. */
  readonly of: 'run' | 'longest-night' | 'longest-session';
  /** Window of the unchanged run, seconds; null: nothing ran. */
  readonly windowSeconds: number | null;
  /**
   * The job with least to spare in the unchanged run, where it does not end that window: changes are then judged first by what they
   * leave to spare. Absent: by the window.
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
