import { printable } from '../../report/characters/printable.ts';
import { beginOfStep, stepAt, type TimeGrid } from '../../report/data/time-grid.ts';
import { FULL, type UsedOverTime } from '../../report/data/used-over-time.ts';
import { heatColor, type Palette } from '../../report/theme.ts';
import { resourceLabels } from '../../report/wording/resource-labels.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { finestGrid } from './finest-grid.ts';
import { fitted } from './fitted.ts';
import type { Area, Drawing } from './panel.ts';
import type { TimeView } from './time-view.ts';

/** Height of a strip with the gap below it, pixels. */
const ROW = 18;
/** Height of a name above its strip, where there is no room beside it, pixels. */
const NAME_ROW = 14;
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
  /** Rows scrolled out of view at the top; fractions add up while a chart is dragged. */
  #scrolled = 0;

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
  }

  height(isNarrow: boolean): number {
    return Math.max(1, Math.min(MOST_ROWS, this.#order.length)) * rowHeight({ isNarrow });
  }

  draw(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    const shades = Array.from({ length: SHADES + 1 }, (_, shade) => heatColor(palette, shade / SHADES));
    const height = rowHeight(area);
    const rows = area.height / height;
    for (let row = 0; row < rows; row++) {
      const resource = this.#order[this.#top + row];
      if (resource === undefined) break;
      this.#strip(context, area, { resource, top: (row + 1) * height - ROW }, shades);
      context.fillStyle = palette.quiet;
      this.#label(context, area, resource, row * height);
    }
  }

  tellAt(seconds: number, y: number, area: Area): string | undefined {
    const resource = this.#order[this.#top + Math.floor(y / rowHeight(area))];
    const { grid, used } = this.#finest();
    const step = stepAt(grid, seconds);
    if (resource === undefined || step >= grid.steps) return undefined;
    const share = used.share[resource * grid.steps + step]! / FULL;
    const when = this.#when(beginOfStep(grid, step));
    return `${printable(used.resources[resource]!)}\n${when}: ${formatShare(share)} used`;
  }

  scroll(pixels: number, area: Area): void {
    const most = Math.max(0, this.#order.length - area.height / rowHeight(area));
    this.#scrolled = Math.max(0, Math.min(most, this.#scrolled + pixels / rowHeight(area)));
  }

  #finest(): UsesOnGrid {
    return this.#uses[finestGrid(this.#grids, this.#view)]!;
  }

  get #top(): number {
    return Math.round(this.#scrolled);
  }

  shown(area: Area): { readonly from: number; readonly to: number } {
    const whole = Math.max(1, this.#order.length);
    return { from: this.#top / whole, to: (this.#top + area.height / rowHeight(area)) / whole };
  }

  /** The name, left of its strip or above it. */
  #label(context: CanvasRenderingContext2D, area: Area, resource: number, top: number): void {
    context.textBaseline = 'middle';
    context.textAlign = area.isNarrow ? 'left' : 'right';
    const label = fitted(context, this.#labels[resource]!, area.isNarrow ? area.width : area.left - 10);
    if (area.isNarrow) context.fillText(label, area.left, top + NAME_ROW / 2 + 1);
    else context.fillText(label, area.left - 8, top + ROW / 2);
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
      context.fillRect(from, top + 2, to - from, ROW - 4);
    }
  }
}

function rowHeight({ isNarrow }: Pick<Area, 'isNarrow'>): number {
  return isNarrow ? NAME_ROW + ROW : ROW;
}
