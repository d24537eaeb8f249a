import { interruptionsOf } from '../../metrics/columns/interruption-columns.ts';
import { NEVER, NO_NAME } from '../../metrics/columns/task-columns.ts';
import { printable } from '../../report/characters/printable.ts';
import { withoutDomain } from '../../report/characters/without-domain.ts';
import type { ReportData } from '../../report/data/report-data.ts';
import type { Palette } from '../../report/theme.ts';
import { fitted } from '../charts/fitted.ts';
import type { Area, Drawing } from '../charts/panel.ts';
import type { TimeView } from '../charts/time-view.ts';
import type { TaskWords } from '../task-words.ts';
import { firstEndingAfter, type Lane, taskAt } from './gantt-layout.ts';
import type { TaskColours } from './task-colours.ts';

const HIGHEST_LANE = 16;
const LOWEST_LANE = 3;
const MOST_PIXELS = 480;
/** Narrower bars are drawn without pale ends. */
const DETAIL_PIXELS = 8;
/** Height of the bar of an interrupted task, as a share of its usual height. */
const THIN = 0.25;
/** Pixels beside a bar at which the pointer still counts as on it. */
const REACH_PIXELS = 3;

interface BarColors {
  /** By class of task. */
  readonly colors: readonly string[];
  /** Of tasks that the reader filtered out. */
  readonly pale: string;
  readonly background: string;
}

/** Tasks on the slots of proxies. */
export class Gantt implements Drawing {
  readonly #lanes: readonly Lane[];
  readonly #data: ReportData;
  readonly #view: TimeView;
  readonly #words: TaskWords;
  /** Names of the proxies. */
  readonly #names: readonly string[];
  readonly #onFocus: (told: string) => void;
  #colours: TaskColours;
  #wanted: Uint8Array;
  /** Pixels scrolled out of view at the top. */
  #top = 0;
  /** Lane and index of the bar with the keyboard focus. */
  #focus: { lane: number; at: number } | undefined;

  constructor(
    lanes: readonly Lane[],
    given: {
      readonly data: ReportData;
      readonly view: TimeView;
      readonly words: TaskWords;
      readonly colours: TaskColours;
      /** Called with the description of the bar that gets the keyboard focus. */
      readonly onFocus: (told: string) => void;
    },
  ) {
    this.#lanes = lanes;
    this.#data = given.data;
    this.#view = given.view;
    this.#words = given.words;
    this.#names = withoutDomain(given.data.tasks.proxies).map(printable);
    this.#colours = given.colours;
    this.#onFocus = given.onFocus;
    this.#wanted = new Uint8Array(given.data.tasks.count).fill(1);
  }

  set colours(colours: TaskColours) {
    this.#colours = colours;
  }

  /** By task; the others are drawn pale. */
  set wanted(wanted: Uint8Array) {
    this.#wanted = wanted;
    this.#focus = undefined;
  }

  height(): number {
    return Math.min(MOST_PIXELS, Math.max(this.#laneHeight, this.#lanes.length * this.#laneHeight));
  }

  get #laneHeight(): number {
    return Math.max(
      LOWEST_LANE,
      Math.min(HIGHEST_LANE, Math.floor(MOST_PIXELS / Math.max(1, this.#lanes.length))),
    );
  }

  draw(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    const height = this.#laneHeight;
    const first = Math.floor(this.#top / height);
    const last = Math.min(this.#lanes.length, Math.ceil((this.#top + area.height) / height));
    const colors = this.#colours.colors(palette);
    for (let lane = first; lane < last; lane++) {
      const row = { lane: this.#lanes[lane]!, top: lane * height - this.#top };
      this.#bars(context, area, row, { colors, pale: palette.line, background: palette.background });
    }
    this.#labels(context, area, palette, [first, last]);
    this.#frame(context, area, palette);
  }

  tellAt(seconds: number, y: number, area: Area): string | undefined {
    const lane = this.#lanes[Math.floor((y + this.#top) / this.#laneHeight)];
    if (lane === undefined) return undefined;
    const task = taskAt(lane, seconds, (REACH_PIXELS / area.width) * this.#view.length);
    return task < 0 ? undefined : this.#words.told(task);
  }

  scroll(pixels: number, area: Area): void {
    const most = Math.max(0, this.#lanes.length * this.#laneHeight - area.height);
    this.#top = Math.max(0, Math.min(most, this.#top + pixels));
  }

  shown(area: Area): { readonly from: number; readonly to: number } {
    const whole = Math.max(1, this.#lanes.length * this.#laneHeight);
    return { from: this.#top / whole, to: (this.#top + area.height) / whole };
  }

  /** `n` and `p` move from bar to bar of a slot, and on to the next slot. */
  key(key: string): boolean {
    if (key !== 'n' && key !== 'p') return false;
    const next = this.#next(key === 'n' ? 1 : -1);
    if (next === undefined) return true;
    this.#focus = next;
    const lane = this.#lanes[next.lane]!;
    const top = next.lane * this.#laneHeight;
    if (top < this.#top) this.#top = top;
    if (top + this.#laneHeight > this.#top + this.height())
      this.#top = top + this.#laneHeight - this.height();
    this.#view.reveal(lane.from[next.at]!, lane.to[next.at]!);
    this.#onFocus(this.#words.told(lane.tasks[next.at]!));
    return true;
  }

  /** The next bar that passes the filter; if there is none, the focused one. */
  #next(step: 1 | -1): { lane: number; at: number } | undefined {
    const start = step > 0 ? { lane: 0, at: -1 } : { lane: this.#lanes.length, at: 0 };
    let { lane, at } = this.#focus ?? start;
    for (;;) {
      at += step;
      let row = this.#lanes[lane];
      while (row === undefined || at < 0 || at >= row.tasks.length) {
        lane += step;
        row = this.#lanes[lane];
        if (row === undefined) return this.#focus;
        at = step > 0 ? 0 : row.tasks.length - 1;
      }
      if (this.#wanted[row.tasks[at]!] === 1) return { lane, at };
    }
  }

  /** Bars that share a pixel are drawn once: the first of a class hides the others. */
  #bars(
    context: CanvasRenderingContext2D,
    area: Area,
    { lane, top }: { readonly lane: Lane; readonly top: number },
    { colors, pale, background }: BarColors,
  ): void {
    const { from, to } = this.#view;
    const thick = Math.max(1, this.#laneHeight - 1);
    let drawnTo = Number.NEGATIVE_INFINITY;
    for (let at = firstEndingAfter(lane, from); at < lane.tasks.length; at++) {
      if (lane.from[at]! > to) break;
      const [x, end] = this.#span(area, lane, at);
      if (end < drawnTo) continue;
      const task = lane.tasks[at]!;
      const isWanted = this.#wanted[task] === 1;
      const color = isWanted ? colors[this.#colours.classOf(task)]! : pale;
      const w = Math.max(1, end - x);
      if (w >= DETAIL_PIXELS && isWanted) this.#detailed(context, area, { task, color, x, w, top, thick });
      else {
        context.fillStyle = color;
        context.fillRect(x, top, w > 2 ? w - 0.5 : w, thick);
      }
      this.#interruptions(context, area, { task, color, background, top, thick });
      drawnTo = Math.floor(x) + (w < 1.5 ? 1 : 0);
    }
  }

  /** A task whose connection is lost keeps its slot, but does not work: its bar is thin meanwhile. */
  #interruptions(
    context: CanvasRenderingContext2D,
    area: Area,
    bar: {
      readonly task: number;
      readonly color: string;
      readonly background: string;
      readonly top: number;
      readonly thick: number;
    },
  ): void {
    const { task, color, background, top, thick } = bar;
    const thin = Math.max(1, Math.round(thick * THIN));
    for (const { from, to } of interruptionsOf(this.#data.tasks, task)) {
      const x = Math.max(area.left, this.#view.xOf(from, area));
      const w = Math.min(area.left + area.width, this.#view.xOf(to, area)) - x;
      if (w <= 0) continue;
      context.fillStyle = background;
      context.fillRect(x, top, w, thick);
      context.fillStyle = color;
      context.fillRect(x, top + Math.floor((thick - thin) / 2), w, thin);
    }
  }

  /** Opening and closing are drawn pale, the transfer in full colour. */
  #detailed(
    context: CanvasRenderingContext2D,
    area: Area,
    bar: {
      readonly task: number;
      readonly color: string;
      readonly x: number;
      readonly w: number;
      readonly top: number;
      readonly thick: number;
    },
  ): void {
    const { task, color, x, w, top, thick } = bar;
    const { transferStart, transferEnd } = this.#data.tasks;
    context.fillStyle = color;
    context.globalAlpha = 0.45;
    context.fillRect(x, top, w - 0.5, thick);
    context.globalAlpha = 1;
    if (transferStart[task] === NEVER) return;
    const end = transferEnd[task] === NEVER ? this.#view.to : transferEnd[task]!;
    const from = Math.max(x, this.#view.xOf(transferStart[task]!, area));
    const to = Math.min(x + w - 0.5, this.#view.xOf(end, area));
    if (to > from) context.fillRect(from, top, to - from, thick);
  }

  /** One name per proxy, at its first visible slot. */
  #labels(
    context: CanvasRenderingContext2D,
    area: Area,
    palette: Palette,
    [first, last]: readonly [number, number],
  ): void {
    context.fillStyle = palette.background;
    context.fillRect(0, 0, area.left - 1, area.height);
    context.textAlign = 'right';
    context.textBaseline = 'top';
    let free = 0;
    for (let lane = first; lane < last; lane++) {
      const { proxy } = this.#lanes[lane]!;
      const isFirst = lane === first || this.#lanes[lane - 1]!.proxy !== proxy;
      const y = Math.max(0, lane * this.#laneHeight - this.#top);
      if (!isFirst) continue;
      context.fillStyle = palette.line;
      context.fillRect(0, y, area.left + area.width, 1);
      if (y < free || y + 10 > area.height) continue;
      const name = proxy === NO_NAME ? 'no proxy' : this.#names[proxy]!;
      context.fillStyle = palette.text;
      context.fillText(fitted(context, name, area.left - 10), area.left - 8, y + 2);
      free = y + 14;
    }
  }

  /** Frames the focused bar. */
  #frame(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    if (this.#focus === undefined) return;
    const lane = this.#lanes[this.#focus.lane]!;
    const [x, end] = this.#span(area, lane, this.#focus.at);
    context.strokeStyle = palette.text;
    context.lineWidth = 2;
    context.strokeRect(
      x - 1,
      this.#focus.lane * this.#laneHeight - this.#top - 1,
      Math.max(3, end - x + 1),
      this.#laneHeight + 1,
    );
  }

  /** Left and right end of a bar within the chart, pixels. */
  #span(area: Area, { from, to }: Lane, at: number): readonly [number, number] {
    return [
      Math.max(area.left, this.#view.xOf(from[at]!, area)),
      Math.min(area.left + area.width, this.#view.xOf(to[at]!, area)),
    ];
  }
}
