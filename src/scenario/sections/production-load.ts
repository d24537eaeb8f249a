import * as z from 'zod';
import { DAY_US } from '../../units/civil-time.ts';
import { parseDailyInterval } from '../../units/parse-time.ts';
import type { QuantityProblem } from '../../units/quantity-problem.ts';
import { type IssueDetail, share } from '../quantity-field.ts';
import type { LoadProfile } from '../scenario.ts';

interface Piece {
  readonly key: string;
  readonly fromUs: number;
  readonly toUs: number;
  readonly share: number;
}

/** `{ "08:00-18:00": 60% }`: background use by time of day; the rest of the day is 0. Intervals may pass midnight. */
export const productionLoad = z
  .record(z.string(), share())
  .transform((intervals, context): LoadProfile => {
    const pieces: Piece[] = [];
    const refuse = (
      key: string,
      { code, message, hint }: QuantityProblem | (IssueDetail & { message: string }),
    ) => context.addIssue({ code: 'custom', message, path: [key], params: { code, hint, onKey: true } });
    for (const [key, value] of Object.entries(intervals)) {
      const interval = parseDailyInterval(key);
      if (interval.ok) pieces.push(...withinDay(key, interval.value.fromUs, interval.value.toUs, value));
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
  })
  .describe(
    'Share of the capacity that production uses, by interval of the day: { "08:00-18:00": 60% }. The rest of the day 0.',
  );

function withinDay(key: string, fromUs: number, toUs: number, used: number): Piece[] {
  if (fromUs < toUs) return [{ key, fromUs, toUs, share: used }];
  const evening = { key, fromUs, toUs: DAY_US, share: used };
  return toUs === 0 ? [evening] : [{ key, fromUs: 0, toUs, share: used }, evening];
}

function coveringDay(pieces: readonly Piece[]): LoadProfile {
  const profile: { fromUs: number; share: number }[] = [];
  const add = (fromUs: number, used: number) => {
    if (profile.at(-1)?.share !== used) profile.push({ fromUs, share: used });
  };
  let end = 0;
  for (const piece of pieces) {
    if (piece.fromUs > end) add(end, 0);
    add(piece.fromUs, piece.share);
    end = piece.toUs;
  }
  if (end < DAY_US) add(end, 0);
  return profile;
}
