/** The text of the cells of each row of each table. */
export function tables(page: string): string[][][] {
  return page
    .split('<table>')
    .slice(1)
    .map((table) =>
      table
        .split('<tr>')
        .slice(1)
        .map((row) =>
          [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) =>
            cell!.replace(/<[^>]*>/g, '').trim(),
          ),
        ),
    );
}
