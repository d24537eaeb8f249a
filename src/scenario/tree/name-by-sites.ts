import { child, type Located, nameOf, nameText } from './located.ts';

/** The default name of a link or throttle rule, made of its sites: `hq-dr`. Undefined for an entry without sites. */
export function nameBySites(item: Located): string | undefined {
  if (item.kind !== 'map') return undefined;
  const between = child(item, 'between');
  if (between !== undefined) return siteNames(between).join('-');
  const [from, to] = [child(item, 'from'), child(item, 'to')];
  if (from === undefined && to === undefined) return undefined;
  return [from, to].flatMap((end) => (end === undefined ? ['any'] : siteNames(end))).join('-');
}

/** The name of a list's item: its own, or the one made of its sites. */
export function nameOrSites(item: Located, nameKey?: string): string | undefined {
  return nameOf(item, nameKey) ?? nameBySites(item);
}

function siteNames(node: Located): string[] {
  const nodes = node.kind === 'list' ? node.items : [node];
  return nodes.map((one) => nameText(one) ?? '');
}
