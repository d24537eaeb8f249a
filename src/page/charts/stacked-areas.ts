import { beginOfStep, stepAt, type TimeGrid } from '../../report/data/time-grid.ts';
import type { Palette } from '../../report/theme.ts';
import type { Area, Drawing } from './panel.ts';
import { countTicks } from './ticks.ts';
import type { TimeView } from './time-view.ts';

export interface Layer {
  readonly name: string;
  readonly color: (palette: Palette) => string;
  /** By step of the timeline. */
  readonly values: Float64Array;
}

const HEIGHT = 170;
/** Pixels above the highest tick, so that its label is not cut. */
const HEADROOM = 8;

/** Stacked layers over the time steps of a run. */
export class StackedAreas implements Drawing {
  readonly layers: readonly Layer[];
  readonly #grid: TimeGrid;
  readonly #view: TimeView;
  readonly #format: (value: number) => string;
  /** Formats an instant as clock time. */
  readonly #when: (seconds: number) => string;

  constructor(
    layers: readonly Layer[],
    grid: TimeGrid,
    view: TimeView,
    words: { readonly format: (value: number) => string; readonly when: (seconds: number) => string },
  ) {
    // A layer that is always zero is left out.
    this.layers = layers.filter(({ values }) => values.some((value) => value > 0));
    this.#grid = grid;
    this.#view = view;
    this.#format = words.format;
    this.#when = words.when;
  }

  height(): number {
    return HEIGHT;
  }

  draw(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    const [first, last] = this.#visible();
    const base = new Float64Array(last - first);
    const ticks = countTicks(this.#highest(first, last));
    const top = ticks.at(-1)!;
    const y = (value: number) => HEADROOM + (area.height - HEADROOM) * (1 - value / top);
    this.#scale(context, area, palette, { ticks, y });
    context.save();
    context.beginPath();
    context.rect(area.left, 0, area.width, area.height);
    context.clip();
    for (const { values, color } of this.layers) {
      context.beginPath();
      for (let step = first; step < last; step++) {
        const height = y(base[step - first]! + values[step]!);
        context.lineTo(this.#x(area, step), height);
        context.lineTo(this.#x(area, step + 1), height);
      }
      for (let step = last - 1; step >= first; step--) {
        const height = y(base[step - first]!);
        context.lineTo(this.#x(area, step + 1), height);
        context.lineTo(this.#x(area, step), height);
        base[step - first]! += values[step]!;
      }
      context.fillStyle = color(palette);
      context.fill();
    }
    context.restore();
  }

  tellAt(seconds: number): string | undefined {
    const step = stepAt(this.#grid, seconds);
    if (step >= this.#grid.steps) return undefined;
    const lines = this.layers
      .filter(({ values }) => values[step]! > 0)
      .map(({ name, values }) => `${name}: ${this.#format(values[step]!)}`);
    return [this.#when(beginOfStep(this.#grid, step)), ...lines.reverse()].join('\n');
  }

  /** The visible steps: first, and last exclusive. */
  #visible(): [number, number] {
    const { from, to } = this.#view;
    const last = stepAt(this.#grid, to);
    const end = beginOfStep(this.#grid, last) < to ? last + 1 : last;
    return [stepAt(this.#grid, from), Math.min(this.#grid.steps, end)];
  }

  #highest(first: number, last: number): number {
    let most = 0;
    for (let step = first; step < last; step++) {
      most = Math.max(
        most,
        this.layers.reduce((sum, { values }) => sum + values[step]!, 0),
      );
    }
    return most;
  }

  #x(area: Area, step: number): number {
    return this.#view.xOf(beginOfStep(this.#grid, step), area);
  }

  #scale(
    context: CanvasRenderingContext2D,
    { left, width }: Area,
    palette: Palette,
    { ticks, y }: { readonly ticks: readonly number[]; readonly y: (value: number) => number },
  ): void {
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    for (const tick of ticks) {
      context.fillStyle = palette.line;
      context.fillRect(left, Math.round(y(tick)), width, 1);
      context.fillStyle = palette.quiet;
      context.fillText(this.#format(tick), left - 8, Math.max(7, y(tick)));
    }
  }
}
