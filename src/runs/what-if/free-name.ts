/** A name for one more of these things: this one, or with a number where there is such a thing already. */
export function freeName(things: readonly { readonly name: string }[], name: string): string {
  const taken = new Set(things.map((thing) => thing.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}
