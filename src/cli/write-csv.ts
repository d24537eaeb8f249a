/** Rows of text as the text of a CSV file: comma, quotes where needed, one line feed per row. */
export async function csvText(rows: readonly (readonly string[])[]): Promise<string> {
  // Loaded only by the commands that write tables, so that the others start faster.
  const { writeToString } = await import('fast-csv');
  return writeToString(
    rows.map((row) => [...row]),
    { headers: false, rowDelimiter: '\n', includeEndRowDelimiter: true },
  );
}
