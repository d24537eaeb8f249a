import { printable } from '../characters/printable.ts';

/** Text that is HTML already. Everything else in a page is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Values that a template accepts; lists are joined, null is left out. */
export type Piece = Html | string | number | null | readonly Piece[];

/** HTML from a template. Names and messages in it are escaped, so they cannot become markup. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  let text = strings[0]!;
  for (let i = 0; i < pieces.length; i++) text += markup(pieces[i]!) + strings[i + 1]!;
  return new Html(text);
}

/** Each piece on a line of its own, so that the source of a page can be read; null is left out. */
export function lines(pieces: readonly Piece[]): Html {
  return new Html(pieces.map(lineOf).join(''));
}

function lineOf(piece: Piece): string {
  if (piece === null) return '';
  return isList(piece) ? piece.map(lineOf).join('') : `${markup(piece)}\n`;
}

function isList(piece: Piece): piece is readonly Piece[] {
  return Array.isArray(piece);
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

/** Escaped, and without control characters and marks that change the direction of text. */
function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (mark) => ENTITIES[mark]!);
}
