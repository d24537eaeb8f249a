import { shellWord } from '../../report/characters/shell-word.ts';
import { withoutCredentials } from '../credentials.ts';

/** Arguments as a line that can be pasted into a shell, but for passwords in it. */
export function commandLine(words: readonly string[]): string {
  return words.map((word) => shellWord(withoutCredentials(word))).join(' ');
}

/** Options by their long names, in this order, as words of a command: those that were given, lists once for each of their texts. */
export function optionWords(
  options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>,
): string[] {
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    if (value === true) return [`--${name}`];
    return (typeof value === 'string' ? [value] : value).flatMap((text) => [`--${name}`, text]);
  });
}
