import { WEEKDAYS } from './civil-time.ts';

/** What people write for a time of day where `22:00` is needed: `10pm`, `10:30 p.m.`, `22h`, `22.00`, `2200`, `22:00 Uhr`. */
const LOOSE_TIME = /^(\d{1,2})(?:[:.h](\d{2})(?:[:.]\d{2})?)?\s*(a\.?m\.?|p\.?m\.?|h|uhr|o'clock)?$/i;
const FOUR_DIGITS = /^(\d{2})(\d{2})$/;
const WORDS: ReadonlyMap<string, string> = new Map([
  ['midnight', '00:00'],
  ['noon', '12:00'],
]);

/** A time of day that is written otherwise, as `22:00`: for a hint only. Undefined where the meaning is not clear. */
export function meantTimeOfDay(text: string): string | undefined {
  const plain = text.trim().replace(/^[“”„"']|[“”"']$/g, '');
  const word = WORDS.get(plain.toLowerCase());
  if (word !== undefined) return word;
  const match = FOUR_DIGITS.exec(plain) ?? LOOSE_TIME.exec(plain);
  if (match === null) return undefined;
  const [, hourText, minuteText = '00', half = ''] = match;
  const isHalf = /^[ap]/i.test(half);
  const [given, minute] = [Number(hourText), Number(minuteText)];
  if (isHalf && (given < 1 || given > 12)) return undefined;
  const hour = isHalf ? (given % 12) + (/^p/i.test(half) ? 12 : 0) : given;
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return undefined;
  return `${String(hour % 24).padStart(2, '0')}:${minuteText}`;
}

const BETWEEN = /\s*(?:-|–|—|−|\bto\b|\buntil\b)\s*/i;

/** An interval of the day that is written otherwise (`10pm-6am`, `22 to 6`), as `22:00-06:00`: for a hint only. */
export function meantInterval(text: string): string | undefined {
  const parts = text.split(BETWEEN);
  if (parts.length !== 2) return undefined;
  const [from, to] = parts.map(meantTimeOfDay);
  if (from === undefined || to === undefined || from === to) return undefined;
  return `${from}-${to === '00:00' ? '24:00' : to}`;
}

const SEVERAL: ReadonlyMap<string, readonly number[]> = new Map([
  ['weekdays', [0, 1, 2, 3, 4]],
  ['workdays', [0, 1, 2, 3, 4]],
  ['weekend', [5, 6]],
  ['weekends', [5, 6]],
  ['all', [0, 1, 2, 3, 4, 5, 6]],
  ['daily', [0, 1, 2, 3, 4, 5, 6]],
]);

/** Days of the week that are written as one text (`weekdays`, `mon-fri`, `Sat, Sun`), as `mon` to `sun`: for a hint only. */
export function meantDays(text: string): readonly string[] | undefined {
  const word = text.trim().toLowerCase();
  const several = SEVERAL.get(word);
  if (several !== undefined) return several.map((day) => WEEKDAYS[day]!);
  const ends = word.split(BETWEEN).map(dayOf);
  if (ends.length === 2) return daysBetween(ends[0], ends[1]);
  const listed = word.split(/\s*[,;/+]\s*|\s+/).map(dayOf);
  return listed.every((day) => day !== undefined) ? listed.map((day) => WEEKDAYS[day]!) : undefined;
}

function daysBetween(from: number | undefined, to: number | undefined): string[] | undefined {
  if (from === undefined || to === undefined || from === to) return undefined;
  const count = ((to - from + 7) % 7) + 1;
  return Array.from({ length: count }, (_, index) => WEEKDAYS[(from + index) % 7]!);
}

/** The number of a day whose English name begins a word: `Monday`, `tues`. */
function dayOf(word: string): number | undefined {
  const day = WEEKDAYS.findIndex((name) => /^[a-z]+$/.test(word) && word.startsWith(name));
  return day < 0 ? undefined : day;
}
