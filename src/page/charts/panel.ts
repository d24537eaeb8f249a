import type { FaultSummary } from '../../metrics/summary/summary.ts';
import { clockTicks } from '../../report/charts/clock-ticks.ts';
import { faultMarks, MOST_MARKS } from '../../report/data/fault-marks.ts';
import { type Palette, TEXT_SIZE } from '../../report/theme.ts';
import { currentPalette, isOnPaper, onPaletteChange } from './palette.ts';
import type { TimeView } from './time-view.ts';
import { hideTip, showTip } from './tip.ts';

/** Where a chart draws, in pixels of the canvas's own coordinates. */
export interface Area {
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** As on a phone: no room for names beside the drawing. */
  readonly isNarrow: boolean;
}

/** What a panel draws and describes; the panel itself handles the time axis, zooming, panning and the tooltip. */
export interface Drawing {
  /** Height without the axis, pixels. */
  height(isNarrow: boolean): number;
  draw(context: CanvasRenderingContext2D, area: Area, palette: Palette): void;
  /** A description of what is at a point; undefined: nothing. */
  tellAt(seconds: number, y: number, area: Area): string | undefined;
  /** Scrolls the content vertically, by pixels. */
  scroll?(pixels: number, area: Area): void;
  /** The visible part of the whole height, as shares 0 to 1. */
  shown?(area: Area): { readonly from: number; readonly to: number };
  /** Whether the lines of faults go behind it, as it shows the faults itself. */
  readonly isOverLines?: boolean;
  /** Handles a key specific to this chart; returns whether it was one. */
  key?(key: string): boolean;
}

const AXIS_HEIGHT = 22;
/** A canvas below this width is narrow, pixels. */
const NARROW = 600;
const LABEL_WIDTH = 160;
const NARROW_LABEL_WIDTH = 64;
/** Width between the margins of an A4 page, pixels. */
const PAPER_WIDTH = 700;
const THUMB_WIDTH = 5;
/** How far the line of a fault reaches below the axis, pixels. */
const TICK = 5;
const PIXELS_PER_TICK = 90;
/** Least gap between two labels, pixels. */
const LABEL_GAP = 8;
const ZOOM_STEP = 1.4;

/** What all panels of a page have in common. */
export interface TimeAxis {
  readonly view: TimeView;
  /** Start of the simulated time: microseconds since 1970-01-01T00:00, local. */
  readonly clockStartUs: number;
  /** Marked in each panel by a line where they begin. */
  readonly faults: readonly FaultSummary[];
}

/** A canvas with a time axis over the run. */
export class Panel {
  readonly #canvas: HTMLCanvasElement;
  readonly #drawing: Drawing;
  readonly #view: TimeView;
  readonly #clockStartUs: number;
  readonly #faults: readonly FaultSummary[];
  #booked = false;
  #drag: { readonly x: number; readonly y: number } | undefined;

  constructor(canvas: HTMLCanvasElement, drawing: Drawing, { view, clockStartUs, faults }: TimeAxis) {
    this.#canvas = canvas;
    this.#drawing = drawing;
    this.#view = view;
    this.#clockStartUs = clockStartUs;
    this.#faults = faults;
    view.onChange(() => this.redraw());
    onPaletteChange(() => this.#draw());
    new ResizeObserver(() => this.redraw()).observe(canvas.parentElement!);
    this.#listen();
    this.#draw();
  }

  /** Redraws in the next frame, however often it is called before that. */
  redraw(): void {
    if (this.#booked) return;
    this.#booked = true;
    requestAnimationFrame(() => {
      this.#booked = false;
      this.#draw();
    });
  }

  #draw(): void {
    const width = this.#width();
    const area = this.#area();
    const height = area.height + AXIS_HEIGHT;
    const scale = window.devicePixelRatio;
    this.#canvas.width = Math.round(width * scale);
    this.#canvas.height = Math.round(height * scale);
    this.#canvas.style.height = `${height}px`;
    const context = this.#canvas.getContext('2d')!;
    context.scale(scale, scale);
    const palette = currentPalette();
    context.fillStyle = palette.background;
    context.fillRect(0, 0, width, height);
    context.font = `${TEXT_SIZE.tick}px system-ui, sans-serif`;
    this.#axis(context, area, palette);
    const { isOverLines = false } = this.#drawing;
    if (isOverLines) this.#faultLines(context, area, palette);
    this.#drawing.draw(context, area, palette);
    if (!isOverLines) this.#faultLines(context, area, palette);
    this.#thumb(context, area, palette);
  }

  /** Width of the canvas. For printing it is fixed, because the layout happens after the drawing. */
  #width(): number {
    return isOnPaper() ? PAPER_WIDTH : this.#canvas.parentElement!.clientWidth;
  }

  #area(): Area {
    const width = this.#width();
    const isNarrow = width < NARROW;
    const left = isNarrow ? NARROW_LABEL_WIDTH : LABEL_WIDTH;
    const height = this.#drawing.height(isNarrow);
    return { left, width: Math.max(1, width - left - 1), height, isNarrow };
  }

  #axis(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    const { left, width, height } = area;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    // Labels at the edges are moved inwards, and may then collide with the next one.
    let free = left;
    const most = Math.max(2, width / PIXELS_PER_TICK);
    for (const { seconds, time, day } of clockTicks(this.#view, this.#clockStartUs, most)) {
      const label = time === null ? day : `${day} ${time}`;
      const x = this.#view.xOf(seconds, area);
      context.fillStyle = palette.line;
      context.fillRect(Math.round(x), 0, 1, height);
      const half = context.measureText(label).width / 2;
      const middle = Math.max(left + half, Math.min(left + width - half, x));
      if (middle - half < free) continue;
      free = middle + half + LABEL_GAP;
      context.fillStyle = palette.quiet;
      context.fillText(label, middle, height + AXIS_HEIGHT / 2);
    }
  }

  #faultLines(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    const marks = faultMarks(this.#faults, this.#view);
    if (marks.length > MOST_MARKS) return;
    context.fillStyle = palette.bad;
    for (const { at } of marks)
      context.fillRect(Math.round(this.#view.xOf(at, area)), 0, 1, area.height + TICK);
  }

  /** A scroll thumb at the right, if not everything is visible. */
  #thumb(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    const { from, to } = this.#drawing.shown?.(area) ?? { from: 0, to: 1 };
    if (to - from >= 1) return;
    const { left, width, height } = area;
    const right = left + width + 1;
    context.fillStyle = palette.line;
    context.fillRect(right - THUMB_WIDTH, 0, THUMB_WIDTH, height);
    context.fillStyle = palette.quiet;
    context.fillRect(right - THUMB_WIDTH, from * height, THUMB_WIDTH, (to - from) * height);
  }

  #listen(): void {
    const canvas = this.#canvas;
    canvas.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      this.#drag = { x: event.offsetX, y: event.offsetY };
    });
    canvas.addEventListener('pointermove', (event) => {
      if (this.#drag === undefined) this.#hover(event);
      else this.#dragged(event, this.#drag);
    });
    const letGo = () => {
      this.#drag = undefined;
    };
    canvas.addEventListener('pointerup', letGo);
    canvas.addEventListener('pointercancel', letGo);
    canvas.addEventListener('pointerleave', hideTip);
    canvas.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    canvas.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !this.#key(event.key)) return;
      event.preventDefault();
    });
  }

  #hover(event: PointerEvent): void {
    const area = this.#area();
    const told =
      event.offsetX < area.left || event.offsetY > area.height
        ? undefined
        : this.#drawing.tellAt(this.#view.secondsAt(event.offsetX, area), event.offsetY, area);
    if (told === undefined) hideTip();
    else showTip(told, event.clientX, event.clientY);
  }

  #dragged(event: PointerEvent, { x, y }: { readonly x: number; readonly y: number }): void {
    hideTip();
    this.#view.pan(((x - event.offsetX) / this.#area().width) * this.#view.length);
    this.#drawing.scroll?.(y - event.offsetY, this.#area());
    this.#drag = { x: event.offsetX, y: event.offsetY };
    this.redraw();
  }

  /** Until the reader has focused a chart, the wheel scrolls the page. */
  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== this.#canvas) return;
    event.preventDefault();
    if (event.shiftKey) this.#view.pan(Math.sign(event.deltaY + event.deltaX) * this.#view.length * 0.1);
    else
      this.#view.zoom(
        event.deltaY > 0 ? ZOOM_STEP : 1 / ZOOM_STEP,
        this.#view.secondsAt(event.offsetX, this.#area()),
      );
  }

  #key(key: string): boolean {
    if (this.#drawing.key?.(key) === true) return true;
    const step = this.#view.length * 0.15;
    switch (key) {
      case 'ArrowLeft':
        this.#view.pan(-step);
        return true;
      case 'ArrowRight':
        this.#view.pan(step);
        return true;
      case '+':
      case '=':
        this.#view.zoom(1 / ZOOM_STEP);
        return true;
      case '-':
        this.#view.zoom(ZOOM_STEP);
        return true;
      case '0':
        this.#view.showAll();
        return true;
      case 'ArrowUp':
      case 'ArrowDown':
        if (this.#drawing.scroll === undefined) return false;
        this.#drawing.scroll(key === 'ArrowUp' ? -40 : 40, this.#area());
        this.redraw();
        return true;
      default:
        return false;
    }
  }
}
