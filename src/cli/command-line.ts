import { withoutCredentials } from './credentials.ts';

/** Characters that no shell touches. */
const HARMLESS = /^[\w@%+=:,./-]+$/;

/** Arguments as a line that can be pasted into a shell, but for passwords in it. */
export function commandLine(words: readonly string[]): string {
  return words.map((word) => quoted(withoutCredentials(word))).join(' ');
}

function quoted(word: string): string {
  return HARMLESS.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
