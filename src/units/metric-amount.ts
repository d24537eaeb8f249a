import { SECOND_US } from './civil-time.ts';
import { parseDecimal } from './decimal.ts';
import { type MetricUnit, metricUnit, UNIT_WORDS } from './metric-unit.ts';
import { parseDuration } from './parse-duration.ts';
import { parseBytes, parseRate } from './parse-quantity.ts';
import { type Quantity, read, refuse, shown } from './quantity-problem.ts';

/** An amount that a metric of the summary is compared with: seconds, bytes, bytes per second, a share. */
export interface MetricAmount {
  readonly value: number;
  /** Undefined: a bare number. */
  readonly unit: MetricUnit | undefined;
}

const AMOUNTS = 'Write for example 8h, 40%, 500 GB or 100 MB/s.';

/** `8h`, `40%`, `500 GB`, `100 MB/s` or a bare number. */
export function parseMetricAmount(text: string): Quantity<MetricAmount> {
  const trimmed = text.trim();
  if (parseDecimal(trimmed) !== undefined) return read({ value: Number(trimmed), unit: undefined });
  if (trimmed.endsWith('%')) return inUnit('share', percentage(trimmed));
  if (/\/|[bB]ps$/.test(trimmed)) return inUnit('rate', parseRate(trimmed));
  if (/(B|bit)$/.test(trimmed)) return inUnit('bytes', parseBytes(trimmed));
  if (!/\d/.test(trimmed))
    return refuse('bad-quantity', `${shown(text)} is not a number or an amount.`, AMOUNTS);
  const parsed = parseDuration(trimmed);
  return parsed.ok ? read({ value: parsed.value / SECOND_US, unit: 'seconds' }) : parsed;
}

function inUnit(unit: MetricUnit, parsed: Quantity): Quantity<MetricAmount> {
  return parsed.ok ? read({ value: parsed.value, unit }) : parsed;
}

/** Unlike other shares, a metric's may exceed 100 %: an overrun, a gap. */
function percentage(text: string): Quantity {
  const amount = /^(\d+(?:\.\d+)?)\s*%$/.exec(text);
  if (amount === null)
    return refuse('bad-quantity', `${shown(text)} is not a share.`, 'Write for example 40%.');
  return read(Number(amount[1]) / 100);
}

interface UnitProblem {
  readonly code: 'contradiction' | 'missing-unit';
  readonly message: string;
  readonly hint?: string;
}

/** The unit of a bare number: its symbol, its name and an example. Shares and counts need no unit. */
const BASE_UNITS: Readonly<
  Record<Exclude<MetricUnit, 'share' | 'count'>, readonly [string, string, string]>
> = {
  seconds: ['s', 'seconds', '8h'],
  bytes: ['B', 'bytes', '500 GB'],
  rate: ['B/s', 'bytes per second', '250 MB/s'],
};

/** The only share that can be more than 1. */
const BEYOND_ONE = /gap$/;

/**
 * Why a metric cannot be compared with an amount: the amount has another unit, or lacks one. Undefined: it can be. 0
 * needs no unit. `named`: what the message calls the amount; `written`: the number as the user wrote it.
 */
export function unitProblem(
  metric: string,
  amount: MetricAmount,
  { named, written }: { readonly named: string; readonly written: string },
): UnitProblem | undefined {
  const unit = metricUnit(metric);
  if (unit === undefined || amount.unit === unit) return undefined;
  const but = `but ${shown(metric)} is ${UNIT_WORDS[unit]}.`;
  if (amount.unit !== undefined)
    return { code: 'contradiction', message: `${shown(named)} is ${UNIT_WORDS[amount.unit]}, ${but}` };
  if (unit === 'count' || amount.value === 0) return undefined;
  if (unit === 'share') {
    if (amount.value <= 1 || BEYOND_ONE.test(metric)) return undefined;
    return {
      code: 'missing-unit',
      message: `${shown(named)} has no unit, but ${shown(metric)} is ${UNIT_WORDS.share} from 0 to 1.`,
      hint: `Write ${written}% if you mean percent.`,
    };
  }
  const [symbol, words, example] = BASE_UNITS[unit];
  return {
    code: 'missing-unit',
    message: `${shown(named)} has no unit, ${but}`,
    hint: `Write ${written} ${symbol} if you mean ${words}, or for example ${example}.`,
  };
}
