/** An object with a field for each key. */
export function recordOf<const Key extends string, Value>(
  keys: readonly Key[],
  fieldOf: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, fieldOf(key)])) as Record<Key, Value>;
}

/** Whether a value, such as one read from JSON, is an object with keys: no list, and not null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
