import type { DefaultFigure } from './limits-by-default.ts';

/** The window if a part of the design were twice as big, each found by a run of its own. */
export interface Doubled {
  /** What the windows below are: of the whole run, or where a job has several sessions, of the longest of all sessions. */
  readonly of: 'run' | 'longest-session';
  /** Seconds of the run as it is; null: nothing ran. */
  readonly windowSeconds: number | null;
  /** In the order of what they bring, the most first. */
  readonly changes: readonly DoubledChange[];
  /** Parts that were not tried, to keep to the budget; the least used. */
  readonly untried: number;
}

export interface DoubledChange {
  /** `proxies.px1.slots`, `proxies.*.cores`: as in metrics, with `*` for all of a kind. */
  readonly what: string;
  /** Each for a `run --set`; empty: settings cannot say it, since several things that differ are meant. */
  readonly set: readonly string[];
  readonly windowSeconds: number | null;
  /** Of the run as it is; less than 0: the window got longer. Null: one of the two has no window. */
  readonly savedSeconds: number | null;
  /** Where nobody wrote what is doubled. */
  readonly byDefault: readonly DefaultFigure[];
  /** VMs without protection then. */
  readonly unprotected: number;
}
