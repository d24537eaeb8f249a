import { madeOnce } from '../../collections/made-once.ts';
import {
  child,
  itemsOf,
  type Located,
  type LocatedList,
  type LocatedMap,
  nameOf,
  nameText,
  word,
} from '../tree/located.ts';
import { globMatcher, isGlob } from './glob.ts';
import { type Named, withNameLists } from './name-lists.ts';

/**
 * Replaces patterns (`esx*`, `px?`) in lists of names by the declared names that match, in declaration order, without
 * names that the list already has. A declared name that looks like a pattern is that name only: exports turn unknown
 * letters into `?` (`b?ro-esx1`). A pattern that matches nothing is kept, so that the check of names reports it.
 */
export function withFittingNames(root: LocatedMap): LocatedMap {
  const names = new DeclaredNames(root);
  return withNameLists(root, (list, named) => names.fitting(list, named));
}

class DeclaredNames {
  readonly #root: LocatedMap;
  readonly #names = new Map<Named, readonly string[]>();

  constructor(root: LocatedMap) {
    this.#root = root;
  }

  fitting(list: LocatedList, what: Named): LocatedList {
    if (!list.items.some(isPattern)) return list;
    const declared = this.#of(what);
    const isName = (item: Located) => !isPattern(item) || declared.includes(nameText(item) ?? '');
    const taken = new Set(list.items.filter(isName).map(nameText));
    const items = list.items.flatMap((item) => {
      if (item.kind !== 'scalar' || isName(item)) return [item];
      const fits = globMatcher(item.text);
      const found = declared.filter((name) => fits(name));
      const fresh = found.filter((name) => !taken.has(name));
      for (const name of fresh) taken.add(name);
      return found.length === 0 ? [item] : fresh.map((name) => word(name, item));
    });
    return { ...list, items };
  }

  #of(what: Named): readonly string[] {
    return madeOnce(this.#names, what, () => this.#declared(what));
  }

  #declared(what: Named): string[] {
    if (what === 'extents')
      return this.#named('repositories', (entry) => child(entry, 'extents') === undefined);
    if (what !== 'proxies') return this.#named(what);
    // Hyper-V hosts are proxies without being declared as such.
    return [
      ...this.#named('proxies'),
      ...this.#named('hosts', (entry) => nameText(child(entry, 'platform')) === 'hyperv'),
    ];
  }

  #named(section: string, isMeant: (entry: Located) => boolean = () => true): string[] {
    return itemsOf(this.#root, section).flatMap((item) => (isMeant(item) ? (nameOf(item) ?? []) : []));
  }
}

function isPattern(item: Located): boolean {
  return item.kind === 'scalar' && typeof item.value === 'string' && isGlob(item.value);
}
