import type { PictureConfig } from '../../../src/report/charts/picture.ts';

/** A filled rectangle; what is narrower than a value is as wide as one. */
export interface Drawn {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly color: string;
}

export interface DrawnText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly align: string;
  readonly color: string;
}

/** The rectangle inside the axes, and where a value is; without it values stand for pixels. */
export interface Canvas {
  readonly area?: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly x?: (value: number) => number;
  readonly y?: (value: number) => number;
}

/** Each character is as wide as this, pixels. */
const CHARACTER = 6;

/** What a picture draws by hand, under the lines of Chart.js and over them, in this order. */
export function drawingOf(
  { plugins }: Pick<PictureConfig, 'plugins'>,
  {
    area = { left: 0, right: 1, top: 0, bottom: 1 },
    x = (value) => value,
    y = (value) => value,
  }: Canvas = {},
): { readonly rectangles: Drawn[]; readonly texts: DrawnText[] } {
  const rectangles: Drawn[] = [];
  const texts: DrawnText[] = [];
  const ctx = {
    save: () => undefined,
    restore: () => undefined,
    fillStyle: '',
    textAlign: '',
    measureText: (text: string) => ({ width: text.length * CHARACTER }),
    fillText: (text: string, left: number, top: number) =>
      texts.push({ text, x: left, y: top, align: ctx.textAlign, color: ctx.fillStyle }),
    fillRect: (left: number, top: number, width: number, height: number) =>
      rectangles.push({ left, right: left + width, top, bottom: top + height, color: ctx.fillStyle }),
  };
  const rows = { getPixelForValue: y };
  const chart = { ctx, chartArea: area, scales: { x: { getPixelForValue: x }, y: rows, jobs: rows } };
  for (const plugin of plugins ?? []) plugin.beforeDatasetsDraw?.(chart as never, {} as never, {} as never);
  for (const plugin of plugins ?? [])
    plugin.afterDatasetsDraw?.(chart as never, {} as never, {} as never, false);
  return { rectangles, texts };
}
