import { madeOnce } from '../../collections/made-once.ts';
import { child, type Located, type LocatedList, type LocatedMap, withEntries } from '../tree/located.ts';

/** What a list in an entry names. */
export type Named = 'hosts' | 'datastores' | 'proxies' | 'extents';

/** The lists of names in entries: their section, their path in an entry, and what they name. */
const LISTS: readonly (readonly [section: string, path: readonly string[], named: Named])[] = [
  ['datastores', ['hosts'], 'hosts'],
  ['repositories', ['affinity'], 'proxies'],
  ['repositories', ['extents'], 'extents'],
  ['vms', ['hosts'], 'hosts'],
  ['vms', ['disks', 'datastores'], 'datastores'],
  ['jobs', ['proxies'], 'proxies'],
  ['jobs', ['target', 'proxies'], 'proxies'],
];

/** Changes lists of names in entries. `change` returns the same list if it changes nothing. */
export function withNameLists(
  root: LocatedMap,
  change: (list: LocatedList, named: Named) => LocatedList,
): LocatedMap {
  return LISTS.reduce((scenario, [section, path, named]) => {
    const entries = child(scenario, section);
    if (entries?.kind !== 'list') return scenario;
    // Expanded entries share their fields (27,500 VMs have one list of hosts) and must share the changed ones, to be
    // decoded once.
    const changed = new Map<Located, Located>();
    const items = entries.items.map((entry) => inside(entry, path, (list) => change(list, named), changed));
    if (items.every((item, index) => item === entries.items[index])) return scenario;
    const own = scenario.entries.find(({ key }) => key === section)!;
    return withEntries(scenario, [{ ...own, value: { ...entries, items } }]);
  }, root);
}

/**
 * The node with `change` applied to the list at a path; the same node if nothing changes. `done`: results by node, so
 * that nodes that entries share stay shared.
 */
function inside(
  node: Located,
  path: readonly string[],
  change: (list: LocatedList) => LocatedList,
  done: Map<Located, Located>,
): Located {
  const [key, ...rest] = path;
  if (key === undefined) return node.kind === 'list' ? madeOnce(done, node, () => change(node)) : node;
  if (node.kind !== 'map') return node;
  return madeOnce(done, node, () => {
    const entry = node.entries.find((candidate) => candidate.key === key);
    if (entry === undefined) return node;
    const value = inside(entry.value, rest, change, done);
    return value === entry.value ? node : withEntries(node, [{ ...entry, value }]);
  });
}
