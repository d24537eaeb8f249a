import { formatDuration } from '../../units/format-quantity.ts';

/** Significant digits of a fitted value: more would be noise. */
const DIGITS = 3;
/** Decimal places of a share: what rounds to 0.00% is zero. */
const SHARE_PLACES = 4;

/** A share of 0 to 1 as a scenario writes it: `4.87%`. */
export function percentText(share: number): string {
  const percent = share * 100;
  return `${percent >= 0.01 ? Number(percent.toPrecision(DIGITS)) : Number(percent.toFixed(SHARE_PLACES))}%`;
}

/** A plain number, such as a ratio. */
export function ratioText(ratio: number): string {
  return `${Number(ratio.toPrecision(DIGITS))}`;
}

const TENTH_US = 100_000;

/** Microseconds, rounded to a tenth of a second. */
export function durationText(us: number): string {
  return formatDuration(Math.round(us / TENTH_US) * TENTH_US);
}
