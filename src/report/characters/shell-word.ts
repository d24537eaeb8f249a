/** Characters that no shell interprets. */
const HARMLESS = /^[\w@%+=:,./-]+$/;

/** A word of a command, quoted so that it can be pasted into a shell. */
export function shellWord(word: string): string {
  return HARMLESS.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
