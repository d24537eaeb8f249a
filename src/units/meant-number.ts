/** A number with one comma and what follows it: `1,5 TB`, `2,5%`, `1,500 MB/s`. */
const COMMA = /^(\d+),(\d+)(\D*)$/s;
/** A point before three digits of which the last is a 0, and a unit of data or a rate: `1.500 MB/s`, but not `2.048 TB`. */
const POINT = /^([1-9]\d{0,2})\.(\d\d0)(\s*[kKMGTP]?i?(?:[bB]|bit)\S*)$/;

/**
 * A number with a comma as it has to be written here: `1.5 TB` for `1,5 TB`. A comma before three digits separates thousands:
 * `1500 MB/s` for `1,500 MB/s`. Undefined for all other texts.
 */
export function withoutComma(text: string): string | undefined {
  const match = COMMA.exec(text.trim());
  if (match === null) return undefined;
  const [, whole, rest, unit] = match;
  return rest!.length === 3 && whole !== '0' ? `${whole}${rest}${unit}` : `${whole}.${rest}${unit}`;
}

/** A number whose point might separate thousands, in both meanings; undefined for all other texts. */
export function eitherPoint(
  text: string,
): { readonly thousands: string; readonly decimal: string } | undefined {
  const match = POINT.exec(text.trim());
  if (match === null) return undefined;
  const [, whole, rest, unit] = match;
  const fraction = rest!.replace(/0+$/, '');
  return {
    thousands: `${whole}${rest}${unit}`,
    decimal: `${fraction === '' ? whole : `${whole}.${fraction}`}${unit}`,
  };
}
