import { type CsvColumn, NO_TEXT } from '../../csv/csv-columns.ts';

/**
 * What the cells of a column mean, numbers or one of few things. Each text is looked at once, but for one that means nothing:
 * of that, every row that has it is told.
 */
export class CellMeanings<T> {
  readonly #column: CsvColumn | undefined;
  readonly #look: (text: string, row: number) => T | undefined;
  /** By number of the text. */
  readonly #known: (T | undefined)[];

  /** `column`: absent, all its cells are empty. */
  constructor(column: CsvColumn | undefined, look: (text: string, row: number) => T | undefined) {
    this.#column = column;
    this.#look = look;
    this.#known = new Array(column?.count ?? 0).fill(undefined);
  }

  /** Undefined for an empty cell, or one that means nothing. */
  at(row: number): T | undefined {
    const column = this.#column;
    if (column === undefined) return undefined;
    const number = column.numberAt(row);
    if (number === NO_TEXT) return undefined;
    this.#known[number] ??= this.#look(column.textOf(number), row);
    return this.#known[number];
  }
}
