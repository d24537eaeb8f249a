/** Tables whose entries are one capacity each: their resource names end with the entry's name. */
const ONE_CAPACITY: ReadonlySet<string> = new Set(['links', 'fabrics']);

export interface ResourceName {
  /** `proxies`, `datastores`, … */
  readonly table: string;
  /** Name of the entry, which may contain dots. */
  readonly owner: string;
  /** `cores`, `read`, …; `bandwidth` for an entry with a single capacity. */
  readonly part: string;
}

/** Splits the name of a resource: `proxies.px1.cores` are the cores of px1 in `proxies`. */
export function resourceName(text: string): ResourceName {
  const first = text.indexOf('.');
  const table = text.slice(0, first);
  if (ONE_CAPACITY.has(table)) return { table, owner: text.slice(first + 1), part: 'bandwidth' };
  const last = text.lastIndexOf('.');
  return { table, owner: text.slice(first + 1, last), part: text.slice(last + 1) };
}

/** The link that the owner of a resource in `links` is, or whose way back it is: `NAME.back` is NAME, unless a link is called so. */
export function linkOf(owner: string, isLink: (name: string) => boolean): string {
  return isLink(owner) ? owner : owner.replace(/\.back$/, '');
}
