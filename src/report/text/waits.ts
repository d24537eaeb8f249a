import { WAIT_CAUSES } from '../../metrics/summary.ts';
import { moreLine } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { CAUSE_WORDS } from './cause-words.ts';
import type { ReportContext } from './report-context.ts';
import { textTable } from './table.ts';

const SHOWN = 5;

/** Why tasks waited: task-hours by cause, most first. Empty where nothing waited. */
export function waitLines({ result, paint }: ReportContext): string[] {
  const { waits } = result.summary;
  const total = WAIT_CAUSES.reduce((sum, cause) => sum + waits[cause], 0);
  if (total === 0) return [];
  const causes = WAIT_CAUSES.filter((cause) => waits[cause] > 0).sort((a, b) => waits[b] - waits[a]);
  const rows = causes
    .slice(0, SHOWN)
    .map((cause) => [cause, hours(waits[cause]), formatShare(waits[cause] / total), CAUSE_WORDS[cause]]);
  const table = textTable(
    [
      { head: 'Why tasks waited' },
      { head: 'task-hours', align: 'right' },
      { head: 'share', align: 'right' },
      { head: '' },
    ],
    rows,
    paint.heading,
  );
  return [...table, ...moreLine(causes.length - SHOWN, { tail: ', shorter' })];
}

function hours(seconds: number): string {
  const value = seconds / 3600;
  return value > 0 && value < 0.005 ? '<0.01' : value.toFixed(2);
}
