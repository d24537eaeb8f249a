/** The cost of a design, and its parts. */
export interface DesignCost {
  readonly total: number;
  readonly lines: readonly CostLine[];
}

/** A part of what a design costs. */
export interface CostLine {
  /** As in the price list, or the axis if nothing has a price. */
  readonly path: string;
  /** The quantity, in units of the price. */
  readonly amount: number;
  /** Price of one unit. */
  readonly price: number;
  /** The unit if the price is not per piece: `100 MB/s`. */
  readonly per: string | null;
}

/** The sum of the lines; their order is kept. */
export function costOf(lines: readonly CostLine[]): DesignCost {
  return { total: lines.reduce((sum, { amount, price }) => sum + amount * price, 0), lines };
}
