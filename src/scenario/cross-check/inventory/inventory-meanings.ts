import { didYouMean } from '../../../diagnostics/suggest.ts';
import { type Quantity, shown } from '../../../units/quantity-problem.ts';
import { otherValueHint } from '../../decode/other-words.ts';
import type { Context } from '../context.ts';
import { CellMeanings } from './cell-meanings.ts';
import type { InventoryCells, InventoryColumn } from './inventory-cells.ts';

/** The cells of a column as quantities. A cell that cannot be read is reported in every row that has it. */
export function quantities(
  cells: InventoryCells,
  column: InventoryColumn,
  parse: (text: string) => Quantity,
): CellMeanings<number> {
  return new CellMeanings(cells.column(column), (text, row) => {
    const parsed = parse(text);
    if (parsed.ok) return parsed.value;
    cells.report(parsed.problem, row, column);
    return undefined;
  });
}

/**
 * The cells of a column as one of some words, in any case. `meant`: the hint for a word that stands for one of them
 * elsewhere.
 */
export function words<T extends string>(
  cells: InventoryCells,
  column: InventoryColumn,
  values: readonly T[],
  meant = (text: string) => otherValueHint(text, values),
): CellMeanings<T> {
  return new CellMeanings(cells.column(column), (text, row) => {
    const value = values.find((candidate) => candidate === text.toLowerCase());
    if (value === undefined) {
      const message = `${shown(text)} is not a value of ${shown(column)}.`;
      const hint = meant(text) ?? didYouMean(text, values);
      cells.report({ code: 'unknown-value', message, hint }, row, column);
    }
    return value;
  });
}

/** The cells of a column as names of hosts or datastores. An unknown name is reported, and returned as it stands. */
export class NamesInCells {
  readonly #context: Context;
  readonly #cells: InventoryCells;
  readonly #column: 'host' | 'datastore';
  readonly #known: CellMeanings<string>;

  constructor(context: Context, cells: InventoryCells, column: 'host' | 'datastore') {
    this.#context = context;
    this.#cells = cells;
    this.#column = column;
    const table = context.tables[`${column}s`];
    this.#known = new CellMeanings(cells.column(column), (text) =>
      table.get(text) === undefined ? undefined : text,
    );
  }

  at(row: number): string | undefined {
    const known = this.#known.at(row);
    if (known !== undefined) return known;
    const cells = this.#cells;
    const column = this.#column;
    const name = cells.text(row, column);
    if (name === undefined) return undefined;
    const path = `vms.${cells.text(row, 'vm')}.${column}`;
    this.#context.checkName(`${column}s`, name, cells.span(row, column), path);
    return name;
  }
}
