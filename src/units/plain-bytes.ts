const ZERO = 48;
const NINE = 57;
const SPACE = 32;
/** A double holds every integer of this many digits exactly. */
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
 * The fast path of `parseBytes` for inventories with a hundred thousand rows: digits, at most one space and a unit of
 * whole bytes, such as `500 GB`. Undefined for any other text, valid or not.
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
