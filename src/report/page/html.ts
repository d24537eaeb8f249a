import { printable } from '../characters/printable.ts';

/** Text that is HTML already. Everything else that comes into a page is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template; lists are put one after another, null leaves nothing. */
export type Piece = Html | string | number | null | readonly Piece[];

/** HTML from a template: names and messages in it are words, whatever they hold. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let text = strings[0]!;
  for (let i = 0; i < pieces.length; i++) text += markup(pieces[i]!) + strings[i + 1]!;
  return new Html(text);
}

function markup(piece: Piece): string {
  if (piece === null) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'number') return `${piece}`;
  return typeof piece === 'string' ? escaped(piece) : piece.map(markup).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Without the marks that turn the direction of text or end a line. */
function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark]!);
}
