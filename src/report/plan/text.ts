import { missesAllowed } from '../../experiment/plan/goal.ts';
import type { Fate } from '../../experiment/plan/plan.ts';
import { counted } from '../../units/counted.ts';
import { firstOf } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { sectionsText } from '../text/sections.ts';
import { wrapped } from '../text/wrapped.ts';
import { answerLines } from './answer.ts';
import { cheaperLines } from './cheaper.ts';
import { growthLines } from './growth.ts';
import { limitLines } from './limits.ts';
import { lossLines } from './losses.ts';
import { hasOneDesign, type PlanData } from './plan-data.ts';
import { variationLines } from './variation.ts';

/**
 * A plan for a terminal: the answer first, then how sure it is, what limits it, and how long it lasts. Ends with a line
 * break.
 */
export function planText(plan: PlanData, paint: Paint): string {
  const limits = limitLines(plan);
  const indented = (line: string) => wrapped(`  ${line}`, paint.width.sentence);
  const sections = [
    [printable(plan.scenario.name), ...answerLines(plan, paint)],
    limits.length === 0 ? [] : [paint.heading('What limits it'), ...limits.flatMap(indented)],
    cheaperLines(plan, paint),
    lossLines(plan, paint),
    growthLines(plan, paint).flatMap((line) => wrapped(line, paint.width.sentence)),
    variationLines(plan, paint),
    [paint.heading('How it was found'), ...searchLines(plan).flatMap(indented)],
  ];
  return sectionsText(sections, paint.width.line);
}

/** The question, and how the answer was found: what a reader needs to trust it. */
export function searchLines(plan: PlanData): string[] {
  const { confidence, nights, designs, window, runs, boundUnusedSince, ownWindows } = plan;
  const allowed = missesAllowed({ confidence, nights });
  const needed = plan.nightsAreAlike
    ? 'every night'
    : `at least ${nights - allowed} of ${counted(nights, 'simulated night')} (${formatShare(confidence)})`;
  const within =
    window === null ? `its own window (${ownWindowWords(ownWindows)})` : `${printable(window)} of its start`;
  const holds = [
    `Holds: every session of every job succeeds within ${within}, in ${needed}.`,
    ...surviveLine(plan),
    ...(plan.nightsAreAlike ? [ONE_FOR_ALL] : []),
    ...withoutWindow(ownWindows),
  ];
  if (hasOneDesign(plan)) return [...holds, `${counted(runs, 'run')} in all, of the design as it is.`];
  const lines = [
    ...holds,
    `${counted(designs.length, 'design')}, cheapest first: ${fates(plan).join(', ')}; ${counted(runs, 'run')} in all.`,
  ];
  if (allowed > 0 && !plan.nightsAreAlike)
    lines.push(`A design is rejected at its ${ordinal(allowed + 1)} miss.`);
  if (plan.costUnit === null)
    lines.push(
      'Cost: each step along a --vary counts as one (our assumption); --cost FILE sets real prices.',
    );
  if (boundUnusedSince !== null)
    lines.push(`No design is ruled out by a lower bound, because ${printable(boundUnusedSince)}.`);
  return lines;
}

function surviveLine({ survive = [], growth, hostProxies = 0 }: PlanData): string[] {
  if (survive.length === 0) return [];
  const lost = [
    ...(survive.includes('loss') ? [`any one ${hostProxies === 0 ? 'proxy' : 'declared proxy'}`] : []),
    ...(survive.includes('host') ? ['any one host with its proxies'] : []),
  ];
  const months = survive.includes('growth')
    ? [`in each of the next ${counted(growth?.months ?? 0, 'month')}`]
    : [];
  // One thing at a time: a plan does not try a lost proxy with the data of a later month.
  const apart = lost.length > 0 && months.length > 0 ? ' and, with all proxies, ' : '';
  return [
    `The same must hold ${lost.length === 0 ? '' : `without ${lost.join(' or ')}`}${apart}${months.join('')}.`,
  ];
}

const ONE_FOR_ALL =
  'The scenario draws nothing at random, so one run of a design stands for all of its nights.';

/** Most jobs named in a sentence. */
const NAMED = 4;

function ownWindowWords(windows: PlanData['ownWindows']): string {
  const stated = windows.filter(({ window }) => window !== null);
  return firstOf(stated, NAMED, ({ job, window }) => `${printable(job)} ${printable(window!)}`);
}

function withoutWindow(windows: PlanData['ownWindows']): string[] {
  const jobs = windows.filter(({ window }) => window === null);
  if (jobs.length === 0) return [];
  const names = firstOf(jobs, NAMED, ({ job }) => printable(job));
  const are = jobs.length === 1 ? 'has no window: it' : 'have no window: they';
  return [`${names} ${are} may end at any time. --window gives one to every job.`];
}

const WORDS: Readonly<Record<Fate, string>> = {
  misses: 'run and missed',
  'falls-short': 'held but failed --survive',
  'too-small': 'ruled out without a run, by a lower bound of one with more of everything',
  holds: 'held',
  dearer: 'more expensive than one that holds',
};

function fates({ designs, chosen }: PlanData): string[] {
  const counts = new Map<Fate, number>();
  designs.forEach((design, row) => {
    // A more expensive design that was run to its end for its lower bound counts as more expensive.
    const fate = design.fate === 'holds' && row !== chosen ? 'dearer' : design.fate;
    counts.set(fate, (counts.get(fate) ?? 0) + 1);
  });
  return (Object.keys(WORDS) as Fate[]).flatMap((fate) => {
    const count = counts.get(fate);
    return count === undefined ? [] : [`${count} ${WORDS[fate]}`];
  });
}

function ordinal(n: number): string {
  return ['first', 'second', 'third'][n - 1] ?? `${n}th`;
}
