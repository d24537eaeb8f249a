import { counted } from '../../units/counted.ts';
import type { ReportData } from '../data/report-data.ts';
import type { ProxySlots } from '../data/task-slots.ts';
import type { Timeline } from '../data/timeline.ts';
import { heatColor, type Palette } from '../theme.ts';
import { type GanttRows, proxyNames, slotsOf, thinned } from './gantt-rows.ts';
import type { Pen, Places } from './picture.ts';

/** With more proxies than this, several share a row. */
const MOST_ROWS = 400;
/** Columns of the picture: about one per two pixels. */
const COLUMNS = 420;

/**
 * A row per proxy, or per group of proxies if there are very many. The darker it is, the more of its slots are in
 * use.
 */
export function proxyRows(
  data: ReportData,
  timeline: Timeline,
  proxies: readonly ProxySlots[],
  palette: Palette,
): GanttRows {
  const perRow = Math.ceil(proxies.length / MOST_ROWS);
  const rows = Math.ceil(proxies.length / perRow);
  const from = timeline.fromSeconds;
  const length = timeline.steps * timeline.stepSeconds;
  const taken = Array.from({ length: rows }, () => new Float64Array(COLUMNS));
  const slots = new Float64Array(rows);
  proxies.forEach((proxy, p) => {
    const row = Math.floor(p / perRow);
    slots[row]! += slotsOf(proxy, data);
    for (let hold = 0; hold < proxy.task.length; hold++)
      addHold(taken[row]!, (proxy.from[hold]! - from) / length, (proxy.to[hold]! - from) / length);
  });
  const names = proxyNames(proxies, data);
  return {
    title: `Slots taken on ${counted(proxies.length, 'proxy', 'proxies')}`,
    rows,
    labels: thinned(
      Array.from({ length: rows }, (_, row) => ({ at: row + 0.5, label: names[row * perRow]! })),
    ),
    legend: [0, 0.25, 0.5, 0.75, 1].map((value) => ({
      label: value === 0 ? 'no slot taken' : value === 1 ? 'all slots taken' : `${value * 100}%`,
      color: heatColor(palette, value),
    })),
    draw: (pen, places) => {
      taken.forEach((busy, row) => {
        const colors = Array.from(busy, (one) =>
          one === 0 ? undefined : heatColor(palette, Math.min(1, one / slots[row]!)),
        );
        drawRow(pen, places, row, colors);
      });
    },
  };
}

/** Adds the part of each column that an interval covers; the full width runs from 0 to 1. */
function addHold(columns: Float64Array, from: number, to: number): void {
  const begin = from * columns.length;
  const end = to * columns.length;
  for (let column = Math.max(0, Math.floor(begin)); column < columns.length && column < end; column++) {
    columns[column]! += Math.min(end, column + 1) - Math.max(begin, column);
  }
}

/** Adjacent columns of one colour are drawn as one rectangle; undefined: nothing is drawn there. */
function drawRow(pen: Pen, places: Places, row: number, colors: readonly (string | undefined)[]): void {
  const width = (places.right - places.left) / COLUMNS;
  // Whole pixels: cells 2.5 pixels wide would leave seams.
  const top = Math.round(places.y(row));
  const height = Math.round(places.y(row + 1)) - top;
  let left = 0;
  let color: string | undefined;
  for (let column = 0; column <= COLUMNS; column++) {
    const next = colors[column];
    if (next === color) continue;
    const edge = Math.round(places.left + column * width);
    if (color !== undefined) {
      pen.fillStyle = color;
      pen.fillRect(left, top, edge - left, height);
    }
    left = edge;
    color = next;
  }
}
