import type { ThingWaitRow } from '../../metrics/limits/wait-rows.ts';
import { moreLine } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { causeWordsIn } from '../wording/cause-words.ts';
import { thingsWaitedFor } from '../wording/things-waited-for.ts';
import { taskHours, waitsByCause } from '../wording/waits-by-cause.ts';
import type { ReportContext } from './report-context.ts';
import { textTable } from './table.ts';
import { wrapped } from './wrapped.ts';

const SHOWN = 5;

/**
 * Why tasks waited: task-hours by cause, most first, with the things that account for most of each. Empty if nothing
 * waited.
 */
export function waitLines(
  { result, paint, unsaid }: ReportContext,
  waitsByThing: readonly ThingWaitRow[] = [],
): string[] {
  const causes = waitsByCause(result.summary.waits);
  if (causes.length === 0) return [];
  const rows = causes
    .slice(0, SHOWN)
    .map(({ cause, seconds, share }) => [
      cause,
      taskHours(seconds),
      formatShare(share),
      causeWordsIn(result.summary, cause),
    ]);
  const table = textTable(
    [
      { head: 'Why tasks waited' },
      { head: 'task-hours', align: 'right' },
      { head: 'share', align: 'right' },
      { head: '' },
    ],
    rows,
    paint,
  );
  const things = causes.slice(0, SHOWN).flatMap(({ cause }) => {
    const words = thingsWaitedFor(waitsByThing, cause);
    return words === undefined ? [] : wrapped(`  ${cause}: ${words}`, paint.width.sentence);
  });
  const below = causes
    .slice(0, SHOWN)
    .flatMap(({ cause }) => unsaid.sentences(result.byDefault.waits[cause], `, for ${cause}`))
    .flatMap((sentence) => wrapped(`  ${sentence}`, paint.width.sentence));
  return [...table, ...moreLine(causes.length - SHOWN, { tail: ', shorter' }), ...things, ...below];
}
