import { DAY_US } from '../units/civil-time.ts';
import { parseDuration } from '../units/parse-duration.ts';
import { parseDateTime, parseTimeOfDay } from '../units/parse-time.ts';
import type { Found } from './find-task.ts';

/**
 * An instant of the run, microseconds from its start: `2h 15m` after the start, `2026-01-06T02:15`, or `02:15`, the first
 * one of the run.
 */
export function readInstant(text: string, clockStartUs: number): Found<number> {
  if (/^\d{4}-/.test(text.trim())) {
    const read = parseDateTime(text);
    return read.ok ? notBefore(read.value - clockStartUs, text) : { ok: false, problem: read.problem };
  }
  if (/^\d{1,2}:/.test(text.trim())) {
    const read = parseTimeOfDay(text);
    if (!read.ok) return { ok: false, problem: read.problem };
    return { ok: true, value: (read.value - (clockStartUs % DAY_US) + DAY_US) % DAY_US };
  }
  const read = parseDuration(text);
  return read.ok ? { ok: true, value: read.value } : { ok: false, problem: read.problem };
}

function notBefore(value: number, text: string): Found<number> {
  if (value >= 0) return { ok: true, value };
  return { ok: false, problem: { message: `${text} is before the start of the scenario's clock.` } };
}
