import { curvesToShow, type ShownCurves } from '../data/longest-night.ts';
import type { ReportData } from '../data/report-data.ts';
import { LIGHT, type Palette } from '../theme.ts';
import { proxiesWords, tasksWords } from '../wording/chart-words.ts';
import { concurrencyChart } from './concurrency-chart.ts';
import { ganttChart } from './gantt-chart.ts';
import type { Picture, PictureConfig, PictureOf } from './picture.ts';
import { replicationsChart, replicationsWords, type WindowSpread } from './replications-chart.ts';
import { resourcesChart, resourcesWords } from './resources-chart.ts';
import { waitsChart } from './waits-chart.ts';
import { windowChart } from './window-chart.ts';

interface PictureKind {
  readonly chart: (data: ReportData, palette: Palette) => PictureConfig;
  /** Absent: the title and the subtitle already describe it. */
  readonly words?: (data: ReportData, curves: ShownCurves) => string;
}

/** By file name, in the order in which they explain a run. */
const PICTURES = {
  window: { chart: windowChart },
  gantt: { chart: ganttChart, words: proxiesWords },
  waits: { chart: waitsChart, words: (data, { timeline }) => `${tasksWords(data, timeline)}.` },
  resources: { chart: resourcesChart, words: resourcesWords },
  'heat-map': { chart: concurrencyChart },
} as const satisfies Readonly<Record<string, PictureKind>>;

export const PICTURE_NAMES = Object.keys(PICTURES) as readonly (keyof typeof PICTURES)[];

/** The pictures of a run, each made when it is requested. */
export function* picturesOf(data: ReportData, palette = LIGHT): Generator<Picture> {
  const curves = curvesToShow(data);
  for (const name of PICTURE_NAMES) {
    const { chart, words }: PictureKind = PICTURES[name];
    yield {
      name,
      config: chart(data, palette),
      words: curves === null || words === undefined ? null : words(data, curves),
    };
  }
}

/** The name of the picture that only a replicated run has. */
export const REPLICATIONS_PICTURE = 'replications';

/** The picture of a replicated run. */
export function replicationsPicture(
  of: PictureOf,
  windows: readonly WindowSpread[],
  palette = LIGHT,
): Picture {
  return {
    name: REPLICATIONS_PICTURE,
    config: replicationsChart(of, windows, palette),
    words: replicationsWords(windows),
  };
}
