/** A name without the characters that expand in a scenario (`esx{1..8}`, `app*`), otherwise untouched. */
export function safeName(name: string): string {
  return name.replaceAll('{', '(').replaceAll('}', ')').replaceAll('*', '_');
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
  const used = new Set<string>();
  return names.map((name) => {
    const safe = safeName(name);
    let label = safe;
    for (let number = 2; used.has(label) || (label !== safe && taken.has(label)); number += 1) {
      label = `${safe}#${number}`;
    }
    used.add(label);
    return label;
  });
}
