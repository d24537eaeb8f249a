import { NO_NAME } from '../../metrics/columns/task-columns.ts';
import { curvesToShow, type ShownCurves } from '../data/longest-night.ts';
import type { ReportData } from '../data/report-data.ts';
import { asDeclared, heldWithin, taskSlots } from '../data/task-slots.ts';
import { endOfGrid } from '../data/time-grid.ts';
import type { Palette } from '../theme.ts';
import { rowAxis } from './axes.ts';
import { faultLines, marksAbove } from './fault-lines.ts';
import { type GanttRows, slotsOf } from './gantt-rows.ts';
import {
  drawing,
  legendEntry,
  type PictureConfig,
  pictureOptions,
  shownTitle,
  wordsInstead,
} from './picture.ts';
import { proxyRows } from './proxy-rows.ts';
import { SLOTS_TITLE, slotRows } from './slot-rows.ts';
import { timeAxis } from './time-axis.ts';

/** Most rows in which single slots can still be told apart. */
const SLOT_ROWS = 110;
/** The picture has room for at least this many rows, so that the bars of a few slots do not become too tall. */
const LEAST_ROWS = 12;

/**
 * Every task as a bar on its slot. With many slots there is one row per proxy instead: the darker it is, the more of
 * its slots are in use.
 */
export function ganttChart(data: ReportData, palette: Palette): PictureConfig {
  const { tasks, summary } = data;
  const curves = curvesToShow(data);
  const end = summary.window?.endSeconds;
  if (curves === null || end === undefined) {
    return wordsInstead(palette, data, { title: SLOTS_TITLE, words: 'No task ever held a slot.' });
  }
  const proxies = asDeclared(taskSlots(tasks, end), data)
    .map((proxy) => heldWithin(proxy, curves.timeline))
    .filter(({ proxy, task }) => proxy !== NO_NAME && task.length > 0);
  if (proxies.length === 0) {
    return wordsInstead(palette, data, { title: SLOTS_TITLE, words: 'No task needed a proxy.' });
  }
  const slots = proxies.reduce((sum, proxy) => sum + slotsOf(proxy, data), 0);
  const rowsOf = slots <= SLOT_ROWS ? slotRows : proxyRows;
  return picture(data, curves, palette, rowsOf(data, curves.timeline, proxies, palette));
}

function picture(
  data: ReportData,
  curves: ShownCurves,
  palette: Palette,
  { title, rows, labels, legend, draw }: GanttRows,
): PictureConfig {
  const range = { from: curves.timeline.fromSeconds, to: endOfGrid(curves.timeline) };
  return {
    type: 'line',
    // Chart.js's own bars take a second for what is drawn here in a few milliseconds.
    data: {
      datasets: legend.map(({ label, color }) => legendEntry(label, color, palette.line)),
    },
    options: {
      ...pictureOptions(palette, data, {
        title: shownTitle(title, data, curves),
        above: marksAbove(data, range),
      }),
      scales: {
        x: timeAxis(palette, range, data.clockStartUs),
        y: rowAxis(palette, rows, labels, Math.max(0, LEAST_ROWS - rows)),
      },
    },
    plugins: [drawing(draw), faultLines(data, range, palette)],
  };
}
