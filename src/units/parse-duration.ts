import { parseDecimal, wholeMultiple } from './decimal.ts';
import { type Quantity, read, refuse, shown } from './quantity-problem.ts';

const EXAMPLE = 'Write for example 15s, 90 min or 8h30m.';

/** Largest first, which is also the order of the parts of a compound duration. */
const UNITS: readonly (readonly [string, bigint])[] = [
  ['w', 604_800_000_000n],
  ['d', 86_400_000_000n],
  ['h', 3_600_000_000n],
  ['min', 60_000_000n],
  ['s', 1_000_000n],
  ['ms', 1000n],
  ['us', 1n],
];

const SPELLINGS: ReadonlyMap<string, number> = new Map([
  ['w', 0],
  ['d', 1],
  ['h', 2],
  ['min', 3],
  ['m', 3],
  ['s', 4],
  ['ms', 5],
  ['us', 6],
  ['µs', 6],
  ['μs', 6],
]);

/** What people write for a unit, for a hint. */
const UNIT_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(?:w|wks?|weeks?)$/, 'w'],
  [/^(?:d|days?)$/, 'd'],
  [/^(?:h|hrs?|hours?)$/, 'h'],
  [/^(?:m|mins?|minutes?)$/, 'min'],
  [/^(?:s|secs?|seconds?)$/, 's'],
  [/^(?:ms|msecs?|millis|milliseconds?)$/, 'ms'],
];

const PART = /(\d+(?:\.\d+)?)\s*([a-zA-Zµμ]+)\s*/y;
const ISO = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** `8h`, `8h30m`, `90 min`, `250ms`, `PT8H30M`: whole microseconds. */
export function parseDuration(text: string): Quantity {
  const trimmed = text.trim();
  if (/^[-−]/.test(trimmed)) return refuse('out-of-range', `${shown(text)} is negative.`);
  if (parseDecimal(trimmed) !== undefined)
    return refuse('missing-unit', `${shown(text)} has no unit of time.`, EXAMPLE);
  if (trimmed.startsWith('P')) return parseIso(text, trimmed);
  let total = 0n;
  let position = 0;
  let lastRank = -1;
  // A fresh sticky expression: the `lastIndex` of a shared one would be hidden module state.
  const part = new RegExp(PART.source, 'y');
  while (position < trimmed.length) {
    part.lastIndex = position;
    const match = part.exec(trimmed);
    if (match === null) return refuse('bad-quantity', `${shown(text)} is not a duration.`, hintFor(trimmed));
    const rank = SPELLINGS.get(match[2]!);
    if (rank === undefined)
      return refuse('unknown-unit', `${shown(match[2]!)} is not a unit of time.`, hintForUnit(match[2]!));
    if (rank <= lastRank)
      return refuse(
        'bad-quantity',
        `The parts of ${shown(text)} must go from the largest unit to the smallest.`,
        EXAMPLE,
      );
    const micros = inMicroseconds(match[1]!, rank);
    if (micros === undefined)
      return refuse('bad-quantity', `${shown(text)} is not a whole number of microseconds.`);
    total += micros;
    lastRank = rank;
    position = part.lastIndex;
  }
  return position === 0
    ? refuse('bad-quantity', `${shown(text)} is not a duration.`, EXAMPLE)
    : bounded(text, total);
}

function hintForUnit(unit: string): string {
  const meant = UNIT_WORDS.find(([words]) => words.test(unit.toLowerCase()))?.[1];
  if (meant !== undefined) return `Did you mean '${meant}'?`;
  return /^(?:mo|months?|y|yrs?|years?)$/i.test(unit)
    ? 'Months and years have no fixed length: write days, such as 30d.'
    : 'Units are w, d, h, min, s, ms and us.';
}

/** `8:30` may be a length or a time of day; a duration can only be the former. */
function hintFor(text: string): string {
  const match = /^(\d{1,3}):(\d{2})$/.exec(text);
  if (match === null) return EXAMPLE;
  const minutes = Number(match[2]);
  return `For a length of time write ${Number(match[1])}h${minutes === 0 ? '' : `${minutes}m`}.`;
}

function parseIso(text: string, trimmed: string): Quantity {
  const match = ISO.exec(trimmed);
  const parts = match === null ? [] : match.slice(1, 6);
  if (parts.every((part) => part === undefined)) {
    const hint = /^P[^T]*[YM]/.test(trimmed) ? 'Years and months have no fixed length; write days.' : EXAMPLE;
    return refuse('bad-quantity', `${shown(text)} is not an ISO 8601 duration.`, hint);
  }
  let total = 0n;
  for (const [rank, part] of parts.entries()) {
    if (part === undefined) continue;
    const micros = inMicroseconds(part, rank);
    if (micros === undefined)
      return refuse('bad-quantity', `${shown(text)} is not a whole number of microseconds.`);
    total += micros;
  }
  return bounded(text, total);
}

function inMicroseconds(amount: string, rank: number): bigint | undefined {
  const decimal = parseDecimal(amount);
  return decimal === undefined ? undefined : wholeMultiple(decimal, UNITS[rank]![1]);
}

function bounded(text: string, micros: bigint): Quantity {
  if (micros > BigInt(Number.MAX_SAFE_INTEGER))
    return refuse('out-of-range', `${shown(text)} is more than 2^53 microseconds (285 years).`);
  return read(Number(micros));
}
