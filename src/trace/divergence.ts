import { groupedBy } from '../collections/grouped-by.ts';
import type { Decision, DecisionLog } from './decision-log.ts';

/** Where two logs diverge, and in which respects they differ. */
export interface LogDivergence {
  /** Number of the first decision that differs, from 0. */
  readonly index: number;
  /** The earlier time of the two decisions, whole microseconds. */
  readonly atUs: number;
  /** Null: this run had no further decision. */
  readonly was: Decision | null;
  readonly is: Decision | null;
  /** Differences over everything that both logs contain. */
  readonly changed: readonly Change[];
}

/** Differences in when something happens, where a task goes, or which decisions there are and in which order. */
export type Change = 'times' | 'placements' | 'order';

/**
 * The first decision that differs, compared by name and in whole milliseconds, as in fingerprints. Undefined: none among those
 * that `was` contains.
 */
export function firstDivergence(was: DecisionLog, is: DecisionLog): LogDivergence | undefined {
  // If the old log is truncated, what follows in the new one cannot be compared.
  const isCut = was.decisions.length < was.total;
  const before = was.decisions;
  const now = isCut ? is.decisions.slice(0, before.length) : is.decisions;
  const keys = new Keys();
  const length = Math.max(before.length, now.length);
  for (let index = 0; index < length; index++) {
    const [a, b] = [before[index], now[index]];
    if (a !== undefined && b !== undefined && keys.isSame(a, b)) continue;
    return {
      index,
      atUs: Math.min(a?.atUs ?? Number.POSITIVE_INFINITY, b?.atUs ?? Number.POSITIVE_INFINITY),
      was: a ?? null,
      is: b ?? null,
      changed: changesBetween(before, now, keys),
    };
  }
  return undefined;
}

/** Compares decisions by texts, which are cached because many decisions share a subject or a place. */
class Keys {
  readonly #texts = new Map<readonly string[], string>();

  isSame(a: Decision, b: Decision): boolean {
    return (
      this.identity(a) === this.identity(b) && milliseconds(a) === milliseconds(b) && this.isPlaceSame(a, b)
    );
  }

  /** Kind and subject, without time and place. */
  identity({ kind, subject }: Decision): string {
    return `${kind} ${this.#text(subject.words)}`;
  }

  isPlaceSame(a: Decision, b: Decision): boolean {
    if (a.place === null || b.place === null) return a.place === b.place;
    return this.#text(a.place) === this.#text(b.place);
  }

  #text(words: readonly string[]): string {
    const known = this.#texts.get(words);
    if (known !== undefined) return known;
    const text = JSON.stringify(words);
    this.#texts.set(words, text);
    return text;
  }
}

function milliseconds({ atUs }: Decision): number {
  return Math.floor(atUs / 1000);
}

function changesBetween(was: readonly Decision[], is: readonly Decision[], keys: Keys): Change[] {
  const found = new Set<Change>();
  if (was.length !== is.length || was.some((one, at) => keys.identity(one) !== keys.identity(is[at]!)))
    found.add('order');
  const before = groupedBy(was, (one) => keys.identity(one));
  for (const one of is) {
    const partner = before.get(keys.identity(one))?.shift();
    if (partner === undefined) continue;
    if (milliseconds(partner) !== milliseconds(one)) found.add('times');
    if (!keys.isPlaceSame(partner, one)) found.add('placements');
  }
  return (['times', 'placements', 'order'] as const).filter((change) => found.has(change));
}
