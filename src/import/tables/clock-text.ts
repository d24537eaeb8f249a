import { HOUR_US, MINUTE_US, SECOND_US } from '../../units/civil-time.ts';

/** Halves of the day as Windows writes them: English, Spanish (`p. m.`), Chinese, Japanese, Korean, Greek. */
const MORNING = String.raw`a\.?\s?m\.?|上午|午前|오전|π\.?μ\.?`;
const EVENING = String.raw`p\.?\s?m\.?|下午|午後|오후|μ\.?μ\.?`;
const HALF = `(${MORNING}|${EVENING})`;
const IS_EVENING = new RegExp(`^(?:${EVENING})$`, 'i');

/** `22:00`, `10:00:00.5 PM`, `下午 10:00:00`, `T22:00:00+01:00` at the end of a text. */
const CLOCK = new RegExp(
  String.raw`(?:^|[,\s]|\dT)\s*(?:${HALF}\s*)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d+))?)?(?:\s*${HALF})?\s*(?:Z|[+-]\d{2}:?\d{2})?$`,
  'i',
);

/** A time of day, and the text before it. */
export interface ClockText {
  readonly before: string;
  /** Microseconds from midnight; undefined: there is no such time, such as 25:00 and 13:00 PM. */
  readonly us: number | undefined;
}

/** The time of day that a text ends with; undefined where it ends with none. */
export function clockAtEnd(text: string): ClockText | undefined {
  const match = CLOCK.exec(text);
  if (match === null) return undefined;
  const [whole, halfBefore, hours, minutes, seconds = '0', fraction = '', halfBehind] = match;
  // Of `5T22:00` the digit belongs to the date.
  const start = match.index + (/^\dT/i.test(whole) ? 1 : 0);
  const half = halfBefore ?? halfBehind;
  const hour = half === undefined ? Number(hours) : hourOfHalf(Number(hours), IS_EVENING.test(half));
  const [minute, second] = [Number(minutes), Number(seconds)];
  const isTime = hour !== undefined && hour <= 23 && minute <= 59 && second <= 59;
  const rest = Number(fraction.slice(0, 6).padEnd(6, '0'));
  return {
    before: text.slice(0, start),
    us: isTime ? hour * HOUR_US + minute * MINUTE_US + second * SECOND_US + rest : undefined,
  };
}

/** Of a clock with twelve hours, which calls the first of them 12; undefined where there is no such hour. */
function hourOfHalf(hour: number, isEvening: boolean): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (isEvening ? 12 : 0);
}
