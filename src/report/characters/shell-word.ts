/** Characters that no shell touches. */
const HARMLESS = /^[\w@%+=:,./-]+$/;

/** A word of a command as it can be pasted into a shell. */
export function shellWord(word: string): string {
  return HARMLESS.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
