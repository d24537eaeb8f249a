import { counted } from './counted.ts';

interface Ending {
  /** What is left out, in the singular: `more job` gives `and 3 more jobs`. Default: `more`. */
  readonly noun?: string;
  /** Added at the end, for example where to find the rest: `and 3 more, less busy`. */
  readonly tail?: string;
}

/** The end of a shortened list: `and 3 more`. */
export function andMore(left: number, { noun, tail = '' }: Ending = {}): string {
  return `and ${noun === undefined ? `${left} more` : counted(left, noun)}${tail}`;
}

/** The same as a line of its own; no line if nothing is left out. */
export function moreLine(left: number, ending: Ending & { readonly indent?: string } = {}): string[] {
  const { indent = '  ' } = ending;
  return left > 0 ? [`${indent}${andMore(left, ending)}`] : [];
}

/** The first items, at most `most`, and how many more there are: `vm1, vm2 and 3 more`. */
export function firstOf<Item>(
  items: readonly Item[],
  most: number,
  textOf: (item: Item) => string = String,
): string {
  const shown = items
    .slice(0, most)
    .map((item) => textOf(item))
    .join(', ');
  return items.length > most ? `${shown} ${andMore(items.length - most)}` : shown;
}
