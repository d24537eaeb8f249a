import { type CsvColumn, NO_TEXT } from '../../csv/csv-columns.ts';

/**
 * The meanings of the cells of a column. Each distinct text is looked up once; for a text without a meaning `look` is
 * called, and can report it, in every row.
 */
export class CellMeanings<T> {
  readonly #column: CsvColumn | undefined;
  readonly #look: (text: string, row: number) => T | undefined;
  /** By the number of the text in its column. */
  readonly #known: (T | undefined)[];

  /** Without a column, all cells are empty. */
  constructor(column: CsvColumn | undefined, look: (text: string, row: number) => T | undefined) {
    this.#column = column;
    this.#look = look;
    this.#known = new Array(column?.count ?? 0).fill(undefined);
  }

  /** The meaning of a row's cell; undefined if it is empty or has no meaning. */
  at(row: number): T | undefined {
    const column = this.#column;
    if (column === undefined) return undefined;
    const number = column.numberAt(row);
    if (number === NO_TEXT) return undefined;
    this.#known[number] ??= this.#look(column.textOf(number), row);
    return this.#known[number];
  }
}
