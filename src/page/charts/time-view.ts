import type { TimeRange } from '../../metrics/time-range.ts';

/** The horizontal pixels that the visible time covers. */
interface Across {
  readonly left: number;
  readonly width: number;
}

/** The part of the run that all charts show, in seconds; charts listen for changes. */
export class TimeView {
  readonly wholeFrom: number;
  readonly wholeTo: number;
  readonly #night: TimeRange | null;
  from: number;
  to: number;
  readonly #listeners: (() => void)[] = [];

  /** `night`: the longest, where the run has several. */
  constructor({ from, to }: TimeRange, night: TimeRange | null = null) {
    this.#night = night;
    this.wholeFrom = from;
    this.wholeTo = Math.max(to, from + SHORTEST);
    this.from = this.wholeFrom;
    this.to = this.wholeTo;
  }

  get length(): number {
    return this.to - this.from;
  }

  /** The position of an instant in pixels. */
  xOf(seconds: number, { left, width }: Across): number {
    return left + ((seconds - this.from) / this.length) * width;
  }

  /** The instant at a position. */
  secondsAt(x: number, { left, width }: Across): number {
    return this.from + ((x - left) / width) * this.length;
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Zooms around an instant that keeps its position; a factor below 1 shows less of the run. */
  zoom(factor: number, around = (this.from + this.to) / 2): void {
    const length = Math.max(SHORTEST, Math.min(this.wholeTo - this.wholeFrom, this.length * factor));
    const share = (around - this.from) / this.length;
    this.#show(around - share * length, length);
  }

  pan(seconds: number): void {
    this.#show(this.from + seconds, this.length);
  }

  showAll(): void {
    this.#show(this.wholeFrom, this.wholeTo - this.wholeFrom);
  }

  showLongestNight(): void {
    if (this.#night !== null) this.#show(this.#night.from, this.#night.to - this.#night.from);
  }

  /** Moves the view so that an interval is visible. */
  reveal(from: number, to: number): void {
    if (from >= this.from && to <= this.to) return;
    const length = Math.max(this.length, (to - from) * 1.2);
    this.#show((from + to - length) / 2, length);
  }

  #show(from: number, length: number): void {
    const begin = Math.max(this.wholeFrom, Math.min(from, this.wholeTo - length));
    if (begin === this.from && begin + length === this.to) return;
    this.from = begin;
    this.to = begin + length;
    for (const listener of this.#listeners) listener();
  }
}

const SHORTEST = 1;
