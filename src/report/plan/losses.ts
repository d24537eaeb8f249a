import { groupedBy } from '../../collections/grouped-by.ts';
import { compareFailures } from '../../experiment/plan/failure-order.ts';
import type { TrialFigures } from '../../experiment/plan/trial-figures.ts';
import { firstOf, moreLine } from '../../units/cut-list.ts';
import { cutName } from '../characters/cut-name.ts';
import { firstThatFit } from '../characters/first-that-fit.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { type TextColumn, textTable, WIDEST_NAME } from '../text/table.ts';
import { wrapped } from '../text/wrapped.ts';
import { roundedSeconds } from '../wording/metric-value.ts';
import { bestDesign, type PlanData, type PlanLoss } from './plan-data.ts';
import { heldWords, meanWords, spareWords, troubleWords } from './words.ts';

/** Most rows on a terminal, those whose loss hurts most first; `plan.json` has all. */
const SHOWN = 8;
/** Most proxies named in one row, or as those whose loss is the worst. */
const NAMED = 3;

export const LOSS_COLUMNS: readonly TextColumn[] = [
  { head: 'Lost at start' },
  { head: 'nights held', align: 'right' },
  { head: 'mean margin', align: 'right' },
  { head: 'worst night', isSentence: true },
];

/** N+1: whether the windows still hold if any one proxy is missing from the start. */
export function lossLines(plan: PlanData, paint: Paint): string[] {
  const sentences = (lines: readonly string[]) =>
    lines.flatMap((line) => wrapped(`  ${line}`, paint.width.sentence));
  if (!tellsLosses(plan)) return [];
  const rows = lossRows(plan, (job) => cutName(job));
  return [
    lossVerdict(plan, paint),
    ...sentences([...hindranceLines(plan), ...hostLines(plan)]),
    ...(rows.length === 0 ? [] : textTable(LOSS_COLUMNS, rows.slice(0, SHOWN), paint)),
    ...moreLine(rows.length - SHOWN, { tail: ' in plan.json' }),
  ];
}

/** Whether there is anything to say of N+1: of a lost proxy, or that none was tried although hosts work as such. */
export function tellsLosses({ losses, hostProxies = 0, chosen }: PlanData): boolean {
  return losses.length > 0 || (hostProxies > 0 && chosen !== null);
}

/** The verdict in one sentence. */
export function lossVerdict({ losses, hostProxies = 0 }: PlanData, paint: Paint): string {
  if (losses.length === 0) return 'N+1: not tried, since no proxy is declared.';
  const kind = hostProxies === 0 ? 'proxy' : 'declared proxy';
  const fatal = losses.filter(({ nights }) => nights.verdict === 'misses');
  const only = losses.length === 1 ? printable(losses[0]!.proxy) : undefined;
  if (fatal.length === 0) {
    const yes = `N+1: ${paint.good('YES')}, the windows hold if`;
    return only === undefined
      ? `${yes} any one ${kind} is lost; ${hurtsMost(losses)}.`
      : `${yes} the only ${kind}, ${only}, is lost.`;
  }
  const which =
    only === undefined
      ? `${fatal.length} of ${losses.length} ${hostProxies === 0 ? 'proxies' : 'declared proxies'} cannot be spared; ${hurtsMost(losses)}`
      : `the only ${kind}, ${only}, cannot be spared`;
  return `N+1: ${paint.bad('NO')}, ${which}.`;
}

/** What N+1 leaves out: proxies that are not declared as such. */
export function hostLines({ hostProxies = 0 }: PlanData): string[] {
  if (hostProxies === 0) return [];
  return [
    `Not tried: the loss of ${hostProxies === 1 ? 'the Hyper-V host' : `one of ${hostProxies} Hyper-V hosts`}, which works as a proxy for its own VMs. A scenario does not say where these would then run.`,
  ];
}

/** Fewer seconds than this are not worth a sentence. */
const LEAST_GAIN_SECONDS = 60;

/**
 * Names proxies whose loss leaves more time to spare, beyond chance. Such a proxy takes work away from a faster way, as an
 * off-host proxy may take it from the hosts. Users should know, because the cheapest change is then to use it less.
 */
export function hindranceLines(plan: PlanData): string[] {
  const { spare: own, unprotected } = bestDesign(plan).nights;
  if (own === null) return [];
  const top = own.ci95?.[1] ?? own.mean;
  const gains = plan.losses.flatMap(({ proxy, nights: { verdict, spare, unprotected: left } }) => {
    if (verdict !== 'holds' || spare === null || left > unprotected) return [];
    const isSure = (spare.ci95?.[0] ?? spare.mean) > top;
    return isSure && spare.mean - own.mean >= LEAST_GAIN_SECONDS ? [{ proxy, mean: spare.mean }] : [];
  });
  gains.sort((a, b) => b.mean - a.mean);
  const [most] = gains;
  if (most === undefined) return [];
  const names = firstOf(gains, NAMED, ({ proxy }) => printable(proxy));
  const which =
    gains.length === 1
      ? `${names} makes the nights longer: without it`
      : `${names} make the nights longer: without ${printable(most.proxy)}`;
  return [
    `${which} there is more to spare on average, ${spanText(most.mean)} instead of ${spanText(own.mean)}.`,
  ];
}

/** `1h 31m`, or late by that. */
function spanText(seconds: number): string {
  return seconds < 0 ? spareWords(seconds) : roundedSeconds(seconds);
}

/** Which loss is the worst. Losses with the same figures in the table are equally bad. */
function hurtsMost(losses: readonly PlanLoss[]): string {
  const inOrder = worstFirst(losses);
  const figures = ({ nights }: PlanLoss) => `${heldWords(nights.held)}, ${meanWords(nights)}`;
  const worst = inOrder.filter((loss) => figures(loss) === figures(inOrder[0]!));
  if (worst.length === losses.length) return 'each loss hurts equally';
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
  return [nameCell(group), ...effectCells(group[0]!.nights, nameOf)];
}

function nameCell(group: readonly PlanLoss[]): string {
  return firstThatFit(group, { most: NAMED, columns: WIDEST_NAME }, ({ proxy }) => printable(proxy));
}

function effectCells(nights: TrialFigures, nameOf?: (job: string) => string): string[] {
  return [heldWords(nights.held), meanWords(nights), troubleWords(nights, nameOf)];
}
