import { type HeatMap, isCutShort, rangeOf } from '../../experiment/designs/heat-map.ts';
import { capitalised } from '../../units/capitalised.ts';
import { cutPath } from '../characters/cut-name.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { formatFigure } from '../comparison/values.ts';
import { widthOf } from '../text/line-width.ts';
import { textTable } from '../text/table.ts';
import { WINDOW_WORDS } from '../wording/window-words.ts';

/** One mark for each quarter of the range between the best and the worst cell, the best first. */
const MARKS = ['.', ':', '+', '#'] as const;
/** Where work was cut short, the window is no figure to compare. */
const CUT_SHORT = 'x';

/** A heat map over two axes as a table of marks: the better the figure, the lighter the mark. */
export function heatMapLines(map: HeatMap, paint: Paint): string[] {
  const { policy, figure, rows, columns, cells } = map;
  const { low, high } = rangeOf(map);
  const cell = (value: number | null, isCut: boolean): string =>
    value === null ? '-' : `${formatFigure(figure, value)} ${isCut ? CUT_SHORT : mark(value, low, high)}`;
  const under = policy === null ? '' : `, policy ${policy}`;
  return [
    ...titleLines(
      { window: capitalised(WINDOW_WORDS[figure]), down: rows.path, across: columns.path, under },
      paint.width.row,
    ).map(paint.heading),
    ...textTable(
      [{ head: '' }, ...columns.values.map((value) => ({ head: printable(value), align: 'right' as const }))],
      rows.values.map((value, i) => [
        printable(value),
        ...cells[i]!.map((one, j) => cell(one, isCutShort(map, i, j))),
      ]),
      paint,
    ),
    `  ${legend(map)}`,
  ];
}

function legend(map: HeatMap): string {
  const quarters = `${MARKS[0]} shortest quarter of the range, ${MARKS[3]} longest`;
  return map.cutShort === undefined ? quarters : `${quarters}, ${CUT_SHORT} tasks stopped, not compared`;
}

/** Two lines if a terminal has no room for both paths in one. */
function titleLines(
  { window, down, across, under }: Readonly<Record<'window' | 'down' | 'across' | 'under', string>>,
  most: number,
): string[] {
  const whole = printable(`${window} by ${down} (down) and ${across} (to the right)${under}`);
  if (widthOf(whole) <= most) return [whole];
  return [`${window} by ${down} (down)`, `and ${across} (to the right)${under}`].map((line) =>
    cutPath(line, most),
  );
}

function mark(value: number, low: number, high: number): string {
  const quarter = high > low ? Math.floor(((value - low) / (high - low)) * MARKS.length) : 0;
  return MARKS[Math.min(quarter, MARKS.length - 1)]!;
}
