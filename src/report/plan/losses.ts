import { compareFailures } from '../../experiment/plan/failure-order.ts';
import { moreLine } from '../../units/cut-list.ts';
import { cutName } from '../characters/cut-name.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { type TextColumn, textTable } from '../text/table.ts';
import type { PlanData, PlanLoss } from './plan-data.ts';
import { heldWords, meanWords, troubleWords } from './words.ts';

/** Most proxies on a terminal, those whose loss hurts most first; `plan.json` has all. */
const SHOWN = 8;

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
  return [
    lossVerdict(plan, paint),
    ...textTable(LOSS_COLUMNS, lossRows(plan, (job) => cutName(job)).slice(0, SHOWN), paint),
    ...moreLine(losses.length - SHOWN, { tail: ' in plan.json' }),
  ];
}

/** The verdict in one sentence; there must be at least one proxy. */
export function lossVerdict({ losses }: PlanData, paint: Paint): string {
  const fatal = losses.filter(({ nights }) => nights.verdict === 'misses');
  const worst = printable(worstFirst(losses)[0]!.proxy);
  if (fatal.length === 0)
    return `N+1: ${paint.good('YES')}, the windows hold if any one proxy is lost; losing ${worst} hurts most.`;
  const which =
    losses.length === 1
      ? `the only proxy, ${worst}, must not be lost`
      : `${fatal.length} of ${losses.length} proxies must not be lost; losing ${worst} hurts most`;
  return `N+1: ${paint.bad('NO')}, ${which}.`;
}

/** Those whose loss hurts most first; `nameOf`: how a job's name is shown. */
export function lossRows({ losses }: PlanData, nameOf: (job: string) => string = printable): string[][] {
  return worstFirst(losses).map((loss) => lossRow(loss, nameOf));
}

function worstFirst(losses: readonly PlanLoss[]): PlanLoss[] {
  return [...losses].sort((a, b) => compareFailures(b.nights, a.nights));
}

function lossRow({ proxy, nights }: PlanLoss, nameOf: (job: string) => string): string[] {
  return [printable(proxy), heldWords(nights.held), meanWords(nights), troubleWords(nights, nameOf)];
}
