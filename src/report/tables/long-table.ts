/** Numbers of one column, row by row. */
export type NumberColumn = Uint8Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** Named amounts, any number of them per row, stored row after row. */
export interface NamedAmounts {
  readonly names: readonly string[];
  /** Start index of each row, followed by the end of the last row: one more entry than there are rows. */
  readonly from: Uint32Array;
  /** Indices into the names. */
  readonly name: Uint8Array;
  readonly amount: Float64Array;
}

/**
 * One column of a table that may have a million rows: the data are columns of numbers, so that no row ever becomes an
 * object. `name`: an index into a few texts; without a text for the index the cell is empty. `count` and `amount`: a
 * number; negative: the cell is empty. `amounts`: as in `ram=3;proxy-slot=12.5`; without any the cell is empty.
 */
export type LongColumn<Data> = {
  /** The header in the file's first line. The unit is part of the name (`readBytes`, `startSeconds`). */
  readonly header: string;
} & (
  | {
      readonly type: 'name';
      /** Iterated once, in order. */
      readonly names: (data: Data) => Iterable<string | null>;
      readonly cells: (data: Data) => NumberColumn;
    }
  | { readonly type: 'count' | 'amount'; readonly cells: (data: Data) => NumberColumn }
  | { readonly type: 'amounts'; readonly cells: (data: Data) => NamedAmounts }
);

/** One long file of a result folder, as data; the CLI serialises it. */
export interface LongTable<Data> {
  readonly file: string;
  readonly columns: readonly LongColumn<Data>[];
  readonly rows: (data: Data) => number;
}

/** A cell of named amounts as text. */
export function amountsText({ names, from, name, amount }: NamedAmounts, row: number): string {
  let text = '';
  for (let i = from[row]!; i < from[row + 1]!; i++)
    text += `${text === '' ? '' : ';'}${names[name[i]!]!}=${amount[i]!}`;
  return text;
}
