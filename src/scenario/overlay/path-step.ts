import { addTo } from '../../collections/grouped-by.ts';
import { globMatcher, isGlob } from '../names/glob.ts';
import { type Located, nameOf } from '../tree/located.ts';
import { nameOrSites } from '../tree/name-by-sites.ts';

/** The end of the path step that begins at `offset`. */
export function stepEnd(path: string, offset: number): number {
  const dot = path.indexOf('.', offset);
  return dot < 0 ? path.length : dot;
}

/** A step of a path into a list: it begins at `offset`, and `nameKey` is the field that names the items. */
export interface ListStep {
  readonly path: string;
  readonly offset: number;
  readonly nameKey: string;
}

/** Resolves steps of paths into lists. Each list is indexed once, however many paths lead into it. */
export class ListSteps {
  readonly #rows = new WeakMap<readonly Located[], RowsByName>();

  /**
   * Rows that a step selects, each with the offset where the path continues. Names may contain dots: the longest match
   * wins.
   */
  rowsMeant(items: readonly Located[], { path, offset, nameKey }: ListStep): Map<number, number> {
    const end = stepEnd(path, offset);
    const step = path.slice(offset, end);
    if (isGlob(step)) return rowsLike(items, step, nameKey, end + 1);
    const byName = this.#byName(items, nameKey);
    for (let to = path.length; to >= offset; to = to === 0 ? -1 : path.lastIndexOf('.', to - 1)) {
      const rows = byName.get(path.slice(offset, to));
      if (rows !== undefined) return new Map(rows.map((row) => [row, to + 1]));
    }
    // An item without a name is selected by its number.
    const row = Number(step);
    const isNumber =
      `${row}` === step && items[row] !== undefined && nameOf(items[row], nameKey) === undefined;
    return new Map(isNumber ? [[row, end + 1]] : []);
  }

  /** Reuses the index of a list for the list that replaces it, if the changed rows kept their names. */
  replaced(before: readonly Located[], after: readonly Located[], rows: Iterable<number>): void {
    const known = this.#rows.get(before);
    if (known === undefined) return;
    for (const row of rows)
      if (nameOrSites(before[row]!, known.nameKey) !== nameOrSites(after[row]!, known.nameKey)) return;
    this.#rows.set(after, known);
  }

  #byName(items: readonly Located[], nameKey: string): ReadonlyMap<string, readonly number[]> {
    const known = this.#rows.get(items);
    if (known?.nameKey === nameKey) return known.byName;
    const byName = new Map<string, number[]>();
    for (const [row, item] of items.entries()) {
      const name = nameOrSites(item, nameKey);
      if (name !== undefined) addTo(byName, name, row);
    }
    this.#rows.set(items, { nameKey, byName });
    return byName;
  }
}

interface RowsByName {
  readonly nameKey: string;
  readonly byName: ReadonlyMap<string, readonly number[]>;
}

function rowsLike(
  items: readonly Located[],
  pattern: string,
  nameKey: string,
  next: number,
): Map<number, number> {
  const matches = globMatcher(pattern);
  const found = new Map<number, number>();
  for (const [row, item] of items.entries())
    if (matches(nameOrSites(item, nameKey) ?? `${row}`)) found.set(row, next);
  return found;
}
