import type { Sweep, SweptDesign } from '../sweep.ts';
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
  /** The cells in which work was cut short; absent: there is none. */
  readonly cutShort?: readonly (readonly boolean[])[];
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
    const grid = down.values.map((_, row) =>
      right.values.map((_, column) =>
        own.find((one) => one.row[downAt] === row && one.row[rightAt] === column),
      ),
    );
    return {
      policy,
      figure,
      rows: named(down),
      columns: named(right),
      cells: grid.map((line) => line.map((design) => design?.replicated.figures[figure]?.mean ?? null)),
      ...(own.some(isCut)
        ? { cutShort: grid.map((line) => line.map((design) => design !== undefined && isCut(design))) }
        : {}),
    };
  });
}

const isCut = ({ cutShort }: SweptDesign) => cutShort !== undefined;

/** Whether the window of a cell says only when work was stopped. */
export function isCutShort({ cutShort }: HeatMap, row: number, column: number): boolean {
  return cutShort?.[row]?.[column] ?? false;
}

/** The shortest and the longest window of all cells that can be compared; Infinity and -Infinity if there is none. */
export function rangeOf(map: HeatMap): { readonly low: number; readonly high: number } {
  const known = map.cells.flatMap((line, row) =>
    line.filter((cell, column): cell is number => cell !== null && !isCutShort(map, row, column)),
  );
  return { low: Math.min(...known), high: Math.max(...known) };
}
