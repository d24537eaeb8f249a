import { type Html, html } from './html.ts';

/** Behind a dot, a slash or an underscore within a word. */
const PARTS = /(?<=\S[./_])(?=[\p{L}*])/u;
/** There, and before the next word of `maxConcurrentTasks`. */
const WORDS = /(?<=\S[./_])(?=[\p{L}*])|(?<=\p{Ll})(?=\p{Lu})/u;

/** A text whose names and paths may break between their parts. Copying it gives the text unchanged. */
export function breakable(text: string): Html {
  return brokenAt(PARTS, text);
}

/** The same for the head of a narrow column: between the words of a field, too. */
export function breakableHead(text: string): Html {
  return brokenAt(WORDS, text);
}

function brokenAt(places: RegExp, text: string): Html {
  return html`${text.split(places).map((part, i) => (i === 0 ? part : html`<wbr>${part}`))}`;
}

/** A command whose options are not broken behind their hyphens. */
export function commandText(command: string): Html {
  const parts = command.split(/(?<= )(--[\w-]+)/);
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : html`<span class="unbroken">${part}</span>`))}`;
}
