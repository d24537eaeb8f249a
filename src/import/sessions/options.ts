/** What the user may decide about a scenario of past sessions; the rest are assumptions written into it. */
export interface SessionsOptions {
  /** Name of the scenario; default `Sessions import`. */
  readonly name?: string;
  /** Ordinary increments of each job that its figures come from, the last ones; default 10. */
  readonly last?: number;
  /**
   * Midnight of the day whose night is replayed, microseconds since 1970-01-01T00:00: from its noon to the next.
   * Default: an ordinary night.
   */
  readonly nightUs?: number;
}

export const LAST_SESSIONS = 10;
