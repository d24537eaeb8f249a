import type { DistributionComparison } from '../../experiment/statistics/distribution-comparison.ts';
import { counted } from '../../units/counted.ts';
import { firstOf, moreLine } from '../../units/cut-list.ts';
import { printable } from '../characters/printable.ts';
import { shellWord } from '../characters/shell-word.ts';
import { distributionSentences } from '../comparison/distribution-text.ts';
import { differentRecipes } from '../fingerprint-recipe.ts';
import { expectationText } from '../wording/expectation-text.ts';
import { type Difference, differenceText } from './difference.ts';
import { type CheckOutcome, checkedName, type Divergence, isUnaccepted } from './outcome.ts';

/** Most differences of one scenario shown; the first ones are the most informative. */
const SHOWN = 8;

/** How many decisions a baseline keeps: `none`, or the first `kept` of `total`. */
export type KeptDecisions = 'none' | { readonly kept: number; readonly total: number };

/** The result of checking one scenario, for the terminal. */
export function checkLines(outcome: CheckOutcome, decisions: KeptDecisions): string[] {
  const { differences: found, missed } = outcome;
  const name = checkedName(outcome);
  if (isUnaccepted(outcome)) {
    const met = missed.length === 0 ? '; its expectations are met' : '';
    return [`${name}: no accepted result to compare with${met}`, ...missedLines(outcome)];
  }
  const headline = differenceHeadline(outcome);
  if (headline === undefined && missed.length === 0) return [`${name}: same`];
  const lines: string[] = [];
  if (headline !== undefined) {
    lines.push(`${name}: ${headline}`);
    lines.push(...shownDifferences(found, '  '));
    lines.push(...partingLines(outcome, decisions), ...distributionLines(outcome));
  }
  return [...lines, ...missedLines(outcome)];
}

/**
 * `DIFFERENT in 3 places, all decisions unchanged`: the first line says whether the scheduler behaves differently.
 * Undefined if nothing differs.
 */
export function differenceHeadline(outcome: CheckOutcome): string | undefined {
  const { differences: found, divergence, fingerprint } = outcome;
  if (found.length === 0) return undefined;
  const places = `DIFFERENT in ${counted(found.length, 'place')}`;
  if (divergence !== undefined)
    return `${places}, from decision ${divergence.index} on: ${listed(changedAspects(divergence.changed), 'and')}`;
  if (fingerprint.was === fingerprint.is) return `${places}, all decisions unchanged`;
  const recipes = differentRecipes(fingerprint.was, fingerprint.is);
  return recipes === undefined ? places : `${places}, fingerprint by another recipe`;
}

/** The first differences, one per line, and how many more there are. */
export function shownDifferences(found: readonly Difference[], indent: string): string[] {
  return [
    ...found.slice(0, SHOWN).map((difference) => `${indent}${differenceText(difference)}`),
    ...moreLine(found.length - SHOWN, { indent }),
  ];
}

/** A missed expectation stays a failure even when the result is accepted, until the scenario or the code changes. */
export function missedLines(outcome: CheckOutcome): string[] {
  return outcome.missed.map((one) => `${checkedName(outcome)}: MISSED: ${expectationText(one)}`);
}

/** What accepting the result changes. */
export function acceptedLines(outcome: CheckOutcome, decisions: KeptDecisions): string[] {
  const { differences: found } = outcome;
  const name = checkedName(outcome);
  if (isUnaccepted(outcome)) return [`${name}: accepted, new`];
  const kept = decisions === 'none' ? '; its decisions are kept from now on' : '';
  if (found.length === 0) {
    const isSame = outcome.distribution === undefined || isUnchanged(outcome.distribution);
    return [`${name}: unchanged${kept}`, ...(isSame ? [] : distributionLines(outcome))];
  }
  return [
    `${name}: accepted; ${firstOf(found, 1, differenceText)}${kept}`,
    ...(outcome.divergence === undefined ? [] : divergenceLines(outcome.divergence)),
    ...distributionLines(outcome),
  ];
}

/** Where the runs diverge, or why that is unknown. */
function partingLines(
  { divergence, fingerprint, scenario, policy }: CheckOutcome,
  decisions: KeptDecisions,
): string[] {
  if (divergence !== undefined) return divergenceLines(divergence);
  if (fingerprint.was === fingerprint.is || fingerprint.was === null) return [];
  const recipes = differentRecipes(fingerprint.was, fingerprint.is);
  if (decisions === 'none') {
    const what =
      recipes === undefined
        ? 'The first decision that differs cannot be named'
        : 'Fingerprints of two recipes cannot show whether any decision differs';
    const under = policy === null ? '' : ` --policy ${shellWord(policy.given)}`;
    return [
      `  ${what}: its decisions are not kept with the result.`,
      `  They will be once it is accepted again: proxysim check ${scenario}${under} --update`,
    ];
  }
  const { kept, total } = decisions;
  if (kept < total)
    return [`  The first ${kept} decisions are unchanged; the rest of the ${total} was not kept.`];
  const why =
    recipes === undefined
      ? 'declarations are in another order, or are hashed differently'
      : `they are hashed by recipe ${recipes.is} now and were by ${recipes.was} before`;
  return [`  Every decision is the same by name: ${why}.`];
}

/** The first decision that differs in a few lines, indented under its scenario. */
export function divergenceLines({ index, was, is, why, changed }: Divergence): string[] {
  const [first, ...others] = why;
  return [
    `  First divergence, decision ${index}:`,
    `    was: ${was ?? 'the run had ended'}`,
    `    is:  ${is ?? 'the run has ended'}`,
    ...(first === undefined ? [] : [`    why: ${first}`]),
    ...others.map((line) => `         ${line}`),
    `    changed in all: ${changedText(changed)}`,
  ].map(printable);
}

/** What the accepted replications say about the change, indented under its scenario. */
export function distributionLines({ distribution }: Pick<CheckOutcome, 'distribution'>): string[] {
  if (distribution === undefined) return [];
  const { before, after } = distribution.replications;
  const [first, ...others] = distributionSentences(distribution);
  return [
    `  Replications, ${before} as accepted and ${after} now: ${first}`,
    ...others.map((line) => `    ${line}`),
  ];
}

function isUnchanged({ otherDecisions, figures, untold }: DistributionComparison): boolean {
  return otherDecisions?.differ === 0 && figures.length === 0 && untold.length === 0;
}

const ASPECTS = [
  ['T', 'times'],
  ['P', 'placements'],
  ['O', 'order'],
] as const;

/** `TP- (times and placements, not the order)`: a letter for each aspect that differs anywhere in the run. */
function changedText(changed: Divergence['changed']): string {
  const letters = ASPECTS.map(([letter, aspect]) => (changed.includes(aspect) ? letter : '-')).join('');
  const differ = changedAspects(changed);
  const same = ASPECTS.filter(([, aspect]) => !changed.includes(aspect)).map(([, aspect]) => `the ${aspect}`);
  return `${letters} (${listed(differ, 'and')}${same.length > 0 ? `, not ${listed(same, 'or')}` : ''})`;
}

function changedAspects(changed: Divergence['changed']): string[] {
  return ASPECTS.map(([, aspect]) => aspect).filter((aspect) => changed.includes(aspect));
}

function listed(words: readonly string[], last: string): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
