/** Numbers of one column, row by row. */
export type NumberColumn = Uint8Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** Amounts by their names, so many for each row: those of all rows one after another. */
export interface NamedAmounts {
  readonly names: readonly string[];
  /** Where those of each row begin; one more than there are rows. */
  readonly from: Uint32Array;
  /** Numbers of names. */
  readonly name: Uint8Array;
  readonly amount: Float64Array;
}

/**
 * One column of a table that may have a million rows: the data are columns of numbers, so that no row is ever an object. `name`:
 * one of few texts, by its number; without a text by that number the cell is empty. `count` and `amount`: a number; below 0 the
 * cell is empty. `amounts`: as in `ram=3;proxy-slot=12.5`; without any the cell is empty.
 */
export type LongColumn<Data> = {
  /** As it stands in the file's first line: the unit is part of the name (`readBytes`, `startSeconds`). */
  readonly header: string;
} & (
  | {
      readonly type: 'name';
      /** Gone through once, in their order. */
      readonly names: (data: Data) => Iterable<string | null>;
      readonly cells: (data: Data) => NumberColumn;
    }
  | { readonly type: 'count' | 'amount'; readonly cells: (data: Data) => NumberColumn }
  | { readonly type: 'amounts'; readonly cells: (data: Data) => NamedAmounts }
);

/** One long file of a result folder, as data: whoever writes files turns it into bytes. */
export interface LongTable<Data> {
  readonly file: string;
  readonly columns: readonly LongColumn<Data>[];
  readonly rows: (data: Data) => number;
}

/** A cell of named amounts as a text. */
export function amountsText({ names, from, name, amount }: NamedAmounts, row: number): string {
  let text = '';
  for (let i = from[row]!; i < from[row + 1]!; i++)
    text += `${text === '' ? '' : ';'}${names[name[i]!]!}=${amount[i]!}`;
  return text;
}
