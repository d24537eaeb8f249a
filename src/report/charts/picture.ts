import type { ChartConfiguration, ChartOptions, Plugin } from 'chart.js';
import { cutName } from '../characters/cut-name.ts';
import type { ReportData } from '../data/report-data.ts';
import { type Palette, TEXT_SIZE } from '../theme.ts';

/** Pixels at 1x of every picture: one canvas does for all. */
export const PICTURE_SIZE = { width: 1000, height: 560 } as const;

/** What Chart.js draws. Make it anew for each drawing: Chart.js writes into what it is given. */
export type PictureConfig = ChartConfiguration;

/** One picture of a result folder. */
export interface Picture {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly config: PictureConfig;
  /** What it shows, in sentences; null: no more than is written above it. */
  readonly words: string | null;
}

/** What a canvas offers, as far as it is used here. */
export interface Pen {
  fillStyle: unknown;
  font: string;
  textAlign: 'left' | 'center' | 'right';
  textBaseline: 'top' | 'middle' | 'bottom';
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  save(): void;
  restore(): void;
}

/** Where values stand on the canvas, and the rectangle that the axes leave, pixels. */
export interface Places {
  readonly x: (value: number) => number;
  /** `axis`: its name, where there is more than one. */
  readonly y: (value: number, axis?: string) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Draws what Chart.js has no chart for, below its own lines. */
export function drawing(draw: (pen: Pen, places: Places) => void): Plugin {
  return {
    id: 'drawing',
    beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
      const { left, right, top, bottom } = chartArea;
      const pen: Pen = ctx;
      pen.save();
      draw(pen, {
        left,
        right,
        top,
        bottom,
        x: (value) => scales['x']!.getPixelForValue(value),
        y: (value, axis = 'y') => scales[axis]!.getPixelForValue(value),
      });
      pen.restore();
    },
  };
}

/** What a picture is a picture of. */
export interface PictureOf {
  readonly summary: Pick<ReportData['summary'], 'policy' | 'seed'> & {
    readonly scenario: { readonly name: string };
  };
}

/** What all pictures share: title, what it is a picture of, and the legend below. */
export function pictureOptions(
  palette: Palette,
  { summary }: PictureOf,
  { title, subtitle }: { readonly title: string; readonly subtitle?: string },
): ChartOptions {
  const { scenario, policy, seed } = summary;
  const origin = `${cutName(scenario.name, 70)}, policy ${cutName(policy, 30)}, seed ${cutName(`${seed}`, 20)}`;
  return {
    responsive: false,
    animation: false,
    layout: { padding: 18 },
    font: { size: TEXT_SIZE.tick },
    color: palette.text,
    // Nobody points at a file.
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
        padding: { bottom: 12 },
      },
      legend: {
        position: 'bottom',
        align: 'start',
        labels: { color: palette.text, boxWidth: 12, boxHeight: 12, font: { size: TEXT_SIZE.tick } },
      },
    },
  };
}

/** A picture with words instead of a chart, where there is nothing to draw: whoever looks for it must not think it lost. */
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

/** The family in which pictures are written; whoever draws has to know it. */
export const FONT_FAMILY = 'DejaVu Sans';

/** For what is written by hand. */
export function textFont(size: number): string {
  return `${size}px "${FONT_FAMILY}"`;
}
