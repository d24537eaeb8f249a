import { compareFailures } from '../../experiment/plan/failure-order.ts';
import { moreLine } from '../../units/cut-list.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { shortPath } from '../characters/short-path.ts';
import { axisTable } from '../text/axis-table.ts';
import type { TextColumn } from '../text/table.ts';
import { boundSetter } from '../wording/bound-words.ts';
import { roundedSeconds } from '../wording/metric-value.ts';
import {
  bestDesign,
  hasOneDesign,
  type PlanData,
  type PlanDesign,
  type RunDesign,
  wasRun,
} from './plan-data.ts';
import { costWords, heldWords, meanWords, shortfallWords } from './words.ts';

/** Most designs on a terminal; `plan.json` has all. */
const SHOWN = 12;

/** The designs that were run on the way to the answer, and what one step less on each axis misses. */
export function cheaperLines(plan: PlanData, paint: Paint): string[] {
  if (hasOneDesign(plan)) return [];
  const { shown, left } = shownDesigns(plan, SHOWN);
  return [
    paint.heading(designsHeading(plan)),
    ...axisTable(
      plan.axes.map(({ path }) => path),
      designColumns(plan),
      shown.map((design) => designCells(plan, design)),
      paint,
    ),
    ...moreLine(left, { noun: leftOutNoun(plan), tail: ' in plan.json' }),
    // If no design holds, every step misses in the same way.
    ...(plan.chosen === null ? [] : stepLines(plan).map((line) => `  ${line}`)),
  ];
}

export function designsHeading({ chosen }: PlanData): string {
  return chosen === null ? 'Designs, none of which holds' : 'Cheaper designs, and the answer';
}

/** Those that were run, up to the answer, ordered by cost. */
export function designsOnTheWay({ designs, chosen }: PlanData): RunDesign[] {
  return designs.slice(0, chosen === null ? designs.length : chosen + 1).filter(wasRun);
}

/**
 * As many as fit, in order of cost: the dearest ones up to the answer. If none holds, the best one, those that come closer than
 * every cheaper one, and the closest of the others: far dearer ones may be no better.
 */
export function shownDesigns(
  plan: PlanData,
  most: number,
): { readonly shown: RunDesign[]; readonly left: number } {
  const run = designsOnTheWay(plan);
  const left = Math.max(0, run.length - most);
  if (plan.chosen !== null || left === 0) return { shown: run.slice(-most), left };
  const closest = [...run].sort((a, b) => compareFailures(a.nights, b.nights));
  const wanted = new Set([bestDesign(plan), ...closerThanCheaper(run).reverse(), ...closest]);
  const kept = new Set([...wanted].slice(0, most));
  return { shown: run.filter((design) => kept.has(design)), left };
}

/** Of designs in order of cost. */
function closerThanCheaper(designs: readonly RunDesign[]): RunDesign[] {
  const front: RunDesign[] = [];
  for (const design of designs) {
    const last = front.at(-1);
    if (last === undefined || compareFailures(design.nights, last.nights) < 0) front.push(design);
  }
  return front;
}

/** What `shownDesigns` leaves out, in the singular. */
export function leftOutNoun({ chosen }: PlanData): string {
  return chosen === null ? 'further design' : 'cheaper design';
}

/** What one step down from the answer misses, for steps that did not have to be run. */
export function stepLines({ designs, stepsDown }: PlanData): string[] {
  return stepsDown.flatMap(({ axis, design }) => stepLine(axis, designs[design]!));
}

/** Column headers for `designCells`. */
export function designColumns(plan: PlanData): TextColumn[] {
  const paths = plan.axes.map(({ path }) => path);
  return [
    ...paths.map((path) => ({ head: shortPath(path, paths) })),
    { head: 'cost', align: 'right' },
    { head: 'nights held', align: 'right' },
    { head: 'mean margin', align: 'right' },
    { head: 'bottleneck', isName: true },
    ...(hasShortfall(plan) ? [{ head: 'does not hold' }] : []),
  ];
}

/** Whether a design that holds today is not the answer, which the other columns would not explain. */
function hasShortfall({ designs }: PlanData): boolean {
  return designs.some(({ shortfall }) => shortfall !== undefined);
}

export function designCells(plan: PlanData, { values, cost, nights, shortfall }: RunDesign): string[] {
  const { held, worst } = nights;
  return [
    ...plan.axes.map(({ path }) => printable(values[path]!)),
    costWords(cost, plan),
    heldWords(held),
    meanWords(nights),
    worst === null ? '-' : `${worst.bottleneck} (${printable(worst.job)})`,
    ...(hasShortfall(plan) ? [shortfall === undefined ? '' : shortfallWords(shortfall)] : []),
  ];
}

/** What one step less misses. It is not in the table, because the design did not have to be run. */
function stepLine(path: string, { fate, ruledOutBy, values }: PlanDesign): string[] {
  if (fate !== 'too-small' || ruledOutBy === null) return [];
  const value = printable(`${path}=${values[path]}`);
  const bound = roundedSeconds(ruledOutBy.boundSeconds);
  return [`${value} cannot hold: no schedule is over before ${bound} (${boundSetter(ruledOutBy.boundBy)}).`];
}
