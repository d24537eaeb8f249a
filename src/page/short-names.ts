import { groupedBy } from '../collections/grouped-by.ts';

/** Names without the end that all share, from a dot on: of machines of one domain, what tells them apart. */
export function withoutDomain(names: readonly string[]): readonly string[] {
  const [first = ''] = names;
  if (new Set(names).size < 2) return names;
  for (let dot = first.indexOf('.', 1); dot > 0; dot = first.indexOf('.', dot + 1)) {
    const end = first.slice(dot);
    if (names.every((name) => name.endsWith(end) && name.length > end.length))
      return names.map((name) => name.slice(0, -end.length));
  }
  return names;
}

/** Of each resource what a label says: `px1 slots` for `proxies.px1.slots`, `px1 slots` for `proxies.px1.example.com.slots` among others of that domain. */
export function resourceLabels(resources: readonly string[]): string[] {
  const labels = new Array<string>(resources.length);
  const parsed = resources.map((resource, row) => ({ row, ...parsedResource(resource) }));
  for (const alike of groupedBy(parsed, ({ kind }) => kind).values()) {
    const names = withoutDomain(alike.map(({ name }) => name));
    for (const [i, { row, part }] of alike.entries()) labels[row] = `${names[i]}${part}`;
  }
  return labels;
}

/** Names may hold dots, kinds and parts do not. */
function parsedResource(resource: string): {
  readonly kind: string;
  readonly name: string;
  readonly part: string;
} {
  const dot = resource.indexOf('.');
  const last = resource.lastIndexOf('.');
  return {
    kind: resource.slice(0, dot),
    name: resource.slice(dot + 1, last > dot ? last : undefined),
    part: last > dot ? ` ${resource.slice(last + 1)}` : '',
  };
}
