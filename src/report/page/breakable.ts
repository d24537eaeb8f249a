import { type Html, html } from './html.ts';

/** Break points after a dot, a slash or an underscore within a word. */
const PARTS = /(?<=\S[./_])(?=[\p{L}*])/u;
/** The same, and before each capital letter, as in `maxConcurrentTasks`. */
const WORDS = /(?<=\S[./_])(?=[\p{L}*])|(?<=\p{Ll})(?=\p{Lu})/u;

/** A text whose names and paths may be broken between their parts. Copying it gives the original text. */
export function breakable(text: string): Html {
  return brokenAt(PARTS, text);
}

/** The same for the header of a narrow column, where camel-case names may be broken, too. */
export function breakableHead(text: string): Html {
  return brokenAt(WORDS, text);
}

function brokenAt(places: RegExp, text: string): Html {
  return html`${text.split(places).map((part, i) => (i === 0 ? part : html`<wbr>${part}`))}`;
}

/** A command whose options are not broken after their hyphens. */
export function commandText(command: string): Html {
  const parts = command.split(/(?<= )(--[\w-]+)/);
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : html`<span class="unbroken">${part}</span>`))}`;
}
