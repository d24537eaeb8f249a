import { formatDuration } from '../../units/format-quantity.ts';

/** Figures of a value that is fitted: more would be noise. */
const DIGITS = 3;
/** Of a per cent: what is less is nothing. */
const SHARE_PLACES = 4;

/** A share of 0 to 1 as a scenario says it: `4.87%`. */
export function percentText(share: number): string {
  const percent = share * 100;
  return `${percent >= 0.01 ? Number(percent.toPrecision(DIGITS)) : Number(percent.toFixed(SHARE_PLACES))}%`;
}

/** A plain number, such as a ratio. */
export function ratioText(ratio: number): string {
  return `${Number(ratio.toPrecision(DIGITS))}`;
}

const TENTH_US = 100_000;

/** Microseconds to a tenth of a second. */
export function durationText(us: number): string {
  return formatDuration(Math.round(us / TENTH_US) * TENTH_US);
}
