/** Names without their common suffix, from a dot on: for machines of one domain, the part that distinguishes them. */
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
