import type { CsvColumn } from '../../csv/csv-columns.ts';

/** Rows by what they have in some columns: those with the same texts are of one kind, a number. */
export class RowKinds {
  readonly #first: CsvColumn | undefined;
  /** Each with the kinds of the columns up to it: by the kind up to the one before and the number of its own text. */
  readonly #others: readonly { readonly column: CsvColumn; readonly kinds: Map<number, number> }[];

  constructor(columns: readonly CsvColumn[]) {
    this.#first = columns[0];
    this.#others = columns.slice(1).map((column) => ({ column, kinds: new Map() }));
  }

  of(row: number): number {
    let kind = this.#first === undefined ? 0 : this.#first.numberAt(row);
    for (const { column, kinds } of this.#others) {
      // Exact: there are no more kinds, nor texts, than rows.
      const pair = kind * column.count + column.numberAt(row);
      let known = kinds.get(pair);
      if (known === undefined) {
        known = kinds.size;
        kinds.set(pair, known);
      }
      kind = known;
    }
    return kind;
  }
}
