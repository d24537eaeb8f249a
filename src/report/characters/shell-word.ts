import { isPrintable } from './printable.ts';

/** Characters that no shell interprets. */
const HARMLESS = /^[\w@%+=:,./-]+$/;

/**
 * A word of a command, quoted so that it can be pasted into a shell. What must not reach a terminal as it is gets an escape
 * sequence of bash and zsh.
 */
export function shellWord(word: string): string {
  if (!isPrintable(word)) return `$'${[...word].map(escaped).join('')}'`;
  return HARMLESS.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function escaped(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`;
  return isPrintable(character) ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
