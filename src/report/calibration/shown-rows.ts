import { moreLine } from '../../units/cut-list.ts';

/** Most rows on a terminal; large estates have more, which only the JSON lists. */
const SHOWN = 20;

export interface ShownRows<T> {
  readonly rows: readonly T[];
  /** The line below them that counts the rest, if there are more. */
  readonly more: readonly string[];
}

/** The first rows, and how many there are beyond them. */
export function firstRows<T>(all: readonly T[]): ShownRows<T> {
  return { rows: all.slice(0, SHOWN), more: moreLine(all.length - SHOWN, { tail: ' (--json)' }) };
}

/** All rows in their order, or the worst ones if there are too many. */
export function worstRows<T>(all: readonly T[], badness: (row: T) => number): ShownRows<T> {
  return firstRows(all.length <= SHOWN ? all : [...all].sort((a, b) => badness(b) - badness(a)));
}
