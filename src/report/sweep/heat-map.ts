import type { HeatMap } from '../../experiment/heat-map.ts';
import { formatFigure } from '../comparison/values.ts';
import type { Paint } from '../paint.ts';
import { printable } from '../printable.ts';
import { textTable } from '../text/table.ts';

/** From the best quarter of the range between the best and the worst cell to the worst one. */
const MARKS = ['.', ':', '+', '#'] as const;

/** A map of a figure over two axes as a table whose cells bear marks: the shorter, the lighter. */
export function heatMapLines({ policy, figure, rows, columns, cells }: HeatMap, paint: Paint): string[] {
  const known = cells.flat().filter((cell): cell is number => cell !== null);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const cell = (value: number | null): string =>
    value === null ? '-' : `${formatFigure(figure, value)} ${mark(value, low, high)}`;
  const under = policy === null ? '' : `, policy ${policy}`;
  return [
    paint.heading(printable(`Window by ${rows.path} (down) and ${columns.path} (to the right)${under}`)),
    ...textTable(
      [{ head: '' }, ...columns.values.map((value) => ({ head: printable(value), align: 'right' as const }))],
      rows.values.map((value, i) => [printable(value), ...cells[i]!.map(cell)]),
      paint.heading,
    ),
    `  ${MARKS[0]} shortest quarter of the range, ${MARKS[3]} longest`,
  ];
}

function mark(value: number, low: number, high: number): string {
  const quarter = high > low ? Math.floor(((value - low) / (high - low)) * MARKS.length) : 0;
  return MARKS[Math.min(quarter, MARKS.length - 1)]!;
}
