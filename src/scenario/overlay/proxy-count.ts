import type { Findings, Place } from '../findings.ts';
import { withNameLists } from '../names/name-lists.ts';
import {
  child,
  entry,
  type Located,
  type LocatedList,
  type LocatedMap,
  nameOf,
  withEntries,
  word,
} from '../tree/located.ts';
import { meantItems } from './meant-items.ts';

/** More proxies than any site has: a larger number is a typing error. */
const MOST_PROXIES = 10_000;

/** The name or pattern `px*` of a path `proxies.px*.count`; undefined for any other path. */
export function countedProxies(path: string): string | undefined {
  return /^proxies\.(.+)\.count$/.exec(path)?.[1];
}

/**
 * Sets how many of the proxies that match a name or pattern there are. If more are declared, the first ones stay and the others
 * are switched off, so that references to them remain valid. If fewer are declared, copies of them are appended: made from the
 * declared ones in turn and numbered on from the last of their kind. A job that may use the original may use the copy, and a
 * repository that prefers the original prefers the copy.
 */
export function withProxyCount(
  root: LocatedMap,
  { pattern, count, place }: { readonly pattern: string; readonly count: Located; readonly place: Place },
  findings: Findings,
): LocatedMap {
  const found = meantItems(root, { section: 'proxies', pattern, place }, findings);
  if (found === undefined) return root;
  const { list: proxies, meant } = found;
  const { items } = proxies;
  const wanted = count.kind === 'scalar' ? count.value : null;
  if (typeof wanted !== 'number' || !Number.isInteger(wanted) || wanted < 0 || wanted > MOST_PROXIES) {
    const message = `The number of proxies must be a whole number from 0 to ${MOST_PROXIES}.`;
    findings.report('bad-overlay', message, place);
    return root;
  }
  const off = new Set<Located>(meant.slice(wanted));
  const kept = items.map((item) => (off.has(item) ? switchedOff(item as LocatedMap) : item));
  const copies = copiesOf(meant, items, wanted - meant.length);
  const all: LocatedList = { ...proxies, items: [...kept, ...copies.map(({ node }) => node)] };
  return withMentions(withEntries(root, [entry('proxies', all)]), copies);
}

interface Copy {
  readonly model: string;
  readonly name: string;
  readonly node: LocatedMap;
}

function copiesOf(models: readonly LocatedMap[], all: readonly Located[], copies: number): Copy[] {
  const last = new Map<string, { number: number; width: number }>();
  for (const item of all) {
    const { stem, digits } = parted(nameOf(item) ?? '');
    const number = Number(digits);
    if (number >= (last.get(stem)?.number ?? 0)) last.set(stem, { number, width: digits.length });
  }
  return Array.from({ length: Math.max(0, copies) }, (_, i): Copy => {
    const node = models[i % models.length]!;
    const model = nameOf(node)!;
    const { stem } = parted(model);
    const { number, width } = last.get(stem)!;
    // A model without a number counts as number 1.
    const next = Math.max(number, 1) + 1;
    last.set(stem, { number: next, width });
    const name = `${stem}${`${next}`.padStart(width, '0')}`;
    return { model, name, node: withEntries(node, [entry('name', word(name, child(node, 'name')!))]) };
  });
}

/** `px07` is `px` and `07`. */
function parted(name: string): { stem: string; digits: string } {
  const digits = /\d{0,9}$/.exec(name)![0];
  return { stem: name.slice(0, name.length - digits.length), digits };
}

/** Adds the copies, behind their models, to the lists of proxies that jobs may use and repositories prefer. */
function withMentions(root: LocatedMap, copies: readonly Copy[]): LocatedMap {
  if (copies.length === 0) return root;
  const named = (item: Located) => copies.filter(({ model }) => model === nameOf(item));
  return withNameLists(root, (list, what) => {
    if (what !== 'proxies') return list;
    const items = list.items.flatMap((item) => [item, ...named(item).map(({ name }) => word(name, item))]);
    return { ...list, items };
  });
}

function switchedOff(proxy: LocatedMap): LocatedMap {
  const off: Located = { kind: 'scalar', value: false, text: 'false', span: proxy.span };
  return withEntries(proxy, [entry('enabled', off)]);
}
