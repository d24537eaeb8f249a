/** Tables whose things are one capacity each, so that nothing stands behind their name. */
const ONE_CAPACITY: ReadonlySet<string> = new Set(['links', 'fabrics']);

export interface ResourceName {
  /** `proxies`, `datastores`, … */
  readonly table: string;
  /** Of the thing; names may have dots. */
  readonly owner: string;
  /** `cores`, `read`, …; `bandwidth` of what has but one. */
  readonly part: string;
}

/** What the name of a resource says: `proxies.px1.cores` is the cores of px1 among the proxies. */
export function resourceName(text: string): ResourceName {
  const first = text.indexOf('.');
  const table = text.slice(0, first);
  if (ONE_CAPACITY.has(table)) return { table, owner: text.slice(first + 1), part: 'bandwidth' };
  const last = text.lastIndexOf('.');
  return { table, owner: text.slice(first + 1, last), part: text.slice(last + 1) };
}
