import type { Chart, ChartConfiguration, ChartOptions, Plugin } from 'chart.js';
import { cutName } from '../characters/cut-name.ts';
import type { ShownCurves } from '../data/longest-night.ts';
import type { ReportData } from '../data/report-data.ts';
import { type Palette, TEXT_SIZE } from '../theme.ts';
import { wallClock } from '../wording/clock.ts';
import { seedWords } from '../wording/seed-words.ts';

/** Size of every picture, pixels at 1x: one canvas serves all. */
export const PICTURE_SIZE = { width: 1000, height: 560 } as const;

/** What Chart.js draws. Make a new one for each drawing, because Chart.js modifies what it is given. */
export type PictureConfig = ChartConfiguration;

/** One picture of a result folder. */
export interface Picture {
  /** File name without extension. */
  readonly name: string;
  readonly config: PictureConfig;
  /** A description in sentences; null: the title says it all. */
  readonly words: string | null;
}

/** The part of a canvas context that is used here. */
export interface Pen {
  fillStyle: unknown;
  font: string;
  textAlign: 'left' | 'center' | 'right';
  textBaseline: 'top' | 'middle' | 'bottom';
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  measureText(text: string): { readonly width: number };
  save(): void;
  restore(): void;
}

/** Maps values to canvas positions, and gives the rectangle inside the axes; pixels. */
export interface Places {
  readonly x: (value: number) => number;
  /** `axis`: its name, if there is more than one. */
  readonly y: (value: number, axis?: string) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A plugin that draws, under Chart.js's own lines, what Chart.js has no chart type for. */
export function drawing(draw: (pen: Pen, places: Places) => void): Plugin {
  return {
    id: 'drawing',
    beforeDatasetsDraw: (chart) => {
      const pen: Pen = chart.ctx;
      pen.save();
      draw(pen, placesOf(chart));
      pen.restore();
    },
  };
}

export function placesOf({ chartArea, scales }: Pick<Chart, 'chartArea' | 'scales'>): Places {
  const { left, right, top, bottom } = chartArea;
  return {
    left,
    right,
    top,
    bottom,
    x: (value) => scales['x']!.getPixelForValue(value),
    y: (value, axis = 'y') => scales[axis]!.getPixelForValue(value),
  };
}

/** The run that a picture shows. */
export interface PictureOf {
  readonly summary: Pick<ReportData['summary'], 'policy' | 'seed' | 'replication'> & {
    readonly scenario: { readonly name: string };
  };
}

/**
 * Options that all pictures share: title, the run that is shown, and the legend below. `above`: room above the chart,
 * pixels.
 */
export function pictureOptions(
  palette: Palette,
  { summary }: PictureOf,
  {
    title,
    subtitle,
    above = 0,
  }: { readonly title: string; readonly subtitle?: string; readonly above?: number },
): ChartOptions {
  const { scenario, policy, seed, replication } = summary;
  const draws = seedWords({ seed: cutName(`${seed}`, 20), replication });
  const origin = `${cutName(scenario.name, 70)}, policy ${cutName(policy, 30)}, ${draws}`;
  return {
    responsive: false,
    animation: false,
    layout: { padding: 18 },
    font: { size: TEXT_SIZE.tick },
    color: palette.text,
    // A file receives no pointer events.
    events: [],
    plugins: {
      tooltip: { enabled: false },
      title: {
        display: true,
        text: title,
        align: 'start',
        color: palette.text,
        font: { size: TEXT_SIZE.title, weight: 'bold' },
        padding: { bottom: 4 },
      },
      subtitle: {
        display: true,
        text: subtitle === undefined ? origin : [cutName(subtitle, 120), origin],
        align: 'start',
        color: palette.quiet,
        font: { size: TEXT_SIZE.tick },
        padding: { bottom: 12 + above },
      },
      legend: {
        position: 'bottom',
        align: 'start',
        labels: { color: palette.text, boxWidth: 12, boxHeight: 12, font: { size: TEXT_SIZE.tick } },
      },
    },
  };
}

/** A title that says which part of the run is shown, if it is not the whole: the axis alone does not tell the date. */
export function shownTitle(
  title: string,
  { clockStartUs }: Pick<ReportData, 'clockStartUs'>,
  { timeline, isLongestNight }: ShownCurves,
): string {
  if (!isLongestNight) return title;
  return `${title}: the longest night, ${wallClock(clockStartUs)(timeline.fromSeconds)}`;
}

/** An entry of the legend for what `drawing` draws, with a frame where a colour is given for it. */
export function legendEntry(label: string, backgroundColor: string, frame?: string) {
  const border = frame === undefined ? { borderWidth: 0 } : { borderColor: frame, borderWidth: 1 };
  return { label, data: [], backgroundColor, ...border };
}

/** Words in place of a chart over time. */
export const NOTHING_READY = 'Nothing ran: no task was ever ready.';

/**
 * A picture with words in place of a chart, for when there is nothing to draw. Without it a reader would think the
 * file lost.
 */
export function wordsInstead(
  palette: Palette,
  of: PictureOf,
  { title, words }: { readonly title: string; readonly words: string },
): PictureConfig {
  return {
    type: 'scatter',
    data: { datasets: [] },
    options: {
      ...pictureOptions(palette, of, { title }),
      scales: { x: { display: false }, y: { display: false } },
    },
    plugins: [
      drawing((pen, { left, right, top, bottom }) => {
        pen.fillStyle = palette.quiet;
        pen.font = textFont(TEXT_SIZE.label);
        pen.textAlign = 'center';
        pen.textBaseline = 'middle';
        pen.fillText(words, (left + right) / 2, (top + bottom) / 2);
      }),
    ],
  };
}

/** The font family of all pictures; the renderer has to load it. */
export const FONT_FAMILY = 'DejaVu Sans';

/** For text drawn by our own plugins. */
export function textFont(size: number): string {
  return `${size}px "${FONT_FAMILY}"`;
}
