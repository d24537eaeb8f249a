import type { Timeline } from '../report/data/timeline.ts';
import { FULL, type UsedOverTime } from '../report/data/used-over-time.ts';
import { printable } from '../report/printable.ts';
import { heatColor, type Palette } from '../report/theme.ts';
import { formatShare } from '../units/format-quantity.ts';
import { fitted } from './fitted.ts';
import type { Area, Drawing } from './panel.ts';
import type { TimeView } from './time-view.ts';

const ROW = 18;
const MOST_ROWS = 16;
const SHADES = 20;

/** One strip per resource, the busiest first: the darker the fuller. */
export class UseStrips implements Drawing {
  readonly #grid: Timeline;
  readonly #used: UsedOverTime;
  readonly #view: TimeView;
  /** Rows of the resources, the busiest first. */
  readonly #order: readonly number[];
  readonly #when: (seconds: number) => string;
  #top = 0;

  constructor(grid: Timeline, used: UsedOverTime, view: TimeView, when: (seconds: number) => string) {
    this.#grid = grid;
    this.#used = used;
    this.#view = view;
    this.#when = when;
    const sums = used.resources.map((_, row) =>
      used.share.subarray(row * grid.steps, (row + 1) * grid.steps).reduce((sum, share) => sum + share, 0),
    );
    this.#order = [...sums.keys()].sort((a, b) => sums[b]! - sums[a]!);
  }

  height(): number {
    return Math.max(1, Math.min(MOST_ROWS, this.#order.length)) * ROW;
  }

  draw(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    const shades = Array.from({ length: SHADES + 1 }, (_, shade) => heatColor(palette, shade / SHADES));
    const rows = area.height / ROW;
    for (let row = 0; row < rows; row++) {
      const resource = this.#order[this.#top + row];
      if (resource === undefined) break;
      this.#strip(context, area, resource, row * ROW, shades);
      context.fillStyle = palette.quiet;
      context.textAlign = 'right';
      context.textBaseline = 'middle';
      const name = fitted(context, shortName(this.#used.resources[resource]!), area.left - 10);
      context.fillText(name, area.left - 8, row * ROW + ROW / 2);
    }
  }

  tellAt(seconds: number, y: number): string | undefined {
    const resource = this.#order[this.#top + Math.floor(y / ROW)];
    const { fromSeconds, stepSeconds, steps } = this.#grid;
    const step = Math.floor((seconds - fromSeconds) / stepSeconds);
    if (resource === undefined || step < 0 || step >= steps) return undefined;
    const share = this.#used.share[resource * steps + step]! / FULL;
    const when = this.#when(fromSeconds + step * stepSeconds);
    return `${printable(this.#used.resources[resource]!)}\n${when}: ${formatShare(share)} used`;
  }

  scroll(pixels: number, area: Area): void {
    const most = Math.max(0, this.#order.length - area.height / ROW);
    this.#top = Math.max(0, Math.min(most, this.#top + Math.round(pixels / ROW)));
  }

  #strip(
    context: CanvasRenderingContext2D,
    { left, width }: Area,
    resource: number,
    top: number,
    shades: readonly string[],
  ): void {
    const { fromSeconds, stepSeconds, steps } = this.#grid;
    const scale = width / this.#view.length;
    for (let step = 0; step < steps; step++) {
      const share = this.#used.share[resource * steps + step]!;
      if (share === 0) continue;
      const from = Math.max(left, left + (fromSeconds + step * stepSeconds - this.#view.from) * scale);
      const to = Math.min(
        left + width,
        left + (fromSeconds + (step + 1) * stepSeconds - this.#view.from) * scale,
      );
      if (to <= from) continue;
      context.fillStyle = shades[Math.max(1, Math.round((share / FULL) * SHADES))]!;
      context.fillRect(from, top + 2, to - from + 0.5, ROW - 4);
    }
  }
}

/** `proxies.px1.slots` as `px1 slots`: the hint has it in full. */
function shortName(resource: string): string {
  const dot = resource.indexOf('.');
  const last = resource.lastIndexOf('.');
  return printable(
    last > dot ? `${resource.slice(dot + 1, last)} ${resource.slice(last + 1)}` : resource.slice(dot + 1),
  );
}
