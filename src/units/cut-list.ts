import { counted } from './counted.ts';

interface Ending {
  /** What is left out, in the singular: `and 3 more jobs` of `more job`. Without it just `more`. */
  readonly noun?: string;
  /** What is said of those that are left out, or where they are: `and 3 more, less busy`. */
  readonly tail?: string;
}

/** How a list ends that shows less than there is: `and 3 more`. */
export function andMore(left: number, { noun, tail = '' }: Ending = {}): string {
  return `and ${noun === undefined ? `${left} more` : counted(left, noun)}${tail}`;
}

/** The same as a line below a list of lines; none where nothing is left out. */
export function moreLine(left: number, ending: Ending & { readonly indent?: string } = {}): string[] {
  const { indent = '  ' } = ending;
  return left > 0 ? [`${indent}${andMore(left, ending)}`] : [];
}

/** The first few in a sentence, and how many more there are: `vm1, vm2 and 3 more`. */
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
