import { beginOfStep, stepAt, type TimeGrid } from '../../report/data/time-grid.ts';
import type { Palette } from '../../report/theme.ts';
import { countTicks } from './count-ticks.ts';
import { finestGrid } from './finest-grid.ts';
import type { Area, Drawing } from './panel.ts';
import type { TimeView } from './time-view.ts';

export interface Layer {
  readonly name: string;
  readonly color: (palette: Palette) => string;
  /** By step, on each of the grids. */
  readonly values: readonly Float64Array[];
}

const HEIGHT = 170;
/** Pixels above the highest tick, so that its label is not cut. */
const HEADROOM = 8;
const LINE_WIDTH = 1.5;

/** Curves over the time steps of a run. */
export interface StackedCurves {
  /** Stacked on each other, the first at the bottom. */
  readonly layers: readonly Layer[];
  /** Drawn over the layers, from zero. */
  readonly line?: Layer;
  /** The steps of the run, then finer ones of parts of it. */
  readonly grids: readonly TimeGrid[];
}

/** Stacked layers, and over them perhaps a line. */
export class StackedAreas implements Drawing {
  readonly layers: readonly Layer[];
  readonly line: Layer | undefined;
  readonly #grids: readonly TimeGrid[];
  readonly #view: TimeView;
  readonly #format: (value: number) => string;
  /** Formats an instant as clock time. */
  readonly #when: (seconds: number) => string;

  constructor(
    { layers, line, grids }: StackedCurves,
    view: TimeView,
    words: { readonly format: (value: number) => string; readonly when: (seconds: number) => string },
  ) {
    // A layer that is always zero is left out.
    this.layers = layers.filter(({ values }) => values[0]!.some((value) => value > 0));
    this.line = line;
    this.#grids = grids;
    this.#view = view;
    this.#format = words.format;
    this.#when = words.when;
  }

  height(): number {
    return HEIGHT;
  }

  draw(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    const level = finestGrid(this.#grids, this.#view);
    const grid = this.#grids[level]!;
    const x = (step: number) => this.#view.xOf(beginOfStep(grid, step), area);
    const [first, last] = this.#visible(grid);
    const base = new Float64Array(last - first);
    const ticks = countTicks(this.#highest(level, first, last));
    const top = ticks.at(-1)!;
    const y = (value: number) => HEADROOM + (area.height - HEADROOM) * (1 - value / top);
    this.#scale(context, area, palette, { ticks, y });
    context.save();
    context.beginPath();
    context.rect(area.left, 0, area.width, area.height);
    context.clip();
    for (const { values: ofGrids, color } of this.layers) {
      const values = ofGrids[level]!;
      context.beginPath();
      for (let step = first; step < last; step++) {
        const height = y(base[step - first]! + values[step]!);
        context.lineTo(x(step), height);
        context.lineTo(x(step + 1), height);
      }
      for (let step = last - 1; step >= first; step--) {
        const height = y(base[step - first]!);
        context.lineTo(x(step + 1), height);
        context.lineTo(x(step), height);
        base[step - first]! += values[step]!;
      }
      context.fillStyle = color(palette);
      context.fill();
    }
    if (this.line !== undefined) {
      const values = this.line.values[level]!;
      context.beginPath();
      for (let step = first; step < last; step++) {
        context.lineTo(x(step), y(values[step]!));
        context.lineTo(x(step + 1), y(values[step]!));
      }
      context.strokeStyle = this.line.color(palette);
      context.lineWidth = LINE_WIDTH;
      context.stroke();
    }
    context.restore();
  }

  tellAt(seconds: number): string | undefined {
    const level = finestGrid(this.#grids, this.#view);
    const grid = this.#grids[level]!;
    const step = stepAt(grid, seconds);
    if (step >= grid.steps) return undefined;
    const lines = [...this.layers, ...(this.line === undefined ? [] : [this.line])]
      .map(({ name, values }) => ({ name, value: values[level]![step]! }))
      .filter(({ value }) => value > 0)
      .map(({ name, value }) => `${name}: ${this.#format(value)}`);
    return [this.#when(beginOfStep(grid, step)), ...lines.reverse()].join('\n');
  }

  /** The visible steps: first, and last exclusive. */
  #visible(grid: TimeGrid): [number, number] {
    const { from, to } = this.#view;
    const last = stepAt(grid, to);
    const end = beginOfStep(grid, last) < to ? last + 1 : last;
    return [stepAt(grid, from), Math.min(grid.steps, end)];
  }

  #highest(level: number, first: number, last: number): number {
    const line = this.line === undefined ? undefined : this.line.values[level]!;
    let most = 0;
    for (let step = first; step < last; step++) {
      const stacked = this.layers.reduce((sum, { values }) => sum + values[level]![step]!, 0);
      most = Math.max(most, stacked, line?.[step] ?? 0);
    }
    return most;
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
