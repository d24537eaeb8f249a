import { child, type Located, nameOf, nameText } from './located.ts';

/** What a link or a throttle rule is called that is given no name: by its sites, `hq-dr`. Undefined of all that says no sites. */
export function nameBySites(item: Located): string | undefined {
  if (item.kind !== 'map') return undefined;
  const between = child(item, 'between');
  if (between !== undefined) return siteNames(between).join('-');
  const [from, to] = [child(item, 'from'), child(item, 'to')];
  if (from === undefined && to === undefined) return undefined;
  return [from, to].flatMap((end) => (end === undefined ? ['any'] : siteNames(end))).join('-');
}

/** The name by which an item of a list is reached: its own, or the one that its sites give it. */
export function nameOrSites(item: Located, nameKey?: string): string | undefined {
  return nameOf(item, nameKey) ?? nameBySites(item);
}

function siteNames(node: Located): string[] {
  const nodes = node.kind === 'list' ? node.items : [node];
  return nodes.map((one) => nameText(one) ?? '');
}
