import type { FaultRow } from '../../report/data/fault-marks.ts';
import type { Palette } from '../../report/theme.ts';
import type { Clock } from '../../report/wording/clock.ts';
import type { Area, Drawing } from './panel.ts';
import { STRIP, StripRows } from './strip-rows.ts';
import type { TimeView } from './time-view.ts';

const MOST_ROWS = 8;
/** Gap between a bar and the time beside it, pixels. */
const TIME_GAP = 4;
/** Pixels beside a bar at which the pointer still counts as on it. */
const REACH_PIXELS = 3;

/** One strip for each thing that failed: a bar for as long as it was down, and when that began. */
export class FaultStrips implements Drawing {
  readonly isOverLines = true;
  readonly #faults: readonly FaultRow[];
  readonly #rows: StripRows;
  readonly #view: TimeView;
  readonly #when: Clock;

  constructor(faults: readonly FaultRow[], view: TimeView, when: Clock) {
    this.#faults = faults;
    this.#rows = new StripRows(faults.length, MOST_ROWS);
    this.#view = view;
    this.#when = when;
  }

  height(isNarrow: boolean): number {
    return this.#rows.height(isNarrow);
  }

  draw(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    for (const { row, top } of this.#rows.visible(area)) {
      const fault = this.#faults[row]!;
      this.#strip(context, area, palette, { fault, top });
      context.fillStyle = palette.text;
      this.#rows.writeName(context, area, fault.name, top);
    }
  }

  tellAt(seconds: number, y: number, area: Area): string | undefined {
    const fault = this.#faults[this.#rows.rowAt(y, area)];
    const reach = (REACH_PIXELS / area.width) * this.#view.length;
    const hit = fault?.times.findLast(({ from, to }) => from - reach <= seconds && seconds <= to + reach);
    if (fault === undefined || hit === undefined) return undefined;
    const { from, to } = hit;
    const until = to === Number.POSITIVE_INFINITY ? ', to the end' : ` to ${this.#when(to)}`;
    return `${fault.name}\n${this.#when(from)}${to === from ? '' : until}`;
  }

  scroll(pixels: number, area: Area): void {
    this.#rows.scroll(pixels, area);
  }

  shown(area: Area): { readonly from: number; readonly to: number } {
    return this.#rows.shown(area);
  }

  /** Bars, and beside each its time where the next bar leaves room. */
  #strip(
    context: CanvasRenderingContext2D,
    area: Area,
    palette: Palette,
    { fault, top }: { readonly fault: FaultRow; readonly top: number },
  ): void {
    const right = area.left + area.width;
    const within = (x: number) => Math.max(area.left, Math.min(right, x));
    const bars = fault.times
      .filter(({ from, to }) => from <= this.#view.to && to >= this.#view.from)
      .map(({ from, to }) => {
        const left = within(this.#view.xOf(from, area));
        return { from, left, end: Math.max(left + 1, within(this.#view.xOf(to, area))) };
      });
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    bars.forEach(({ from, left, end }, at) => {
      context.fillStyle = palette.bad;
      context.fillRect(left, top + 3, end - left, STRIP - 6);
      const time = this.#when(from);
      const needed = context.measureText(time).width + 2 * TIME_GAP;
      const isInside = end - left >= needed;
      if (!isInside && (bars[at + 1]?.left ?? right) - end < needed) return;
      context.fillStyle = isInside ? palette.background : palette.text;
      context.fillText(time, (isInside ? left : end) + TIME_GAP, top + STRIP / 2 + 1);
    });
  }
}
