import type { LongColumn, NamedAmounts, NumberColumn } from '../../report/tables/long-table.ts';
import { NameBytes } from './name-bytes.ts';
import type { TextBytes } from './text-bytes.ts';

/** Rows whose numbers are loaded at a time. */
export const BLOCK_ROWS = 256;

const SEMICOLON = 59;
const EQUALS = 61;

/**
 * Writes the cells of one column. There is one class for columns of all kinds, and numbers are always copied to
 * doubles: the hot loop is JIT-compiled for the first column, and would be deoptimised by one of another type.
 */
export class CellBytes {
  /** Undefined: the cells hold numbers. */
  readonly #names: NameBytes | undefined;
  /** Undefined: a cell holds one name or number. */
  readonly #amounts: NamedAmounts | undefined;
  readonly #numbers: NumberColumn;
  /** The numbers of the loaded rows, beginning with row `#first`. */
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

  /** Loads rows, at most BLOCK_ROWS of them. */
  load(first: number, end: number): void {
    this.#block.set(this.#numbers.subarray(first, end));
    this.#first = first;
  }

  /** Writes the cell of a loaded row. */
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
