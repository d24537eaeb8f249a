import { groupedBy } from '../../collections/grouped-by.ts';
import { compareFailures } from '../../experiment/plan/failure-order.ts';
import type { TrialFigures } from '../../experiment/plan/trial-figures.ts';
import { firstOf, moreLine } from '../../units/cut-list.ts';
import { cutName } from '../characters/cut-name.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { type TextColumn, textTable } from '../text/table.ts';
import type { PlanData, PlanLoss } from './plan-data.ts';
import { heldWords, meanWords, troubleWords } from './words.ts';

/** Most rows on a terminal, those whose loss hurts most first; `plan.json` has all. */
const SHOWN = 8;

/** Most proxies named in one row. */
const NAMED = 3;

export const LOSS_COLUMNS: readonly TextColumn[] = [
  { head: 'Lost at start' },
  { head: 'nights held', align: 'right' },
  { head: 'mean margin', align: 'right' },
  { head: 'worst night' },
];

/** N+1: whether the windows still hold if any one proxy is missing from the start. */
export function lossLines(plan: PlanData, paint: Paint): string[] {
  const { losses, chosen } = plan;
  if (chosen === null || losses.length === 0) return [];
  const rows = lossRows(plan, (job) => cutName(job));
  return [
    lossVerdict(plan, paint),
    ...textTable(LOSS_COLUMNS, rows.slice(0, SHOWN), paint),
    ...moreLine(rows.length - SHOWN, { tail: ' in plan.json' }),
  ];
}

/** The verdict in one sentence; there must be at least one proxy. */
export function lossVerdict({ losses }: PlanData, paint: Paint): string {
  const fatal = losses.filter(({ nights }) => nights.verdict === 'misses');
  const worst = printable(worstFirst(losses)[0]!.proxy);
  const [first = [], ...others] = alike(losses);
  const most =
    others.length === 0 && first.length > 1 ? 'each loss has the same effect' : `losing ${worst} hurts most`;
  if (fatal.length === 0)
    return `N+1: ${paint.good('YES')}, the windows hold if any one proxy is lost; ${most}.`;
  const which =
    losses.length === 1
      ? `the only proxy, ${worst}, must not be lost`
      : `${fatal.length} of ${losses.length} proxies must not be lost; ${most}`;
  return `N+1: ${paint.bad('NO')}, ${which}.`;
}

/** Those whose loss hurts most first; proxies whose loss has the same effect share a row. `nameOf`: how a job's name is shown. */
export function lossRows({ losses }: PlanData, nameOf: (job: string) => string = printable): string[][] {
  return alike(losses).map((group) => lossRow(group, nameOf));
}

/** Proxies whose loss has the same effect in all that is shown of it, the worst first. */
function alike(losses: readonly PlanLoss[]): PlanLoss[][] {
  return [...groupedBy(worstFirst(losses), ({ nights }) => JSON.stringify(effectCells(nights))).values()];
}

function worstFirst(losses: readonly PlanLoss[]): PlanLoss[] {
  return [...losses].sort((a, b) => compareFailures(b.nights, a.nights));
}

function lossRow(group: readonly PlanLoss[], nameOf: (job: string) => string): string[] {
  const names = firstOf(group, NAMED, ({ proxy }) => printable(proxy));
  return [names, ...effectCells(group[0]!.nights, nameOf)];
}

function effectCells(nights: TrialFigures, nameOf?: (job: string) => string): string[] {
  return [heldWords(nights.held), meanWords(nights), troubleWords(nights, nameOf)];
}
