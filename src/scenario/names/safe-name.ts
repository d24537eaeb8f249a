/** A name without the characters that expand in a scenario (`esx{1..8}`, `app*`), otherwise untouched. */
export function safeName(name: string): string {
  return name.replaceAll('{', '(').replaceAll('}', ')').replaceAll('*', '_');
}

/** The same of a tag, or of what is also one, as a job is: an inventory separates the tags of a VM by semicolons. */
export function safeTag(name: string): string {
  return safeName(name).replaceAll(';', ',');
}
