/**
 * The rows of a CSV text in which every cell is either quoted as a whole or not at all, as programs write them;
 * undefined for any other text, which a CSV library has to parse. A cell equal to the one above it reuses that
 * string: a report has hundreds of thousands of rows, and few columns change from row to row.
 */
export function regularRows(text: string, delimiter: string): string[][] | undefined {
  const rows: string[][] = [];
  let above: readonly string[] = [];
  let at = 0;
  while (at < text.length) {
    const row: string[] = [];
    // A blank line is a row without cells, as in the library.
    let goesOn = !isLineEnd(text, at);
    if (!goesOn) at += text[at] === '\r' ? 2 : 1;
    while (goesOn) {
      const isQuoted = text[at] === '"';
      const end = isQuoted ? endOfQuoted(text, at) : endOfPlain(text, at, delimiter);
      const mark = text[end];
      const isLast = isLineEnd(text, end);
      if (end < 0 || !(isLast || mark === delimiter)) return undefined;
      const cell = isQuoted
        ? unquoted(text, at, end, above[row.length])
        : plain(text, at, end, above[row.length]);
      if (cell === undefined) return undefined;
      row.push(cell);
      goesOn = !isLast;
      at = end + (mark === '\r' ? 2 : 1);
    }
    rows.push(row);
    above = row;
  }
  return rows;
}

/** The index after the closing quote; -1: there is none. */
function endOfQuoted(text: string, from: number): number {
  let quote = text.indexOf('"', from + 1);
  while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
  return quote < 0 ? -1 : quote + 1;
}

function endOfPlain(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
  return at;
}

function isLineEnd(text: string, at: number): boolean {
  return at === text.length || text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n');
}

function unquoted(text: string, from: number, end: number, above: string | undefined): string {
  const inner = same(text, from + 1, end - 1, above) ?? text.slice(from + 1, end - 1);
  return inner.includes('"') ? inner.replaceAll('""', '"') : inner;
}

/** Undefined: it contains a quote, or begins or ends with blanks. */
function plain(text: string, from: number, end: number, above: string | undefined): string | undefined {
  const cell = same(text, from, end, above) ?? text.slice(from, end);
  return cell.includes('"') || cell.trim() !== cell ? undefined : cell;
}

function same(text: string, from: number, end: number, above: string | undefined): string | undefined {
  return above !== undefined && above.length === end - from && text.startsWith(above, from)
    ? above
    : undefined;
}
