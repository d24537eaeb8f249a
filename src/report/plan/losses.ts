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
/** Most proxies named in one row, or as those whose loss is the worst. */
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
  const only = losses.length === 1 ? printable(losses[0]!.proxy) : undefined;
  if (fatal.length === 0) {
    const yes = `N+1: ${paint.good('YES')}, the windows hold if`;
    return only === undefined
      ? `${yes} any one proxy is lost; ${hurtsMost(losses)}.`
      : `${yes} the only proxy, ${only}, is lost.`;
  }
  const which =
    only === undefined
      ? `${fatal.length} of ${losses.length} proxies must not be lost; ${hurtsMost(losses)}`
      : `the only proxy, ${only}, must not be lost`;
  return `N+1: ${paint.bad('NO')}, ${which}.`;
}

/** Which loss is the worst. Losses with the same figures in the table are equally bad. */
function hurtsMost(losses: readonly PlanLoss[]): string {
  const inOrder = worstFirst(losses);
  const figures = ({ nights }: PlanLoss) => `${heldWords(nights.held)}, ${meanWords(nights)}`;
  const worst = inOrder.filter((loss) => figures(loss) === figures(inOrder[0]!));
  if (worst.length === losses.length) return 'losing any of them hurts equally';
  const names = worst.map(({ proxy }) => printable(proxy));
  const last = names.length > NAMED ? `any of ${names.length - 1} others` : names.at(-1)!;
  const others = names.slice(0, names.length > NAMED ? 1 : -1);
  return `losing ${others.length === 0 ? last : `${others.join(', ')} or ${last}`} hurts most`;
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
