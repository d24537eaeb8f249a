/** The exit codes of a command. */
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

/** The exit code for several files is that of the worst one: bad input, then a missed expectation, then success. */
export function worseOf(a: ExitCode, b: ExitCode): ExitCode {
  return Math.max(a, b) as ExitCode;
}

/** Called with a command's exit code when it has ended. */
export type Ended = (code: ExitCode) => void;
