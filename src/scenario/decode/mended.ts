import type { Diagnostic, SourceText, Span } from '../../diagnostics/diagnostic.ts';
import { itemsOf, type Located, type LocatedEntry, type LocatedMap, withEntries } from '../tree/located.ts';
import { LIST_SECTIONS } from '../tree/section-names.ts';

/**
 * The scenario without the fields of its entries that have a wrong shape, so that the rest of these entries can be
 * checked, too. `found`: what decoding reported. Returns the same tree if there is nothing to leave out.
 */
export function mended(root: LocatedMap, found: readonly Diagnostic[]): LocatedMap {
  const wrong = new WrongPlaces(found);
  if (wrong.isEmpty) return root;
  const sections = root.entries.flatMap((section): LocatedEntry[] => {
    const nameKey = LIST_SECTIONS.get(section.key);
    const items = nameKey === undefined ? [] : itemsOf(root, section.key);
    // An entry keeps its name: without it nothing is known of it.
    const rest = items.map((item) => (item.kind === 'map' ? wrong.without(item, nameKey) : item));
    if (rest.every((item, row) => item === items[row])) return [];
    return [{ ...section, value: { ...section.value, kind: 'list', items: rest } }];
  });
  return sections.length === 0 ? root : withEntries(root, sections);
}

/** The places of errors. A place may be in another text than what is around it: a value that was set, or included. */
class WrongPlaces {
  readonly #bySource = new Map<SourceText, Set<string>>();
  /** Expanded entries share their values. */
  readonly #rest = new Map<Located, Located | undefined>();

  constructor(found: readonly Diagnostic[]) {
    for (const { code, severity, span } of found) {
      // A key that is missing stands nowhere: its finding is at another field, which may be right.
      if (severity !== 'error' || code === 'missing-key' || span === undefined) continue;
      const places = this.#bySource.get(span.source) ?? new Set();
      this.#bySource.set(span.source, places.add(placeOf(span)));
    }
  }

  get isEmpty(): boolean {
    return this.#bySource.size === 0;
  }

  /** A map without the fields that are wrong; of one with wrong fields inside, only these. `kept`: stays in any case. */
  without(map: LocatedMap, kept?: string): LocatedMap {
    const entries = map.entries.flatMap((entry): LocatedEntry[] => {
      if (entry.key === kept) return [entry];
      const value = this.#has(entry.keySpan) ? undefined : this.#restOf(entry.value);
      if (value === entry.value) return [entry];
      return value === undefined ? [] : [{ ...entry, value }];
    });
    const isSame =
      entries.length === map.entries.length && entries.every((entry, i) => entry === map.entries[i]);
    return isSame ? map : { ...map, entries };
  }

  /** A value without the fields inside that are wrong; undefined: it is wrong as a whole. */
  #restOf(node: Located): Located | undefined {
    if (this.#has(node.span)) return undefined;
    if (node.kind === 'scalar') return node;
    if (this.#rest.has(node)) return this.#rest.get(node);
    const rest = node.kind === 'map' ? this.without(node) : this.#restOfList(node);
    this.#rest.set(node, rest);
    return rest;
  }

  #restOfList(list: Extract<Located, { kind: 'list' }>): Located | undefined {
    const items = list.items.map((item) => this.#restOf(item));
    if (items.every((item, row) => item === list.items[row])) return list;
    return items.every((item) => item !== undefined) ? { ...list, items } : undefined;
  }

  #has(span: Span): boolean {
    return this.#bySource.get(span.source)?.has(placeOf(span)) === true;
  }
}

function placeOf({ start, end }: Span): string {
  return `${start}-${end}`;
}
