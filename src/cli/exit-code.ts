/** What a command tells the shell. */
export const EXIT = {
  fine: 0,
  /** An expectation is missed, or a result differs from its baseline. */
  missed: 1,
  /** Bad usage or bad input. */
  badInput: 2,
  /** A bug in this program. */
  bug: 70,
  /** Ctrl-C, as shells report it (128 + SIGINT), and SIGTERM. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Of several files the worst counts: bad input before a missed expectation before fine. */
export function worseOf(a: ExitCode, b: ExitCode): ExitCode {
  return Math.max(a, b) as ExitCode;
}

/** Hears how a command has ended. */
export type Ended = (code: ExitCode) => void;
