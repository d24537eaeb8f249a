import type { Sweep } from '../sweep.ts';
import type { WindowFigure } from '../window-figure.ts';
import { crossedAxes } from './axis.ts';

/** The mean window over two crossed axes, under one policy. */
export interface HeatMap {
  /** Null: the scenario's own. */
  readonly policy: string | null;
  readonly figure: WindowFigure;
  /** Path and values of the vertical axis, and of the horizontal one. */
  readonly rows: { readonly path: string; readonly values: readonly string[] };
  readonly columns: { readonly path: string; readonly values: readonly string[] };
  /** By row, then column; null: no replication has the figure. */
  readonly cells: readonly (readonly (number | null)[])[];
}

/**
 * One map per policy for a sweep over exactly two crossed axes, not counting axes that vary with them; otherwise
 * none.
 */
export function heatMaps({ experiment, designs, windowFigure: figure }: Sweep): HeatMap[] {
  const { axes, sampling, policies } = experiment;
  const crossed = crossedAxes(axes);
  const [downAt, rightAt] = crossed;
  if (crossed.length !== 2 || sampling.kind !== 'crossed' || downAt === undefined || rightAt === undefined)
    return [];
  const [down, right] = [axes[downAt]!, axes[rightAt]!];
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
          const design = own.find((one) => one.row[downAt] === row && one.row[rightAt] === column);
          return design?.replicated.figures[figure]?.mean ?? null;
        }),
      ),
    };
  });
}
