/** What makes a cell of a CSV file stand in quotes; the bar does as well in the library that reads our files. */
const QUOTED = /[",|\r\n]/;
/** The NUL as well, which readers take for the end of a text. */
const SPECIAL = /[",|\r\n\0]/;

/** One cell as it stands in a CSV file (RFC 4180), without NUL. */
export function csvCell(text: string): string {
  if (!SPECIAL.test(text)) return text;
  const told = text.replaceAll('\0', '');
  return QUOTED.test(told) ? `"${told.replaceAll('"', '""')}"` : told;
}

/** Rows of text as the text of a CSV file: comma, quotes where needed, one line feed per row. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\n`).join('');
}
