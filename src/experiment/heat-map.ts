import { PRECISION_FIGURE } from './replicated-designs.ts';
import type { Sweep } from './sweep.ts';

/** The mean of one figure over two crossed axes, under one policy. */
export interface HeatMap {
  /** Null: the scenario's own. */
  readonly policy: string | null;
  readonly figure: string;
  /** Path and values of the axis that goes down, and of the one that goes to the right. */
  readonly rows: { readonly path: string; readonly values: readonly string[] };
  readonly columns: { readonly path: string; readonly values: readonly string[] };
  /** By row, then column; null: no replication has the figure. */
  readonly cells: readonly (readonly (number | null)[])[];
}

/** One map per policy of a sweep over exactly two crossed axes; none otherwise. */
export function heatMaps({ experiment, designs }: Sweep, figure = PRECISION_FIGURE): HeatMap[] {
  const { axes, sampling, policies } = experiment;
  const [down, right] = axes;
  if (axes.length !== 2 || sampling.kind !== 'crossed' || down === undefined || right === undefined)
    return [];
  const named = ({ path, values }: (typeof axes)[number]) => ({
    path,
    values: values.map(({ text }) => text),
  });
  return (policies.length === 0 ? [null] : policies).map((policy) => {
    const own = designs.filter(({ point }) => (point.policy ?? null) === policy);
    return {
      policy,
      figure,
      rows: named(down),
      columns: named(right),
      cells: down.values.map((_, row) =>
        right.values.map((_, column) => {
          const design = own.find((one) => one.row[0] === row && one.row[1] === column);
          return design?.replicated.figures[figure]?.mean ?? null;
        }),
      ),
    };
  });
}
