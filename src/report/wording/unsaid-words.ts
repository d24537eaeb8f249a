import { groupedBy } from '../../collections/grouped-by.ts';
import type { DefaultFigure } from '../../metrics/limits/limits-by-default.ts';
import { firstOf } from '../../units/cut-list.ts';
import { printable } from '../characters/printable.ts';

/** Most values of a field, and most things, named in a sentence. */
const NAMED = 4;

/**
 * `Not in the scenario: datastores.maxSnapshots (4 by default for ds1, ds3).`; undefined: all figures are stated. `about`:
 * what the figures are behind, as in `, for proxy-slot`.
 */
export function unsaidSentence(figures: readonly DefaultFigure[], about = ''): string | undefined {
  const words = unsaidWords(figures);
  return words === undefined ? undefined : `Not in the scenario${about}: ${words}.`;
}

/** The text, followed by that sentence. */
export function withUnsaid(text: string, figures: readonly DefaultFigure[]): string {
  const sentence = unsaidSentence(figures);
  return sentence === undefined ? text : `${text} ${sentence}`;
}

/** Each field with the default used: `coresPerTask (1 by default), profile (bp95 by default)`. */
function unsaidWords(figures: readonly DefaultFigure[]): string | undefined {
  if (figures.length === 0) return undefined;
  const fields = [...groupedBy(figures, ({ field }) => field)];
  return fields.map(([field, own]) => `${field} (${firstOf(own, NAMED, valueWords)})`).join(', ');
}

function valueWords({ value, things }: DefaultFigure): string {
  return `${value} by default${things.length === 0 ? '' : ` for ${firstOf(things, NAMED, printable)}`}`;
}

/** Names each default only once in a text, where it first matters. */
export class UnsaidOnce {
  readonly #told = new Set<string>();

  /** Returns those of the figures that have not been named yet, and marks them as named. */
  fresh(figures: readonly DefaultFigure[]): readonly DefaultFigure[] {
    const key = ({ field, value }: DefaultFigure) => JSON.stringify([field, value]);
    const fresh = figures.filter((figure) => !this.#told.has(key(figure)));
    for (const figure of fresh) this.#told.add(key(figure));
    return fresh;
  }

  /** The sentence about those of the figures that have not been named yet; empty if all have. */
  sentences(figures: readonly DefaultFigure[] = [], about = ''): string[] {
    return [unsaidSentence(this.fresh(figures), about)].filter((sentence) => sentence !== undefined);
  }

  /** Lines that name the defaults behind the text above them. */
  lines(figures: readonly DefaultFigure[]): string[] {
    const words = unsaidWords(this.fresh(figures));
    return words === undefined ? [] : [`not in the scenario: ${words}`];
  }
}
