import type { ReportData } from '../data/report-data.ts';
import { LIGHT, type Palette } from '../theme.ts';
import { concurrencyChart } from './concurrency-chart.ts';
import { ganttChart } from './gantt-chart.ts';
import type { Picture, PictureConfig, PictureOf } from './picture.ts';
import { replicationsChart, type WindowSpread } from './replications-chart.ts';
import { resourcesChart } from './resources-chart.ts';
import { waitsChart } from './waits-chart.ts';
import { windowChart } from './window-chart.ts';

/** By the names of their files, in the order in which they explain a run. */
const PICTURES = {
  window: windowChart,
  gantt: ganttChart,
  waits: waitsChart,
  resources: resourcesChart,
  'heat-map': concurrencyChart,
} as const satisfies Readonly<Record<string, (data: ReportData, palette: Palette) => PictureConfig>>;

export const PICTURE_NAMES = Object.keys(PICTURES) as readonly (keyof typeof PICTURES)[];

/** The pictures of a run, each made when it is its turn. */
export function* picturesOf(data: ReportData, palette = LIGHT): Generator<Picture> {
  for (const name of PICTURE_NAMES) yield { name, config: PICTURES[name](data, palette) };
}

/** The name of the one that only a run with replications has. */
export const REPLICATIONS_PICTURE = 'replications';

/** Of a run that was replicated. */
export function replicationsPicture(
  of: PictureOf,
  windows: readonly WindowSpread[],
  palette = LIGHT,
): Picture {
  return { name: REPLICATIONS_PICTURE, config: replicationsChart(of, windows, palette) };
}
