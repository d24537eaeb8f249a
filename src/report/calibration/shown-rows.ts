import { moreLine } from '../../units/cut-list.ts';

/** Rows on a terminal: those of a large estate are for programs. */
const SHOWN = 20;

export interface ShownRows<T> {
  readonly rows: readonly T[];
  /** What stands below them where there are more. */
  readonly more: readonly string[];
}

/** The first rows. */
export function firstRows<T>(all: readonly T[]): ShownRows<T> {
  return { rows: all.slice(0, SHOWN), more: moreLine(all.length - SHOWN, { tail: ' (--json)' }) };
}

/** All rows as they are, or of too many the worst ones. */
export function worstRows<T>(all: readonly T[], badness: (row: T) => number): ShownRows<T> {
  return firstRows(all.length <= SHOWN ? all : [...all].sort((a, b) => badness(b) - badness(a)));
}
