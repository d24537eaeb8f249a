import { printable } from '../../report/characters/printable.ts';
import { beginOfStep, stepAt, type TimeGrid } from '../../report/data/time-grid.ts';
import { FULL, type UsedOverTime } from '../../report/data/used-over-time.ts';
import { heatColor, type Palette } from '../../report/theme.ts';
import { resourceLabels } from '../../report/wording/resource-labels.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { finestGrid } from './finest-grid.ts';
import type { Area, Drawing } from './panel.ts';
import { STRIP, StripRows } from './strip-rows.ts';
import type { TimeView } from './time-view.ts';

const MOST_ROWS = 16;
const SHADES = 20;

/** Uses of the same resources on the steps of a run, or on finer ones of a part of it. */
export interface UsesOnGrid {
  readonly grid: TimeGrid;
  readonly used: UsedOverTime;
}

/** One strip per resource, the busiest first; the shade shows its use. */
export class UseStrips implements Drawing {
  readonly #uses: readonly UsesOnGrid[];
  readonly #grids: readonly TimeGrid[];
  readonly #view: TimeView;
  /** Rows of the resources, the busiest first. */
  readonly #order: readonly number[];
  readonly #when: (seconds: number) => string;
  readonly #labels: readonly string[];
  readonly #rows: StripRows;

  /** `uses`: of the whole run first, then of parts of it. */
  constructor(uses: readonly UsesOnGrid[], view: TimeView, when: (seconds: number) => string) {
    const { grid, used } = uses[0]!;
    this.#uses = uses;
    this.#grids = uses.map((one) => one.grid);
    this.#view = view;
    this.#when = when;
    this.#labels = resourceLabels(used.resources).map(printable);
    const sums = used.resources.map((_, row) =>
      used.share.subarray(row * grid.steps, (row + 1) * grid.steps).reduce((sum, share) => sum + share, 0),
    );
    this.#order = [...sums.keys()].sort((a, b) => sums[b]! - sums[a]!);
    this.#rows = new StripRows(this.#order.length, MOST_ROWS);
  }

  height(isNarrow: boolean): number {
    return this.#rows.height(isNarrow);
  }

  draw(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    const shades = Array.from({ length: SHADES + 1 }, (_, shade) => heatColor(palette, shade / SHADES));
    for (const { row, top } of this.#rows.visible(area)) {
      const resource = this.#order[row]!;
      this.#strip(context, area, { resource, top }, shades);
      context.fillStyle = palette.quiet;
      this.#rows.writeName(context, area, this.#labels[resource]!, top);
    }
  }

  tellAt(seconds: number, y: number, area: Area): string | undefined {
    const resource = this.#order[this.#rows.rowAt(y, area)];
    const { grid, used } = this.#finest();
    const step = stepAt(grid, seconds);
    if (resource === undefined || step >= grid.steps) return undefined;
    const share = used.share[resource * grid.steps + step]! / FULL;
    const when = this.#when(beginOfStep(grid, step));
    return `${printable(used.resources[resource]!)}\n${when}: ${formatShare(share)} used`;
  }

  scroll(pixels: number, area: Area): void {
    this.#rows.scroll(pixels, area);
  }

  shown(area: Area): { readonly from: number; readonly to: number } {
    return this.#rows.shown(area);
  }

  #finest(): UsesOnGrid {
    return this.#uses[finestGrid(this.#grids, this.#view)]!;
  }

  #strip(
    context: CanvasRenderingContext2D,
    area: Area,
    { resource, top }: { readonly resource: number; readonly top: number },
    shades: readonly string[],
  ): void {
    const { grid, used } = this.#finest();
    const { steps } = grid;
    const { left, width } = area;
    const x = (step: number) => this.#view.xOf(beginOfStep(grid, step), area);
    for (let step = stepAt(grid, this.#view.from); step < steps && x(step) < left + width; step++) {
      const share = used.share[resource * steps + step]!;
      if (share === 0) continue;
      // Whole pixels: if two cells share one, both are drawn half transparent, which shows as a seam.
      const from = Math.round(Math.max(left, x(step)));
      const to = Math.round(Math.min(left + width, x(step + 1)));
      if (to <= from) continue;
      context.fillStyle = shades[Math.max(1, Math.round((share / FULL) * SHADES))]!;
      context.fillRect(from, top + 2, to - from, STRIP - 4);
    }
  }
}
