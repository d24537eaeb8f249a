import * as z from 'zod';
import { DAY_US } from '../../units/civil-time.ts';
import { parseDailyInterval } from '../../units/parse-time.ts';
import type { QuantityProblem } from '../../units/quantity-problem.ts';
import { duration, type IssueDetail, share } from '../decode/quantity-field.ts';
import type { LatencyModel, LoadProfile } from '../scenario.ts';

interface Piece {
  readonly key: string;
  readonly fromUs: number;
  readonly toUs: number;
  readonly value: number;
}

/** Constant from `fromUs`, microseconds from midnight, to the next piece. */
export interface Step {
  readonly fromUs: number;
  readonly value: number;
}

/** `{ "08:00-18:00": VALUE }`: a figure by time of day; the rest of the day is 0. Intervals may pass midnight. */
function byTimeOfDay(value: z.ZodType<number>) {
  return z.record(z.string(), value).transform((intervals, context): readonly Step[] => {
    const pieces: Piece[] = [];
    const refuse = (
      key: string,
      { code, message, hint }: QuantityProblem | (IssueDetail & { message: string }),
    ) => context.addIssue({ code: 'custom', message, path: [key], params: { code, hint, onKey: true } });
    for (const [key, figure] of Object.entries(intervals)) {
      const interval = parseDailyInterval(key);
      if (interval.ok) pieces.push(...withinDay(key, interval.value.fromUs, interval.value.toUs, figure));
      else refuse(key, interval.problem);
    }
    pieces.sort((a, b) => a.fromUs - b.fromUs);
    for (const [index, piece] of pieces.entries()) {
      const next = pieces[index + 1];
      if (next !== undefined && next.fromUs < piece.toUs) {
        refuse(next.key, { code: 'contradiction', message: `'${next.key}' and '${piece.key}' overlap.` });
        break;
      }
    }
    return coveringDay(pieces);
  });
}

export const productionLoad = byTimeOfDay(share())
  .transform((steps): LoadProfile => steps.map(({ fromUs, value }) => ({ fromUs, share: value })))
  .describe(
    'Share of the capacity that production uses, by interval of the day: { "08:00-18:00": 60% }. At other times 0.',
  );

export const latencyByTime = byTimeOfDay(duration())
  .transform((steps): LatencyModel['production'] =>
    steps.map(({ fromUs, value }) => ({ fromUs, latencyUs: value })),
  )
  .describe('By interval of the day: { "08:00-18:00": 3ms }. At other times 0s.');

function withinDay(key: string, fromUs: number, toUs: number, value: number): Piece[] {
  if (fromUs < toUs) return [{ key, fromUs, toUs, value }];
  const evening = { key, fromUs, toUs: DAY_US, value };
  return toUs === 0 ? [evening] : [{ key, fromUs: 0, toUs, value }, evening];
}

function coveringDay(pieces: readonly Piece[]): Step[] {
  const steps: Step[] = [];
  const add = (fromUs: number, value: number) => {
    if (steps.at(-1)?.value !== value) steps.push({ fromUs, value });
  };
  let end = 0;
  for (const piece of pieces) {
    if (piece.fromUs > end) add(end, 0);
    add(piece.fromUs, piece.value);
    end = piece.toUs;
  }
  if (end < DAY_US) add(end, 0);
  return steps;
}
