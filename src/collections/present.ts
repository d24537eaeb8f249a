/** Turns fields that may be undefined into optional fields. */
type Present<Fields> = {
  [K in keyof Fields as undefined extends Fields[K] ? never : K]: Fields[K];
} & {
  [K in keyof Fields as undefined extends Fields[K] ? K : never]?: Exclude<Fields[K], undefined>;
};

/**
 * Drops fields that are undefined: with TypeScript's exactOptionalPropertyTypes, an optional field may be absent, but
 * not undefined.
 */
export function present<const Fields extends object>(fields: Fields): Present<Fields> {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) found[name] = value;
  return found as Present<Fields>;
}
