/** The datastore of a path like `[ds (1)] app01/app01.vmdk`; undefined where the text is no such path. */
export function datastoreOf(path: string): string | undefined {
  // The name ends at the first bracket that a blank or nothing follows, so names with a bracket inside
  // survive.
  const name = /^\[(.+?)\](?=\s|$)/.exec(path)?.[1]?.trim();
  return name === '' ? undefined : name;
}
