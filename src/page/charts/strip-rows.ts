import { fitted } from './fitted.ts';
import type { Area } from './panel.ts';

/** Height of a strip with the gap below it, pixels. */
export const STRIP = 18;
/** Height of a name above its strip, where there is no room beside it, pixels. */
const NAME_ROW = 14;

/** Rows of strips with names, of which some can be scrolled out of view. */
export class StripRows {
  readonly #count: number;
  readonly #most: number;
  /** Rows scrolled out of view at the top; fractions add up while a chart is dragged. */
  #scrolled = 0;

  /** `most`: rows that are shown at once. */
  constructor(count: number, most: number) {
    this.#count = count;
    this.#most = most;
  }

  height(isNarrow: boolean): number {
    return Math.max(1, Math.min(this.#most, this.#count)) * rowHeight({ isNarrow });
  }

  /** The visible rows, with the top of the strip of each. */
  visible(area: Area): { readonly row: number; readonly top: number }[] {
    const height = rowHeight(area);
    const rows = Math.min(this.#count - this.#top, Math.ceil(area.height / height));
    return Array.from({ length: rows }, (_, at) => ({
      row: this.#top + at,
      top: (at + 1) * height - STRIP,
    }));
  }

  /** The row at a height; it may be one below the last. */
  rowAt(y: number, area: Area): number {
    return this.#top + Math.floor(y / rowHeight(area));
  }

  scroll(pixels: number, area: Area): void {
    const most = Math.max(0, this.#count - area.height / rowHeight(area));
    this.#scrolled = Math.max(0, Math.min(most, this.#scrolled + pixels / rowHeight(area)));
  }

  shown(area: Area): { readonly from: number; readonly to: number } {
    const whole = Math.max(1, this.#count);
    return { from: this.#top / whole, to: (this.#top + area.height / rowHeight(area)) / whole };
  }

  /** Writes a name left of its strip, or above it where the chart is narrow. `top`: of the strip. */
  writeName(context: CanvasRenderingContext2D, area: Area, name: string, top: number): void {
    context.textBaseline = 'middle';
    context.textAlign = area.isNarrow ? 'left' : 'right';
    const label = fitted(context, name, area.isNarrow ? area.width : area.left - 10);
    if (area.isNarrow) context.fillText(label, area.left, top - NAME_ROW / 2 + 1);
    else context.fillText(label, area.left - 8, top + STRIP / 2);
  }

  get #top(): number {
    return Math.round(this.#scrolled);
  }
}

function rowHeight({ isNarrow }: Pick<Area, 'isNarrow'>): number {
  return isNarrow ? NAME_ROW + STRIP : STRIP;
}
