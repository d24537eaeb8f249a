import type { Estimate } from '../../experiment/statistics/estimate.ts';
import type { PairedComparison, PairedFigure } from '../../experiment/statistics/paired-comparison.ts';
import type { WindowFigure } from '../../experiment/window-figure.ts';
import { counted } from '../../units/counted.ts';
import { formatShare } from '../../units/format-quantity.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { neverStartedSentences } from '../replications/never-started.ts';
import { textTable } from '../text/table.ts';
import { figureLabel } from './figure-label.ts';
import { letterOf } from './side-letter.ts';
import { formatChange, formatFigure } from './values.ts';

/** Means of every side, and its difference from the first with the confidence interval. */
export function pairedComparisonLines(paired: PairedComparison, paint: Paint): string[] {
  const [first = '', ...heads] = pairedHeads(paired);
  const rows = pairedRows(paired).map(([label = '', ...cells]) => [printable(label), ...cells]);
  return [
    ...textTable(
      [
        { head: first },
        ...heads.map((head) => ({ head, align: head === '' ? ('left' as const) : ('right' as const) })),
      ],
      rows,
      paint,
    ),
    ...pairedSentences(paired).map((line) => `  ${line}`),
  ];
}

/** Column headers for `pairedRows`. */
export function pairedHeads({ replications, allMeetWindows }: PairedComparison): string[] {
  const others = allMeetWindows.slice(1).map((_, i) => letterOf(i + 1));
  const each = others.flatMap((letter) => [letter, `${letter} - A`, '95% interval', '']);
  return [`Means of ${counted(replications, 'replication')}`, 'A', ...each];
}

/** The most important figures, each with its label; the JSON has the rest. */
export function pairedRows({ figures }: PairedComparison): string[][] {
  const nights = figures.find(({ metric }) => metric === 'nights.longestSeconds')?.sides ?? [];
  const haveNights = nights.length > 0 && !nights.includes(null);
  const window: WindowFigure = haveNights ? 'nights.longestSeconds' : 'window.seconds';
  return figures.flatMap((figure) => {
    const label = labelOf(figure, window);
    return label === undefined ? [] : [[label, ...cellsOf(figure)]];
  });
}

/**
 * One in twenty such intervals misses the true value, so a single interval does not answer whether anything differs
 * at all.
 */
const ALONE =
  'Each interval is for one figure alone; the test of distributions looks at all figures at once.';

/** How often all windows were met, and which jobs never started. */
export function pairedSentences(paired: PairedComparison): string[] {
  const missing = paired.neverStarted.flatMap((found, side) =>
    neverStartedSentences(found, paired.replications, 'run').map((line) => `${letterOf(side)}: ${line}`),
  );
  return [ALONE, ...metSentences(paired), ...missing];
}

/** Undefined: not shown. */
function labelOf({ metric, sides }: PairedFigure, window: WindowFigure): string | undefined {
  const isWindow = metric === window || /^jobs\..*\.window$/s.test(metric);
  if (isWindow) return figureLabel(metric);
  const isSomewhere = sides.some((side) => side !== null && side.mean !== 0);
  const isLooked = metric.startsWith('waits.') || metric === 'vms.unprotected';
  return isSomewhere && isLooked ? figureLabel(metric) : undefined;
}

function cellsOf({ metric, sides, differences }: PairedFigure): string[] {
  const mean = (side: Estimate | null | undefined) =>
    side === null || side === undefined ? '-' : formatFigure(metric, side.mean);
  return [
    mean(sides[0]),
    ...differences.flatMap((found, i) => [
      mean(sides[i + 1]),
      ...(found === null ? ['-', '-', ''] : differenceCells(metric, found)),
    ]),
  ];
}

function differenceCells(metric: string, { mean, ci95, sd }: Estimate): string[] {
  if (mean === 0 && (sd === null || sd === 0)) return ['same', '', ''];
  const change = formatChange(metric, mean);
  if (ci95 === null) return [change, '-', ''];
  const interval = `${formatChange(metric, ci95[0])} to ${formatChange(metric, ci95[1])}`;
  return [change, interval, ci95[0] <= 0 && ci95[1] >= 0 ? 'may be chance' : ''];
}

function metSentences({ allMeetWindows }: PairedComparison): string[] {
  if (allMeetWindows.every((found) => found === null)) return [];
  const words = allMeetWindows.map((found, i) =>
    found === null
      ? `${letterOf(i)} states none`
      : `${letterOf(i)} ${formatShare(found.share)} (${formatShare(found.ci95[0])} to ${formatShare(found.ci95[1])})`,
  );
  return [`All windows met, with 95% interval: ${words.join(', ')}.`];
}
