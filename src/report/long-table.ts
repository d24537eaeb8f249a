/**
 * One column of a table that may have a million rows: the data are columns of numbers, and a cell is found by its row, so that
 * no row is ever an object. `name`: one of few texts, by its number; without a text by that number the cell is empty. `text`:
 * put together for each row. `count` and `amount`: a number; below 0 the cell is empty.
 */
export type LongColumn<Data> = {
  /** As it stands in the file's first line: the unit is part of the name (`readBytes`, `startSeconds`). */
  readonly header: string;
} & (
  | {
      readonly type: 'name';
      readonly names: (data: Data) => readonly (string | null)[];
      readonly cell: (data: Data, row: number) => number;
    }
  | { readonly type: 'text'; readonly cell: (data: Data, row: number) => string | null }
  | { readonly type: 'count' | 'amount'; readonly cell: (data: Data, row: number) => number }
);

/** One long file of a result folder, as data: whoever writes files turns it into bytes. */
export interface LongTable<Data> {
  readonly file: string;
  readonly columns: readonly LongColumn<Data>[];
  readonly rows: (data: Data) => number;
}
