import { dataUnit } from './data-unit.ts';
import { type Decimal, nearestMultiple, parseDecimal, wholeMultiple } from './decimal.ts';
import { withoutComma } from './meant-number.ts';
import { plainBytes } from './plain-bytes.ts';
import { type Quantity, read, refuse, shown } from './quantity-problem.ts';

const AMOUNT = /^(\d[\d.,_]*)\s*(.*)$/s;

/** Splits `250 MB/s` into its number and its unit. */
function split(text: string, example: string): Quantity<{ amount: Decimal; unit: string }> {
  const trimmed = text.trim();
  if (/^[-−]/.test(trimmed)) return refuse('out-of-range', `${shown(text)} is negative.`);
  const match = AMOUNT.exec(trimmed);
  // A digit behind the number is in no unit: `50-100 GB`, `2 x 10 Gbit/s`, `10 000 MB`.
  if (match === null || /\d/.test(match[2]!))
    return refuse(
      'bad-quantity',
      `${shown(text)} is not a number with a unit.`,
      `Write for example ${example}.`,
    );
  const amount = parseDecimal(match[1]!);
  if (amount === undefined) {
    const meant = withoutComma(trimmed);
    return refuse(
      'bad-quantity',
      `${shown(match[1]!)} is not a decimal number.`,
      meant === undefined
        ? `Write digits with at most one point, for example ${example}.`
        : `Write ${meant}.`,
    );
  }
  const unit = match[2]!;
  if (unit === '')
    return refuse('missing-unit', `${shown(trimmed)} has no unit.`, `Write for example ${example}.`);
  return read({ amount, unit });
}

/** The refusal of a bare number where a unit is needed: nobody should have to know base units to read a scenario. */
export function bareNumber(value: number, example: string): Quantity<never> {
  return refuse('missing-unit', `${value} has no unit.`, `Write for example ${example}.`);
}

/** `500 GB`, `2 TiB`: whole bytes, at most 2^53. */
export function parseBytes(text: string): Quantity {
  const plain = plainBytes(text);
  return plain === undefined ? anyBytes(text) : read(plain);
}

/** `parseBytes` without its fast path. */
export function anyBytes(text: string): Quantity {
  const parts = split(text, '500 GB or 2 TiB');
  if (!parts.ok) return parts;
  if (parts.value.unit.includes('/'))
    return refuse(
      'unknown-unit',
      `${shown(text)} is a rate, but an amount of data is needed.`,
      'Write for example 500 GB.',
    );
  const unit = dataUnit(parts.value.unit);
  if (!unit.ok) return unit;
  const bytes = wholeMultiple(parts.value.amount, unit.value.bits, 8n);
  if (bytes === undefined) return refuse('bad-quantity', `${shown(text)} is not a whole number of bytes.`);
  if (bytes > BigInt(Number.MAX_SAFE_INTEGER))
    return refuse('out-of-range', `${shown(text)} is more than 2^53 bytes (about 9 PB).`);
  return read(Number(bytes));
}

const SECONDS_OF: ReadonlyMap<string, bigint> = new Map([
  ['s', 1n],
  ['min', 60n],
  ['h', 3600n],
]);

/** `250 MB/s`, `10 Gbit/s`, `10 Gbps`, `100 MiB/min`: bytes per second, not always whole. */
export function parseRate(text: string): Quantity {
  const example = '250 MB/s or 10 Gbit/s';
  const parts = split(text, example);
  if (!parts.ok) return parts;
  const { amount, unit } = parts.value;
  // `Gbps` always means bits and `GBps` bytes: only here does common usage settle the case of the b.
  const perSecond = /^([kKMGTP]?i?)(b|B)ps$/.exec(unit);
  const [data, per] =
    perSecond === null ? splitRate(unit) : [`${perSecond[1]}${perSecond[2] === 'b' ? 'bit' : 'B'}`, 's'];
  if (per === undefined) {
    const asData = dataUnit(data);
    if (!asData.ok) return asData.problem.code === 'unknown-unit' ? refuseRate(unit, example) : asData;
    return refuse(
      'missing-unit',
      `${shown(text)} is an amount of data, but a rate is needed.`,
      `Write ${text.trim()}/s.`,
    );
  }
  const seconds = SECONDS_OF.get(per);
  if (seconds === undefined)
    return refuse(
      'unknown-unit',
      `${shown(`/${per}`)} is not a unit of time for a rate.`,
      'Write /s, /min or /h.',
    );
  const resolved = dataUnit(data);
  if (!resolved.ok) return resolved;
  const rate = nearestMultiple(amount, resolved.value.bits, 8n * seconds);
  if (rate > Number.MAX_SAFE_INTEGER)
    return refuse('out-of-range', `${shown(text)} is more than 2^53 bytes per second.`);
  return read(rate);
}

function refuseRate(unit: string, example: string): Quantity<never> {
  // Networks are called 10G, 10 GbE or 10 Gigabit, which all are bits.
  const inBits = /^([mgtp])(?:bps|be|e|ig|igabit|igabits|bit\/sec)$/i.exec(unit);
  const hint =
    inBits === null ? `Write for example ${example}.` : `Did you mean '${inBits[1]!.toUpperCase()}bit/s'?`;
  return refuse('unknown-unit', `${shown(unit)} is not a unit of a rate.`, hint);
}

function splitRate(unit: string): [string, string | undefined] {
  const slash = unit.indexOf('/');
  return slash < 0 ? [unit, undefined] : [unit.slice(0, slash).trim(), unit.slice(slash + 1).trim()];
}

/** A rate, or `unlimited` (Infinity). */
export function parseCapacity(text: string): Quantity {
  const word = text.trim();
  if (word === 'unlimited') return read(Number.POSITIVE_INFINITY);
  return /^(?:unlimited|none|no|max|inf|infinite|infinity)$/i.test(word)
    ? refuse('bad-quantity', `${shown(text)} is not a rate.`, 'Write unlimited, or leave it out.')
    : parseRate(text);
}

/** `12%` or `0.12` as a number from 0 to 1. */
export function parseShare(text: string): Quantity {
  const trimmed = text.trim();
  const match = /^(.*?)\s*%$/s.exec(trimmed);
  const amount = parseDecimal(match === null ? trimmed : match[1]!);
  if (amount === undefined) {
    if (/^[-−]/.test(trimmed)) return refuse('out-of-range', `${shown(text)} is negative.`);
    const meant = withoutComma(trimmed);
    const hint = meant === undefined ? 'Write for example 12%.' : `Write ${meant}.`;
    return refuse('bad-quantity', `${shown(text)} is not a share.`, hint);
  }
  const share = nearestMultiple(amount, 1n, match === null ? 1n : 100n);
  return share > 1 ? tooLarge(text, match === null) : read(share);
}

/** A YAML number as a share: 0.12 is 12 %. */
export function shareOfNumber(value: number): Quantity {
  if (!Number.isFinite(value))
    return refuse('bad-quantity', `${value} is not a share.`, 'Write for example 12%.');
  if (value < 0) return refuse('out-of-range', `${value} is negative.`);
  return value > 1 ? tooLarge(`${value}`, true) : read(value);
}

function tooLarge(text: string, bare: boolean): Quantity<never> {
  const hint = bare ? `Write ${text}% if you mean percent.` : undefined;
  return refuse('out-of-range', `${shown(text)} is too large: a share is at most 100%.`, hint);
}
