import * as z from 'zod';
import { DAY_US, EVERY_DAY, WEEKDAYS } from '../../units/civil-time.ts';
import { joined, onDays, untilBegin, WEEK_US, type WeeklyInterval } from '../../units/weekly-interval.ts';
import { dailyInterval, type IssueDetail, weekday, windowLength } from '../decode/quantity-field.ts';
import { DEFAULTS, stated } from '../defaults.ts';
import type { WindowLength } from '../job.ts';

const part = z.strictObject({
  days: z
    .array(weekday())
    .min(1)
    .optional()
    .describe('Days on which this part begins, mon to sun. Default every day.'),
  within: dailyInterval().describe('An interval of the day, which may pass midnight.'),
});

const parts = z
  .array(part)
  .meta({ minItems: 1 })
  .transform((given, context): WindowLength => {
    // Not by 'min', which asks a map that has a 'length', too.
    if (given.length === 0)
      context.addIssue({ code: 'too_small', origin: 'array', minimum: 1, inclusive: true, input: given });
    const pieces = given.flatMap(({ days = EVERY_DAY, within }, row) =>
      onDays(within, [...new Set(days)]).map((interval): Piece => ({ ...interval, row })),
    );
    const overlap = overlapOf(pieces);
    if (overlap !== undefined) {
      const params: IssueDetail = { code: 'contradiction' };
      context.addIssue({
        code: 'custom',
        message: `This part and number ${overlap.with + 1} of the list overlap on ${overlap.day}.`,
        path: [overlap.row, 'within'],
        params: { ...params },
      });
    }
    return { openings: joined(pieces) };
  });

interface Piece extends WeeklyInterval {
  readonly row: number;
}

/** The first part of a list, by its number, that shares time with one before it. */
function overlapOf(pieces: readonly Piece[]): { row: number; with: number; day: string } | undefined {
  const sorted = pieces.toSorted((a, b) => a.fromUs - b.fromUs || a.row - b.row);
  for (const [index, { fromUs, toUs, row }] of sorted.entries()) {
    const next = sorted[(index + 1) % sorted.length]!;
    const gap = index + 1 < sorted.length ? next.fromUs - fromUs : untilBegin(next, fromUs) || WEEK_US;
    if (gap >= toUs - fromUs || sorted.length === 1) continue;
    const day = WEEKDAYS[Math.floor(next.fromUs / DAY_US)]!;
    return { row: Math.max(row, next.row), with: Math.min(row, next.row), day };
  }
  return undefined;
}

const length = [windowLength(), parts] as const;

export const windowField = z
  .union([
    ...length,
    z.strictObject({
      length: z
        .union(length)
        .describe('A length from the start of the session, an interval of every day, or a list of parts.'),
      onClose: z
        .enum(['stop', 'report'])
        .optional()
        .describe(
          `stop: what still runs fails; report: it goes on and the overrun is reported. ${stated(DEFAULTS.onClose)}`,
        ),
    }),
  ])
  .describe(
    'The allowed window: a length such as 8h from the start of the session, an interval of every day such as 22:00-06:00, or a list of such intervals with the days on which they begin; those that touch are one. What a schedule starts at given times must start in the window; with every and after a start waits until it opens.',
  );
