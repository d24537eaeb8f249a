/** What a design costs, and how that comes about. */
export interface DesignCost {
  readonly total: number;
  readonly lines: readonly CostLine[];
}

export interface CostLine {
  /** As in the price list, or the axis where nothing has a price. */
  readonly path: string;
  /** How much of it there is, in units of the price. */
  readonly amount: number;
  /** Of one unit. */
  readonly price: number;
  /** The unit where it is not one piece: `100 MB/s`. */
  readonly per: string | null;
}

/** The sum of lines, in their order. */
export function costOf(lines: readonly CostLine[]): DesignCost {
  return { total: lines.reduce((sum, { amount, price }) => sum + amount * price, 0), lines };
}
