import { groupedBy } from '../collections/grouped-by.ts';
import type { Decision, DecisionLog } from './decision-log.ts';

/** Where two logs part, and in what they differ. */
export interface LogDivergence {
  /** Number of the first decision that differs, from 0. */
  readonly index: number;
  /** When they part: the earlier of the two, whole microseconds. */
  readonly atUs: number;
  /** Null: the run had ended. */
  readonly was: Decision | null;
  readonly is: Decision | null;
  /** In all that both keep. */
  readonly changed: readonly Change[];
}

/** When something happens, where a task goes, or which decisions there are and in which order. */
export type Change = 'times' | 'placements' | 'order';

/**
 * The first decision that is not as it was: by name, and in whole milliseconds, as fingerprints have it. Undefined: there is
 * none among those that `was` keeps.
 */
export function firstDivergence(was: DecisionLog, is: DecisionLog): LogDivergence | undefined {
  // Of a log that is cut nobody knows what came next.
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

/** What tells one decision from another, as texts; subjects and places are shared by many decisions. */
class Keys {
  readonly #texts = new Map<readonly string[], string>();

  isSame(a: Decision, b: Decision): boolean {
    return (
      this.identity(a) === this.identity(b) && milliseconds(a) === milliseconds(b) && this.isPlaceSame(a, b)
    );
  }

  /** What happened to whom, whenever and wherever. */
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
