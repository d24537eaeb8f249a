/**
 * Characters for which a CSV cell is quoted; the bar, because the library that reads our files also treats it as a
 * quote.
 */
const QUOTED = /[",|\r\n]/;
/** The same and NUL, which some readers take for the end of the text. */
const SPECIAL = /[",|\r\n\0]/;

/** One cell of a CSV file (RFC 4180), without NUL. */
export function csvCell(text: string): string {
  if (!SPECIAL.test(text)) return text;
  const told = text.replaceAll('\0', '');
  return QUOTED.test(told) ? `"${told.replaceAll('"', '""')}"` : told;
}

/** Rows as the text of a CSV file: commas, quotes where needed, one line feed per row. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\n`).join('');
}
