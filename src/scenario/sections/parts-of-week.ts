import * as z from 'zod';
import { DAY_US, EVERY_DAY, WEEKDAYS } from '../../units/civil-time.ts';
import { joined, onDays, untilBegin, WEEK_US, type WeeklyInterval } from '../../units/weekly-interval.ts';
import { dailyInterval, type IssueDetail, weekday } from '../decode/quantity-field.ts';
import { optional } from './optional.ts';

const part = z.strictObject({
  days: optional(
    z.array(weekday()).min(1),
    'Days on which the interval begins, mon to sun. Default every day.',
  ),
  within: dailyInterval().describe('An interval of the day, such as 20:00-06:00; it may pass midnight.'),
});

/** Parts of every week, joined: `[{ days: [fri], within: "20:00-06:00" }]`. */
export const partsOfWeek = z
  .array(part)
  .meta({ minItems: 1 })
  .transform((given, context): readonly WeeklyInterval[] => {
    // Not by `min`, which zod also applies to a map with a key `length`.
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
        message: `This part overlaps with part ${overlap.with + 1} of the list on ${overlap.day}.`,
        path: [overlap.row, 'within'],
        params: { ...params },
      });
    }
    return joined(pieces);
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
