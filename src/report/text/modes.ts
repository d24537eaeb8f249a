import { printable } from '../characters/printable.ts';
import { MODE_HEADS, modeRows, ratesUnsaid } from '../wording/mode-costs.ts';
import type { ReportContext } from './report-context.ts';
import { textTable } from './table.ts';
import { wrapped } from './wrapped.ts';

/** What a slot was held for in each transport mode. Empty if none was used. */
export function modeLines({ result, paint }: ReportContext): string[] {
  const { modes } = result.summary;
  if (Object.keys(modes).length === 0) return [];
  const columns = MODE_HEADS.map((head, i) => ({ head, ...(i > 0 ? { align: 'right' as const } : {}) }));
  const table = textTable(
    columns,
    modeRows(modes).map(([name, ...cells]) => [printable(name!), ...cells]),
    paint,
  );
  const unsaid = ratesUnsaid(modes, result.byDefault);
  return [...table, ...unsaid.flatMap((line) => wrapped(`  ${line}`, paint.width.sentence))];
}
