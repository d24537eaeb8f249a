import { DAY_US, HOUR_US, MINUTE_US, SECOND_US } from '../../units/civil-time.ts';
import { formatDateTime, formatTime } from '../../units/format-quantity.ts';

const STEPS_US = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND_US),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE_US),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR_US),
  ...[1, 2, 7, 14, 28, 91].map((n) => n * DAY_US),
];

export interface Tick {
  /** Seconds of the run. */
  readonly at: number;
  readonly label: string;
}

/** Round wall-clock times, at most `most` of them. */
export function clockTicks(clockStartUs: number, from: number, to: number, most: number): Tick[] {
  const lengthUs = (to - from) * SECOND_US;
  const stepUs = STEPS_US.find((step) => lengthUs / step <= most) ?? STEPS_US.at(-1)!;
  const first = Math.ceil((clockStartUs + from * SECOND_US) / stepUs) * stepUs;
  const ticks: Tick[] = [];
  for (let at = first; at <= clockStartUs + to * SECOND_US; at += stepUs) {
    ticks.push({ at: (at - clockStartUs) / SECOND_US, label: labelOf(at, stepUs) });
  }
  return ticks;
}

function labelOf(instantUs: number, stepUs: number): string {
  const time = formatTime(instantUs);
  if (stepUs >= DAY_US) return `${time.slice(0, 3)} ${formatDateTime(instantUs).slice(5, 10)}`;
  return stepUs >= MINUTE_US ? time.slice(0, -3) : time.slice(4);
}

/** Round numbers from 0 to at least `most`, in at most four steps. */
export function countTicks(most: number): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((size) => size >= rough)!;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step);
}
