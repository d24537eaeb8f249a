/** The largest value, or undefined if there is none. `Math.max(...values)` fails when there are too many for one call. */
export function largest(values: Iterable<number>): number | undefined {
  let found: number | undefined;
  for (const value of values) if (found === undefined || value > found) found = value;
  return found;
}

/** The item with the largest value, the first of equal ones; undefined if there is none. */
export function largestBy<Item>(items: Iterable<Item>, measure: (item: Item) => number): Item | undefined {
  let found: { readonly item: Item; readonly value: number } | undefined;
  for (const item of items) {
    const value = measure(item);
    if (found === undefined || value > found.value) found = { item, value };
  }
  return found?.item;
}

/** The smallest value, or undefined if there is none. */
export function smallest(values: Iterable<number>): number | undefined {
  let found: number | undefined;
  for (const value of values) if (found === undefined || value < found) found = value;
  return found;
}
