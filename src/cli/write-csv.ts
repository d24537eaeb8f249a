/** What makes a cell of a CSV file stand in quotes; the bar does as well in the library that reads our files. */
const SPECIAL = /[",|\r\n]/;

/** One cell as it stands in a CSV file (RFC 4180); without the NUL that readers take for the end of a text. */
export function csvCell(text: string): string {
  if (text.includes('\0')) return csvCell(text.replaceAll('\0', ''));
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows of text as the text of a CSV file: comma, quotes where needed, one line feed per row. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\n`).join('');
}
