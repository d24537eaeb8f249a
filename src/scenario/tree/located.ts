import type { Span } from '../../diagnostics/diagnostic.ts';
import { shown } from '../../units/quantity-problem.ts';

/** A YAML node with its place in the text. Trees share subtrees, so nodes must not be changed. */
export type Located = LocatedScalar | LocatedList | LocatedMap;

export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The value as written, for messages and names (`010`, not 10). */
  readonly text: string;
  readonly span: Span;
}

export interface LocatedList {
  readonly kind: 'list';
  readonly items: readonly Located[];
  readonly span: Span;
}

export interface LocatedMap {
  readonly kind: 'map';
  readonly entries: readonly LocatedEntry[];
  readonly span: Span;
}

export interface LocatedEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Located;
}

export function entryOf(node: Located | undefined, key: string): LocatedEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}

export function child(node: Located | undefined, key: string | number): Located | undefined {
  if (typeof key === 'number') return node?.kind === 'list' ? node.items[key] : undefined;
  return entryOf(node, key)?.value;
}

/** The items of a list in a map; none if there is no list. */
export function itemsOf(map: Located | undefined, key: string): readonly Located[] {
  const list = child(map, key);
  return list?.kind === 'list' ? list.items : [];
}

/** Follows a path as far as possible. Returns the node reached, and the number of steps to it. */
export function descend(node: Located, path: readonly PropertyKey[]): { node: Located; steps: number } {
  let current = node;
  for (const [index, step] of path.entries()) {
    const next = typeof step === 'symbol' ? undefined : child(current, step);
    if (next === undefined) return { node: current, steps: index };
    current = next;
  }
  return { node: current, steps: path.length };
}

/** A copy of the map with some values replaced in place, and new keys appended. */
export function withEntries(map: LocatedMap, changed: readonly LocatedEntry[]): LocatedMap {
  const entries = map.entries.map((entry) => changed.find(({ key }) => key === entry.key) ?? entry);
  const added = changed.filter(({ key }) => !map.entries.some((entry) => entry.key === key));
  return { ...map, entries: [...entries, ...added] };
}

/** An entry of a map, at the place of its value. */
export function entry(key: string, value: Located): LocatedEntry {
  return { key, keySpan: value.span, value };
}

/** A word, at the place of what it is derived from. */
export function word(text: string, { span }: Pick<Located, 'span'>): LocatedScalar {
  return { kind: 'scalar', value: text, text, span };
}

/** Whether an entry of the scenario has `enabled: false`. */
export function isSwitchedOff(item: Located): boolean {
  const enabled = child(item, 'enabled');
  return enabled?.kind === 'scalar' && enabled.value === false;
}

/** The text of a scalar that can be a name. YAML numbers are names by their text: `name: 10` is '10'. */
export function nameText(node: Located | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.value === null || typeof node.value === 'boolean') return undefined;
  return node.text;
}

/** A value in a message: as written, or what kind of value it is. */
export function valueWords(node: Located): string {
  return node.kind === 'scalar' && node.value !== null ? shown(node.text) : described(node);
}

/** What a message calls a value of the wrong type. */
export function described(node: Located): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a map';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'string') return 'text';
  return typeof node.value === 'number' ? 'a number' : `${node.value}`;
}

/** The name of a list's item: a field of a map, or the item itself (`sites: [hq, dr]`). */
export function nameOf(item: Located, nameKey = 'name'): string | undefined {
  return item.kind === 'map' ? nameText(child(item, nameKey)) : nameText(item);
}
