import { WEEKDAYS } from '../../../units/civil-time.ts';

/**
 * The weekday (0 Monday to 6) that a word begins with: `Monday`, `sunday`, `Sat`. In old JSON a number stands for it, 0 for
 * Sunday to 6 for Saturday.
 */
export function weekdayNamed(word: string): number | undefined {
  if (/^[0-6]$/.test(word.trim())) return (Number(word) + 6) % 7;
  const found = WEEKDAYS.findIndex((day) => word.trim().toLowerCase().startsWith(day));
  return found < 0 ? undefined : found;
}

/** The weekdays in a list, in order, each once; lists are separated by blanks, commas or semicolons. */
export function weekdaysIn(list: string): number[] {
  const days = list.split(/[\s,;]+/).flatMap((word) => weekdayNamed(word) ?? []);
  return [...new Set(days)].sort((a, b) => a - b);
}

/** As scenarios write them. */
export function weekdayWords(days: readonly number[]): string[] {
  return days.flatMap((day) => WEEKDAYS[day] ?? []);
}
