import { type CsvColumn, NO_TEXT } from '../../csv/csv-columns.ts';

/**
 * What the cells of a column mean. Each distinct text is looked up once, except one that means nothing: `look` is called, and
 * may report it, for every row that has it.
 */
export class CellMeanings<T> {
  readonly #column: CsvColumn | undefined;
  readonly #look: (text: string, row: number) => T | undefined;
  /** By the number of the text in its column. */
  readonly #known: (T | undefined)[];

  /** Without a column all its cells are empty. */
  constructor(column: CsvColumn | undefined, look: (text: string, row: number) => T | undefined) {
    this.#column = column;
    this.#look = look;
    this.#known = new Array(column?.count ?? 0).fill(undefined);
  }

  /** The meaning of a row's cell; undefined where it is empty or means nothing. */
  at(row: number): T | undefined {
    const column = this.#column;
    if (column === undefined) return undefined;
    const number = column.numberAt(row);
    if (number === NO_TEXT) return undefined;
    this.#known[number] ??= this.#look(column.textOf(number), row);
    return this.#known[number];
  }
}
