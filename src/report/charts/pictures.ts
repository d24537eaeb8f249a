import type { ReportData } from '../data/report-data.ts';
import { LIGHT, type Palette } from '../theme.ts';
import { concurrencyChart } from './concurrency-chart.ts';
import { ganttChart } from './gantt-chart.ts';
import type { Picture } from './picture.ts';
import { resourcesChart } from './resources-chart.ts';
import { waitsChart } from './waits-chart.ts';
import { windowChart } from './window-chart.ts';

/** The pictures of a run, in the order in which they explain it: each made when it is drawn. */
export const PICTURES: readonly ((data: ReportData, palette: Palette) => Picture)[] = [
  windowChart,
  ganttChart,
  waitsChart,
  resourcesChart,
  concurrencyChart,
];

export function* picturesOf(data: ReportData, palette = LIGHT): Generator<Picture> {
  for (const picture of PICTURES) yield picture(data, palette);
}
