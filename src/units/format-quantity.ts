import { capitalised } from './capitalised.ts';
import {
  civilFromDays,
  DAY_US,
  HOUR_US,
  MINUTE_US,
  SECOND_US,
  timeOfDayOf,
  WEEKDAYS,
  weekdayOf,
} from './civil-time.ts';

const MILLISECOND_US = 1000;

const DATA_STEPS: readonly (readonly [string, number])[] = [
  ['PB', 1e15],
  ['TB', 1e12],
  ['GB', 1e9],
  ['MB', 1e6],
  ['kB', 1e3],
];

/** Whole or fractional bytes as `350 GB`, `1.25 TB`: three significant digits, no trailing zeros. */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return bytes > 0 ? 'unlimited' : `${bytes}`;
  if (bytes < 0) return `-${formatBytes(-bytes)}`;
  for (const [unit, size] of DATA_STEPS) {
    // Rounding may carry into the next unit: 999,999 bytes are 1 MB, not 1000 kB.
    if (bytes >= size * 0.9995) return `${significant(bytes / size)} ${unit}`;
  }
  return `${significant(bytes)} B`;
}

/** Bytes per second as `250 MB/s`; Infinity is `unlimited`. */
export function formatRate(bytesPerSecond: number): string {
  const text = formatBytes(bytesPerSecond);
  return Number.isFinite(bytesPerSecond) ? `${text}/s` : text;
}

/** A finite rate, exact, in the form that a scenario reads: `250 MB/s`, `1234567 B/s`. */
export function exactRate(bytesPerSecond: number): string {
  const megabytes = bytesPerSecond / 1e6;
  return Number.isInteger(megabytes) ? `${megabytes} MB/s` : `${bytesPerSecond} B/s`;
}

/** Like `exactRate` for a network, whose speed is given in bits: `10 Gbit/s`, `400 Mbit/s`. */
export function exactLineRate(bytesPerSecond: number): string {
  const megabits = (bytesPerSecond * 8) / 1e6;
  if (!Number.isInteger(megabits)) return exactRate(bytesPerSecond);
  return megabits % 1000 === 0 ? `${megabits / 1000} Gbit/s` : `${megabits} Mbit/s`;
}

/** Three significant digits (more for whole numbers above 999), at most two decimal places, no trailing zeros. */
function significant(value: number): string {
  const places = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return trimZeros(value.toFixed(places));
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Microseconds in their two largest units: `3h 42m`, `2d 4h`. Below a minute in one: `15s`, `1.5s`, `250ms`. */
export function formatDuration(us: number): string {
  if (!Number.isFinite(us)) return us > 0 ? 'unlimited' : `${us}`;
  if (us < 0) return `-${formatDuration(-us)}`;
  // A time that rounds up to a whole larger unit is shown in that unit: 59 min 59.9 s is 1h, not 60m.
  if (us >= DAY_US - MINUTE_US / 2) return pair(us, DAY_US, 'd', HOUR_US, 'h');
  if (us >= HOUR_US - SECOND_US / 2) return pair(us, HOUR_US, 'h', MINUTE_US, 'm');
  if (us >= MINUTE_US - MILLISECOND_US / 2) return pair(us, MINUTE_US, 'm', SECOND_US, 's');
  if (us >= SECOND_US) return `${trimZeros((us / SECOND_US).toFixed(3))}s`;
  if (us >= MILLISECOND_US) return `${trimZeros((us / MILLISECOND_US).toFixed(3))}ms`;
  return us === 0 ? '0s' : `${us}us`;
}

function pair(us: number, major: number, majorName: string, minor: number, minorName: string): string {
  const minors = Math.round(us / minor);
  const perMajor = major / minor;
  const rest = minors % perMajor;
  const whole = `${(minors - rest) / perMajor}${majorName}`;
  return rest === 0 ? whole : `${whole} ${rest}${minorName}`;
}

/** 0.12 as `12%`, 0.125 as `12.5%`: at most one decimal place. */
export function formatShare(share: number): string {
  return `${trimZeros((share * 100).toFixed(1))}%`;
}

/** Microseconds since 1970-01-01T00:00 as `2026-01-05T22:00:05`; parts of a second are cut off. */
export function formatDateTime(instantUs: number): string {
  return `${formatDate(instantUs)}T${formatTimeOfDay(timeOfDayOf(instantUs))}`;
}

/** Microseconds since 1970-01-01T00:00 as their date: `2026-01-05`. */
export function formatDate(instantUs: number): string {
  const { year, month, day } = civilFromDays(Math.floor(instantUs / DAY_US));
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Microseconds since 1970-01-01T00:00 as `Mon 22:00:05`. */
export function formatTime(instantUs: number): string {
  const day = WEEKDAYS[weekdayOf(instantUs)]!;
  return `${capitalised(day)} ${formatTimeOfDay(timeOfDayOf(instantUs))}`;
}

/** Microseconds from midnight as `22:00:05`. */
export function formatTimeOfDay(us: number): string {
  const seconds = Math.floor(us / SECOND_US);
  const minutes = Math.floor(seconds / 60);
  return `${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}:${pad(seconds % 60, 2)}`;
}

function pad(value: number, width: number): string {
  return `${value}`.padStart(width, '0');
}
