import { shellWord } from '../../report/characters/shell-word.ts';
import { withoutCredentials } from '../credentials.ts';

/** Arguments as a line that can be pasted into a shell, with passwords removed. */
export function commandLine(words: readonly string[]): string {
  return words.map((word) => shellWord(withoutCredentials(word))).join(' ');
}

/**
 * Options as words of a command, by their long names, in this order: those that were given; a list once for each of
 * its values.
 */
export function optionWords(
  options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>,
): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    if (value === true) return [`--${name}`];
    return (typeof value === 'string' ? [value] : value).flatMap((text) => [`--${name}`, text]);
  });
}
