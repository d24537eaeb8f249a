import type { LongColumn, NamedAmounts, NumberColumn } from '../../report/tables/long-table.ts';
import { NameBytes } from './name-bytes.ts';
import type { TextBytes } from './text-bytes.ts';

/** Rows whose numbers are at hand at a time. */
export const BLOCK_ROWS = 256;

const SEMICOLON = 59;
const EQUALS = 61;

/**
 * Writes the cells of one column. One class for columns of all kinds, and doubles whatever their numbers are kept in: what
 * writes a million cells is compiled for the first column that it meets, and would be thrown away at the next if that were another.
 */
export class CellBytes {
  /** Undefined: what the cells hold are numbers. */
  readonly #names: NameBytes | undefined;
  /** Undefined: a cell holds one name or number. */
  readonly #amounts: NamedAmounts | undefined;
  readonly #numbers: NumberColumn;
  /** The numbers of some rows, from this one on. */
  readonly #block = new Float64Array(BLOCK_ROWS);
  #first = 0;

  constructor(names: NameBytes | undefined, amounts: NamedAmounts | undefined, numbers: NumberColumn) {
    this.#names = names;
    this.#amounts = amounts;
    this.#numbers = numbers;
  }

  static of<Data>(column: LongColumn<Data>, data: Data): CellBytes {
    if (column.type === 'amounts') {
      const amounts = column.cells(data);
      return new CellBytes(new NameBytes(amounts.names), amounts, amounts.from);
    }
    const names = column.type === 'name' ? new NameBytes(column.names(data)) : undefined;
    return new CellBytes(names, undefined, column.cells(data));
  }

  /** Has rows at hand, no more than BLOCK_ROWS of them. */
  load(first: number, end: number): void {
    this.#block.set(this.#numbers.subarray(first, end));
    this.#first = first;
  }

  /** The cell of a row that is at hand. */
  write(lines: TextBytes, row: number): void {
    const number = this.#block[row - this.#first]!;
    if (this.#amounts !== undefined) this.#writeAmounts(lines, this.#amounts, number, row);
    else if (this.#names !== undefined) this.#names.write(lines, number);
    else if (number >= 0) lines.number(number);
  }

  #writeAmounts(lines: TextBytes, { from, name, amount }: NamedAmounts, first: number, row: number): void {
    for (let i = first; i < from[row + 1]!; i++) {
      if (i > first) lines.byte(SEMICOLON);
      this.#names!.write(lines, name[i]!);
      lines.byte(EQUALS);
      lines.number(amount[i]!);
    }
  }
}
