/** Replaces the characters of a name that a scenario would expand or take for a pattern (`esx{1..8}`, `app*`, `sql?`). */
export function safeName(name: string): string {
  return name.replaceAll('{', '(').replaceAll('}', ')').replace(/[*?]/g, '_');
}

/** The same for a tag, or a name that is also used as one (a job's): inventories separate tags by semicolons. */
export function safeTag(name: string): string {
  return safeName(name).replaceAll(';', ',');
}
