/** Fields that may be undefined are absent or have a value. */
type Present<Fields> = {
  [K in keyof Fields as undefined extends Fields[K] ? never : K]: Fields[K];
} & {
  [K in keyof Fields as undefined extends Fields[K] ? K : never]?: Exclude<Fields[K], undefined>;
};

/** The fields that have a value: with exact optional types, one that is absent and one that is undefined are different things. */
export function present<const Fields extends object>(fields: Fields): Present<Fields> {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) found[name] = value;
  return found as Present<Fields>;
}
