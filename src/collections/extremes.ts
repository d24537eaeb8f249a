/** The largest of any number of values, where `Math.max` takes some ten thousand as arguments; undefined: there is none. */
export function largest(values: Iterable<number>): number | undefined {
  let found: number | undefined;
  for (const value of values) if (found === undefined || value > found) found = value;
  return found;
}

/** The smallest, in the same way. */
export function smallest(values: Iterable<number>): number | undefined {
  let found: number | undefined;
  for (const value of values) if (found === undefined || value < found) found = value;
  return found;
}
