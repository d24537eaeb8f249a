const ZERO = 48;
const NINE = 57;
const SPACE = 32;
/** Numbers of so many digits are exact. */
const EXACT_DIGITS = 15;

const BYTES_OF: ReadonlyMap<string, number> = new Map([
  ['B', 1],
  ['kB', 1e3],
  ['KB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
  ['PB', 1e15],
  ['KiB', 1024],
  ['MiB', 1_048_576],
  ['GiB', 1_073_741_824],
  ['TiB', 1_099_511_627_776],
  ['PiB', 1_125_899_906_842_624],
]);

/**
 * Bytes of `500 GB`, as the rows of an inventory say it a hundred thousand times: digits, a space or none, and a unit of whole
 * bytes. Undefined for everything else, which `parseBytes` reads or refuses.
 */
export function plainBytes(text: string): number | undefined {
  let amount = 0;
  let at = 0;
  for (; at < text.length && at <= EXACT_DIGITS; at++) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) break;
    amount = amount * 10 + code - ZERO;
  }
  if (at === 0 || at > EXACT_DIGITS) return undefined;
  const unit = BYTES_OF.get(text.slice(text.charCodeAt(at) === SPACE ? at + 1 : at));
  if (unit === undefined) return undefined;
  const bytes = amount * unit;
  return bytes <= Number.MAX_SAFE_INTEGER ? bytes : undefined;
}
