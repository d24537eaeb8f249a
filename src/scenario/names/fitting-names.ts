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

/** Of each section the lists of names in an entry, as paths, and what is meant by the names. */
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
 * Lists of names with everything in the place of a pattern (`esx*`, `px?`) that is declared and fits, in order of declaration.
 * What is declared just so is meant alone: a lost letter leaves `b?ro-esx1` in many an export. What the list has already does not
 * come twice; a pattern that nothing fits stays, for whoever checks the names.
 */
export function withFittingNames(root: LocatedMap): LocatedMap {
  const names = new DeclaredNames(root);
  return LISTS.reduce((scenario, [section, path, kind]) => {
    const entries = child(scenario, section);
    if (entries?.kind !== 'list') return scenario;
    const items = entries.items.map((entry) => inside(entry, path, (list) => names.fitting(list, kind)));
    if (items.every((item, index) => item === entries.items[index])) return scenario;
    const changed = { ...scenario.entries.find(({ key }) => key === section)!, value: { ...entries, items } };
    return withEntries(scenario, [changed]);
  }, root);
}

/** A node with the list at a path put through `change`; itself, where that changes nothing. */
function inside(node: Located, path: readonly string[], change: (list: LocatedList) => LocatedList): Located {
  const [key, ...rest] = path;
  if (key === undefined) return node.kind === 'list' ? change(node) : node;
  if (node.kind !== 'map') return node;
  const entry = node.entries.find((candidate) => candidate.key === key);
  if (entry === undefined) return node;
  const value = inside(entry.value, rest, change);
  return value === entry.value ? node : withEntries(node, [{ ...entry, value }]);
}

class DeclaredNames {
  readonly #root: LocatedMap;
  readonly #names = new Map<Kind, readonly string[]>();
  /** Expanded entries share their fields: 27,500 VMs have one list of hosts. */
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
    // Hosts of Hyper-V are proxies without being listed.
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
