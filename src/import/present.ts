/** An object type whose properties have a value or are absent, but never undefined. */
type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/**
 * The properties of `values` that have a value: with exact optional types, an absent property and one that is
 * undefined are different things.
 */
export function present<T extends object>(values: T): Present<T> {
  const result: Present<T> = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined) result[key] = value as Exclude<T[typeof key], undefined>;
  }
  return result;
}
