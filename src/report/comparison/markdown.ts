import { andMore } from '../../units/cut-list.ts';
import { codeBlock, folded, markdownTable, plainWords, withinLimit } from '../characters/markdown-text.ts';
import { PLAIN } from '../characters/paint.ts';
import { answerSentences } from './answer.ts';
import type { ComparedSide, Comparison } from './comparison.ts';
import { modePairTexts } from './mode-pair-text.ts';
import { pairedComparisonLines } from './paired-text.ts';
import {
  distributionTexts,
  figureCells,
  figureHeads,
  shownFigures,
  sideLines,
  taskSentences,
} from './text.ts';

/** The comparison for a comment on a pull request: windows visible, the rest collapsed. */
export function comparisonMarkdown(comparison: Comparison, sides: readonly ComparedSide[]): string {
  const failed = comparison.conditions.filter((condition) => condition.failed);
  const [first, ...others] = comparison.figures.map((group) => {
    const { rows, left } = shownFigures(group);
    const table = markdownTable(
      [group.title, ...figureHeads(comparison.sides.length)],
      rows.map((figure) => [figure.label, ...figureCells(figure)]),
    );
    const text = left === 0 ? table : `${table}\n${andMore(left, { tail: ', changed less' })}\n`;
    return { title: group.title, text };
  });
  const tasks = taskSentences(comparison, sides);
  const pairs = modePairTexts(comparison);
  const parts = [
    '### proxysim compare\n\n',
    ...failed.map(({ text }) => `- **FAILED** ${plainWords(text)}\n`),
    failed.length > 0 ? '\n' : '',
    `${sideLines(comparison).map(plainWords).join('  \n')}\n\n`,
    ...answerSentences(comparison).map((sentence) => `${plainWords(sentence)}\n\n`),
    first === undefined ? '' : `${first.text}\n`,
    ...others.map(({ title, text }) => `${folded(title, text)}\n`),
    comparison.replicated === undefined
      ? ''
      : folded('Replications', codeBlock(pairedComparisonLines(comparison.replicated, PLAIN))),
    comparison.distributions === undefined
      ? ''
      : `${folded('The same distribution?', codeBlock(distributionTexts(comparison.distributions)))}\n`,
    pairs.length === 0 ? '' : `${folded('The same disks in another mode', codeBlock(pairs))}\n`,
    tasks.length === 0 ? '' : folded('Tasks', codeBlock(tasks)),
  ];
  return withinLimit(parts, () => '\nMore does not fit here.\n');
}
