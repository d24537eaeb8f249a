import { nearestMultiple, parseDecimal, wholeMultiple } from '../../units/decimal.ts';

/** Data that grows by the same share in every period, compound. */
export interface Growth {
  /** Growth per period, above 0: 0.15 is 15 %. */
  readonly share: number;
  readonly per: Period;
  /** How many months ahead the plan looks. */
  readonly months: number;
}

/** The time in which data grow by a share. */
export type Period = 'year' | 'month';

export const MONTHS_OF_YEAR = 12;
const MOST_YEARS = 20;

const MONTHS: Readonly<Record<Period, number>> = { year: MONTHS_OF_YEAR, month: 1 };
/** Data that grows faster than this must be a mistake. */
const LARGEST_SHARE: Readonly<Record<Period, number>> = { year: 10, month: 1 };

const PERIODS: ReadonlyMap<string | undefined, Period> = new Map<string | undefined, Period>([
  [undefined, 'year'],
  ...['y', 'a', 'yr', 'year'].map((word) => [word, 'year'] as const),
  ...['mo', 'month'].map((word) => [word, 'month'] as const),
]);

/**
 * `15%/y`, `2%/month`; without a period it is per year. Undefined if it is invalid: not above 0, or above 1000 % a
 * year or 100 % a month.
 */
export function readGrowth(text: string): Pick<Growth, 'share' | 'per'> | undefined {
  const [, amount = '', word] = /^\s*([\d.]+)\s*%\s*(?:\/\s*([a-z]+))?\s*$/.exec(text) ?? [];
  const percent = parseDecimal(amount);
  const per = PERIODS.get(word);
  if (percent === undefined || per === undefined) return undefined;
  const share = nearestMultiple(percent, 1n, 100n);
  return share > 0 && share <= LARGEST_SHARE[per] ? { share, per } : undefined;
}

/**
 * `3`, `1.5`: a number of years, in months. Undefined if it is not a whole number of months, zero, or more than 20
 * years.
 */
export function readYears(text: string): number | undefined {
  const years = parseDecimal(text.trim());
  const months = years === undefined ? undefined : wholeMultiple(years, BigInt(MONTHS_OF_YEAR));
  return months === undefined || months < 1n || months > MOST_YEARS * MONTHS_OF_YEAR
    ? undefined
    : Number(months);
}

/** The factor by which the data has grown after a number of months; the digits are the same on every machine. */
export function grownBy({ share, per }: Pick<Growth, 'share' | 'per'>, months: number): number {
  return Math.exp((Math.log(1 + share) * months) / MONTHS[per]);
}
