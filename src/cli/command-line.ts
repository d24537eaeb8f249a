/** Characters that no shell touches. */
const HARMLESS = /^[\w@%+=:,./-]+$/;

/** Arguments as a line that can be pasted into a shell. */
export function commandLine(words: readonly string[]): string {
  return words.map(quoted).join(' ');
}

function quoted(word: string): string {
  return HARMLESS.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
