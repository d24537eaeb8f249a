/** An object with a field for each key. */
export function recordOf<const Key extends string, Value>(
  keys: readonly Key[],
  fieldOf: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, fieldOf(key)])) as Record<Key, Value>;
}
