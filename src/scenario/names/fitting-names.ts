import { madeOnce } from '../../collections/made-once.ts';
import {
  child,
  type Located,
  type LocatedList,
  type LocatedMap,
  nameOf,
  nameText,
  withEntries,
} from '../tree/located.ts';
import { globMatcher, isGlob } from './glob.ts';

type Kind = 'hosts' | 'datastores' | 'proxies' | 'extents';

/** The lists of names in entries: their section, their path in an entry, and the kind of things that they name. */
const LISTS: readonly (readonly [section: string, path: readonly string[], kind: Kind])[] = [
  ['datastores', ['hosts'], 'hosts'],
  ['repositories', ['affinity'], 'proxies'],
  ['repositories', ['extents'], 'extents'],
  ['vms', ['hosts'], 'hosts'],
  ['vms', ['disks', 'datastores'], 'datastores'],
  ['jobs', ['proxies'], 'proxies'],
  ['jobs', ['target', 'proxies'], 'proxies'],
];

/**
 * Replaces patterns (`esx*`, `px?`) in lists of names by the declared names that match, in declaration order, without names that the
 * list already has. A declared name that looks like a pattern is that name only: exports turn unknown letters into `?`
 * (`b?ro-esx1`). A pattern that matches nothing is kept, so that the check of names reports it.
 */
export function withFittingNames(root: LocatedMap): LocatedMap {
  const names = new DeclaredNames(root);
  return LISTS.reduce((scenario, [section, path, kind]) => {
    const entries = child(scenario, section);
    if (entries?.kind !== 'list') return scenario;
    // Expanded entries share their fields: they must share the changed ones, too, to be decoded only once.
    const changed = new Map<Located, Located>();
    const items = entries.items.map((entry) =>
      inside(entry, path, (list) => names.fitting(list, kind), changed),
    );
    if (items.every((item, index) => item === entries.items[index])) return scenario;
    const own = scenario.entries.find(({ key }) => key === section)!;
    return withEntries(scenario, [{ ...own, value: { ...entries, items } }]);
  }, root);
}

/**
 * The node with `change` applied to the list at a path; the same node if nothing changes. `done`: results by node, so that nodes
 * that entries share stay shared.
 */
function inside(
  node: Located,
  path: readonly string[],
  change: (list: LocatedList) => LocatedList,
  done: Map<Located, Located>,
): Located {
  const [key, ...rest] = path;
  if (key === undefined) return node.kind === 'list' ? change(node) : node;
  if (node.kind !== 'map') return node;
  return madeOnce(done, node, () => {
    const entry = node.entries.find((candidate) => candidate.key === key);
    if (entry === undefined) return node;
    const value = inside(entry.value, rest, change, done);
    return value === entry.value ? node : withEntries(node, [{ ...entry, value }]);
  });
}

class DeclaredNames {
  readonly #root: LocatedMap;
  readonly #names = new Map<Kind, readonly string[]>();
  /** Results by list, because expanded entries share their fields: 27,500 VMs have one list of hosts. */
  readonly #fitted = new Map<LocatedList, LocatedList>();

  constructor(root: LocatedMap) {
    this.#root = root;
  }

  fitting(list: LocatedList, kind: Kind): LocatedList {
    if (!list.items.some(isPattern)) return list;
    const known = this.#fitted.get(list);
    if (known !== undefined) return known;
    const declared = this.#of(kind);
    const isName = (item: Located) => !isPattern(item) || declared.includes(nameText(item) ?? '');
    const taken = new Set(list.items.filter(isName).map(nameText));
    const items = list.items.flatMap((item) => {
      if (item.kind !== 'scalar' || isName(item)) return [item];
      const fits = globMatcher(item.text);
      const found = declared.filter((name) => fits(name));
      const fresh = found.filter((name) => !taken.has(name));
      for (const name of fresh) taken.add(name);
      return found.length === 0 ? [item] : fresh.map((name) => ({ ...item, value: name, text: name }));
    });
    const fitted = { ...list, items };
    this.#fitted.set(list, fitted);
    return fitted;
  }

  #of(kind: Kind): readonly string[] {
    const known = this.#names.get(kind);
    if (known !== undefined) return known;
    const names = this.#declared(kind);
    this.#names.set(kind, names);
    return names;
  }

  #declared(kind: Kind): string[] {
    if (kind === 'extents')
      return this.#named('repositories', (entry) => child(entry, 'extents') === undefined);
    if (kind !== 'proxies') return this.#named(kind);
    // Hyper-V hosts are proxies without being declared as such.
    return [
      ...this.#named('proxies'),
      ...this.#named('hosts', (entry) => nameText(child(entry, 'platform')) === 'hyperv'),
    ];
  }

  #named(section: string, isMeant: (entry: Located) => boolean = () => true): string[] {
    const list = child(this.#root, section);
    return list?.kind === 'list'
      ? list.items.flatMap((item) => (isMeant(item) ? (nameOf(item) ?? []) : []))
      : [];
  }
}

function isPattern(item: Located): boolean {
  return item.kind === 'scalar' && typeof item.value === 'string' && isGlob(item.value);
}
