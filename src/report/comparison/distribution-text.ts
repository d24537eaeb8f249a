import type {
  ComparedDistribution,
  DistributionComparison,
  JudgedShift,
} from '../../experiment/statistics/distribution-comparison.ts';
import { counted } from '../../units/counted.ts';
import { moreLine } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import { figureLabel } from './figure-label.ts';
import { changeOf } from './figures.ts';
import { formatChange, formatFigure, formatPercent } from './values.ts';

/** Most differences listed; the count covers the rest. */
const NAMED = 8;

/** Sentences on whether two sets of replications come from the same distribution. The first one is the verdict. */
export function distributionSentences(found: DistributionComparison): string[] {
  const differences = differenceTexts(found);
  const named = differences.slice(0, NAMED).map((line) => `  ${printable(line)}`);
  const more = moreLine(differences.length - NAMED);
  const untold = found.untold.slice(0, NAMED).map((metric) => printable(figureLabel(metric)));
  const missing =
    untold.length === 0
      ? []
      : [
          `Fewer than two replications of a side have ${untold.join('; ')}: ${untold.length === 1 ? 'it' : 'they'} cannot be tested.`,
        ];
  return [
    ...verdictSentences(found),
    ...named,
    ...more,
    ...missing,
    ...methodSentences(found),
    ...powerSentences(found),
  ];
}

/** `window, all jobs: mean 6h 2m, was 5h 58m: +4m 2s, +1.1% (p 0.003)`; one for every mean and spread that differs. */
export function differenceTexts({ figures, hasChance }: DistributionComparison): string[] {
  return figures.flatMap((figure) => {
    const { metric, mean, spread } = figure;
    const label = figureLabel(metric);
    const chance = ({ p }: JudgedShift) => (hasChance ? ` (p ${probabilityText(p)})` : '');
    return [
      ...(mean.differs ? [`${label}: mean ${shiftText(metric, mean)}${chance(mean)}`] : []),
      ...(spread.differs && hasChance
        ? [`${label}: spread ${shiftText(metric, spread)}${chance(spread)}`]
        : []),
    ];
  });
}

function shiftText(metric: string, { before, after, shift }: JudgedShift): string {
  const percent = formatPercent(changeOf(before, before + shift)!);
  return `${formatFigure(metric, after)}, was ${formatFigure(metric, before)}: ${formatChange(metric, shift)}, ${percent}`;
}

/** `0.03`; smaller values, whose differences do not matter, become `below 0.001`. */
function probabilityText(p: number): string {
  return p < 0.001 ? 'below 0.001' : `${Number(p.toPrecision(2))}`;
}

function verdictSentences(found: DistributionComparison): string[] {
  const { figures, same, hasChance, otherDecisions } = found;
  const isOther = figures.some(isDifferent);
  const decisions = decisionsText(otherDecisions);
  if (!hasChance) {
    const alike =
      'No chance in these runs: all replications of a side are alike, and there is nothing to test.';
    return isOther ? [alike, 'What differs, differs for certain:'] : [alike, 'No figure differs.'];
  }
  const all = counted(figures.length + same.length, 'figure');
  if (isOther) return [`${decisions}DIFFERENT beyond chance, of ${all} looked at:`];
  return figures.length === 0
    ? [`${decisions}All of ${all} are the same in every replication.`]
    : [`${decisions}No difference beyond chance in ${all}.`];
}

function decisionsText(decisions: DistributionComparison['otherDecisions']): string {
  if (decisions === null) return '';
  const { differ, of } = decisions;
  if (differ === 0) return `The decisions are the same in all of ${counted(of, 'replication')}. `;
  return `The decisions differ in ${differ} of ${counted(of, 'replication')}. `;
}

function isDifferent({ mean, spread }: ComparedDistribution): boolean {
  return mean.differs || spread.differs;
}

function methodSentences({ testCount, tests, replications, level }: DistributionComparison): string[] {
  if (testCount === 0) return [];
  const { before, after } = replications;
  const how =
    tests === 'paired'
      ? `of ${counted(Math.min(before, after), 'pair')} with common random numbers`
      : `of ${before} and ${after} independent replications`;
  return [
    `Tested: means and spread (distance from the median), ${counted(testCount, 't-test')} ${how}; together they raise a false alarm in at most ${formatShare(level)} of cases (Holm).`,
  ];
}

/** The size of change that could have been missed: without it, "no difference" means nothing. */
function powerSentences({ figures, testCount }: DistributionComparison): string[] {
  const window = figures.find(({ metric }) => metric === 'window.seconds');
  if (window === undefined || testCount === 0) return [];
  const { metric, mean, spread } = window;
  const size = ({ seen }: JudgedShift) => formatFigure(metric, seen);
  const share = mean.before === 0 ? '' : ` (${formatShare(mean.seen / mean.before)})`;
  return [
    `A shift of the mean window by ${size(mean)}${share}, or of its spread by ${size(spread)}, would have been detected in at least 95 of 100 cases; to detect half of it takes four times as many replications.`,
  ];
}
