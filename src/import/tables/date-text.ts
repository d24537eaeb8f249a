/** Which of two numbers in `6/10/2019` is the month. */
export type DateOrder = 'month-first' | 'day-first';

/** A date as it is written; not yet checked is whether there is such a day. */
export type DateText =
  | { readonly kind: 'known'; readonly year: number; readonly month: number; readonly day: number }
  /** `6/10/2019`: which is the month, its order says. */
  | { readonly kind: 'open'; readonly year: number; readonly first: number; readonly second: number };

/**
 * `2026-01-05`, `1/5/2026`, `1/5/26`, `05.01.2026`; Czech and Hungarian ones have blanks and a point at the end: `2026.
 * 01. 05.`.
 */
const NUMBERS = /^(\d{1,4})([-/.])\s?(\d{1,2})\2\s?(\d{1,4})\.?(?:\s?г\.?)?$/;

/** How the names of the months begin in English, German, French, Spanish, Italian, Portuguese and Dutch, without accents. */
const MONTHS = [
  ...[/^(jan|ene|gen)/, /^(feb|fev)/, /^(mar|mrt|maa)/, /^(apr|avr|abr)/, /^(may|mai|mag|mei)/],
  ...[/^(jun|juin|giu)/, /^(jul|juil|lug)/, /^(aug|aou|ago)/, /^(sep|set)/, /^(oct|okt|ott|out)/],
  ...[/^nov/, /^(dec|dez|dic)/],
];

/** What a text says of a day; undefined for one that is no date. */
export function readDate(text: string): DateText | undefined {
  return dateOfNumbers(text) ?? dateWithMonthName(text);
}

function dateOfNumbers(text: string): DateText | undefined {
  const match = NUMBERS.exec(text);
  if (match === null) return undefined;
  const [, first = '', , middle, last = ''] = match;
  const [a, b, c] = [Number(first), Number(middle), Number(last)];
  if (first.length === 4 && last.length <= 2) return { kind: 'known', year: a, month: b, day: c };
  if (first.length > 2 || last.length % 2 === 1) return undefined;
  const year = fullYear(last);
  // With points between, the day is always first.
  if (match[2] === '.') return { kind: 'known', year, month: b, day: a };
  return { kind: 'open', year, first: a, second: b };
}

/** Spreadsheets write `1/5/26` for 2026. */
function fullYear(digits: string): number {
  return Number(digits) + (digits.length === 2 ? 2000 : 0);
}

/** `5 Jan 2026`, `Monday, January 5, 2026`, `05-Jan-26`, `5. Januar 2026`, `5 de enero de 2026`. */
function dateWithMonthName(text: string): DateText | undefined {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const all = plain.split(/[\s,.\-/]+/).filter((word) => word !== '' && word !== 'de');
  // Only a weekday can be the first of four: `mar. 6 janv. 2026` is a Tuesday (mardi).
  const words = all.length === 4 && /^\p{L}+$/u.test(all[0] ?? '') ? all.slice(1) : all;
  const at = words.findIndex((word) => monthNamed(word) > 0);
  const numbers = words.filter((_, place) => place !== at).map((word) => word.replace(/(st|nd|rd|th)$/, ''));
  const [first = '', second = '', ...others] = numbers;
  if (at < 0 || others.length > 0 || !/^\d{1,4}$/.test(first) || !/^\d{1,4}$/.test(second)) return undefined;
  const [year, day] = first.length === 4 ? [first, second] : [second, first];
  if (day.length > 2 || year.length % 2 === 1) return undefined;
  const month = monthNamed(words[at] ?? '');
  return { kind: 'known', year: fullYear(year), month, day: Number(day) };
}

/** 1 to 12; 0: it is none. */
function monthNamed(word: string): number {
  return /^\p{L}{3,}$/u.test(word) ? MONTHS.findIndex((month) => month.test(word)) + 1 : 0;
}
