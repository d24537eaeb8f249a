/** The largest value, or undefined if there is none. `Math.max(...values)` fails when there are too many for one call. */
export function largest(values: Iterable<number>): number | undefined {
  let found: number | undefined;
  for (const value of values) if (found === undefined || value > found) found = value;
  return found;
}

/** The smallest value, or undefined if there is none. */
export function smallest(values: Iterable<number>): number | undefined {
  let found: number | undefined;
  for (const value of values) if (found === undefined || value < found) found = value;
  return found;
}
