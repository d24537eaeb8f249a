/** A name without the characters that expand in a scenario (`esx{1..8}`, `app*`), otherwise untouched. */
export function safeName(name: string): string {
  return name.replaceAll('{', '(').replaceAll('}', ')').replaceAll('*', '_');
}

/** The same of a tag, or of what is also one, as a job is: an inventory separates the tags of a VM by semicolons. */
export function safeTag(name: string): string {
  return safeName(name).replaceAll(';', ',');
}

/** Unique scenario names for `names` that are none of `others`, which are such already. */
export function labelsBeside(others: readonly string[], names: readonly string[]): string[] {
  return uniqueLabels([...others, ...names]).slice(others.length);
}

/**
 * Unique scenario names for `names`, in their order: the first of its name keeps it, the next is `name#2`.
 * A name that is already `name#2` in the export keeps it too, wherever it stands.
 */
export function uniqueLabels(names: readonly string[]): string[] {
  const taken = new Set(names.map(safeName));
  /** The next number of each name: thousands may share one. */
  const next = new Map<string, number>();
  return names.map((name) => {
    const safe = safeName(name);
    let number = next.get(safe) ?? 1;
    while (number > 1 && taken.has(`${safe}#${number}`)) number += 1;
    next.set(safe, number + 1);
    return number === 1 ? safe : `${safe}#${number}`;
  });
}
