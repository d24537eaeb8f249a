import { type Document, isPair, visit } from 'yaml';
import type { YamlProblem } from './yaml-problem.ts';

/** Blanks that YAML takes for letters. */
const STRANGE = '\\u00a0\\u1680\\u2000-\\u200b\\u202f\\u205f\\u3000';
const ANY = new RegExp(`[${STRANGE}]`);
const INDENTED = new RegExp(`^ *[${STRANGE}][^#\\n]*[:-]`, 'm');
/** A line that was meant to begin with a key or with the `-` of a list. */
const AFTER_KEY = new RegExp(`^ *(?:-|[^\\s:]+:)[${STRANGE}]`, 'm');

const HINT =
  'Blanks that do not break or have a fixed width come from web pages and word processors: replace them by spaces.';

/**
 * The first blank that stands where YAML needs a space: in an indentation, or behind the colon of a key or the `-` of a
 * list.
 */
export function strangeBlank(document: Document.Parsed, text: string): YamlProblem | undefined {
  if (!ANY.test(text)) return undefined;
  const indented = INDENTED.exec(text);
  if (indented !== null) {
    const at = indented.index + indented[0].search(/[^ ]/);
    return { message: 'This line is indented with a blank that is not a space', hint: HINT, at };
  }
  const at = behindKey(document, text);
  if (at === undefined) return undefined;
  return { message: 'The blank here is not a space, and YAML needs one', hint: HINT, at };
}

/** YAML reads such a key, with all that follows, as one text. Texts that are values of other keys may hold any blank. */
function behindKey(document: Document.Parsed, text: string): number | undefined {
  let found: number | undefined;
  visit(document, {
    Scalar: (role, { type, range }, above) => {
      if (type !== 'PLAIN' || range === undefined || range === null) return undefined;
      const start = range[0];
      const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
      const isValue = role === 'value' && isPair(above.at(-1)) && /[^ ]/.test(line);
      const match = isValue ? null : AFTER_KEY.exec(text.slice(start, range[1]));
      if (match === null) return undefined;
      found = start + match.index + match[0].length - 1;
      return visit.BREAK;
    },
  });
  return found;
}
