/**
 * An exact decimal number: `0.1 GB` is exactly 100,000,000 bytes, which floating-point multiplication does not guarantee.
 * The value is `digits / 10^scale`.
 */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;
/** More digits than any quantity needs. Bounds the cost of the arithmetic for any input. */
const MAX_DIGITS = 40;

/** Undefined unless the text is digits with at most one decimal point, 40 characters at most. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text);
  if (match === null || text.length > MAX_DIGITS) return undefined;
  const fraction = match[2] ?? '';
  return { digits: BigInt(match[1] + fraction), scale: fraction.length };
}

/** `decimal × factor ÷ divisor`, or undefined if that is not a whole number. */
export function wholeMultiple(decimal: Decimal, factor: bigint, divisor = 1n): bigint | undefined {
  const numerator = decimal.digits * factor;
  const denominator = powerOfTen(decimal.scale) * divisor;
  return numerator % denominator === 0n ? numerator / denominator : undefined;
}

/** `decimal × factor ÷ divisor`, rounded to a double. */
export function nearestMultiple(decimal: Decimal, factor: bigint, divisor = 1n): number {
  const whole = wholeMultiple(decimal, factor, divisor);
  if (whole !== undefined) return Number(whole);
  return Number(decimal.digits * factor) / Number(powerOfTen(decimal.scale) * divisor);
}

function powerOfTen(exponent: number): bigint {
  if (exponent === 0) return 1n;
  return BigInt(`1${'0'.repeat(exponent)}`);
}
