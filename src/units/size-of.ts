import { parseDecimal } from './decimal.ts';
import { parseDuration } from './parse-duration.ts';
import { parseBytes, parseRate, parseShare } from './parse-quantity.ts';

/** The value of a quantity in its base unit (bytes, bytes per second, microseconds, a share, a count); null: not a quantity. */
export function sizeOf(text: string): number | null {
  if (isBareNumber(text)) return Number(text);
  for (const parse of [parseShare, parseRate, parseBytes, parseDuration]) {
    const read = parse(text);
    if (read.ok) return read.value;
  }
  return null;
}

/** Whether a text is a time with its unit. */
export function isDuration(text: string): boolean {
  return parseDuration(text).ok;
}

/** Whether a text is a number without a unit: a count. */
export function isBareNumber(text: string): boolean {
  return parseDecimal(text) !== undefined;
}
