/**
 * A decimal number read digit by digit, so that `0.1 GB` is exactly 100,000,000 bytes: a float multiplication would not say so.
 * The value is `digits / 10^scale`.
 */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;
/** More digits than any quantity needs; keeps the arithmetic small whatever the input. */
const MAX_DIGITS = 40;

/** Undefined when the text is not plain digits with at most one decimal point. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text);
  if (match === null || text.length > MAX_DIGITS) return undefined;
  const fraction = match[2] ?? '';
  return { digits: BigInt(match[1] + fraction), scale: fraction.length };
}

/** `decimal × factor ÷ divisor` as a whole number, or undefined where that is not whole. */
export function wholeMultiple(decimal: Decimal, factor: bigint, divisor = 1n): bigint | undefined {
  const numerator = decimal.digits * factor;
  const denominator = powerOfTen(decimal.scale) * divisor;
  return numerator % denominator === 0n ? numerator / denominator : undefined;
}

/** `decimal × factor ÷ divisor` as the nearest number. */
export function nearestMultiple(decimal: Decimal, factor: bigint, divisor = 1n): number {
  const whole = wholeMultiple(decimal, factor, divisor);
  if (whole !== undefined) return Number(whole);
  return Number(decimal.digits * factor) / Number(powerOfTen(decimal.scale) * divisor);
}

function powerOfTen(exponent: number): bigint {
  if (exponent === 0) return 1n;
  return BigInt(`1${'0'.repeat(exponent)}`);
}
