import type { CsvColumn } from '../../csv/csv-columns.ts';

/** Numbers the combinations of texts that rows have in some columns: rows with the same texts get the same number. */
export class RowKinds {
  readonly #first: CsvColumn | undefined;
  /** Each column with the numbers of the combinations up to it, by the combination before it and its own text. */
  readonly #others: readonly { readonly column: CsvColumn; readonly kinds: Map<number, number> }[];

  constructor(columns: readonly CsvColumn[]) {
    this.#first = columns[0];
    this.#others = columns.slice(1).map((column) => ({ column, kinds: new Map() }));
  }

  of(row: number): number {
    let kind = this.#first === undefined ? 0 : this.#first.numberAt(row);
    for (const { column, kinds } of this.#others) {
      // An exact integer: there are no more combinations, and no more texts, than rows.
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
