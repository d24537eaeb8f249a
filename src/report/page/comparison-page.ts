import type { DistributionComparison } from '../../experiment/statistics/distribution-comparison.ts';
import { capitalised } from '../../units/capitalised.ts';
import { formatBytes, formatRate } from '../../units/format-quantity.ts';
import { answerSentences, figureOfSide } from '../comparison/answer.ts';
import type { ComparedSide, Comparison } from '../comparison/comparison.ts';
import { distributionSentences } from '../comparison/distribution-text.ts';
import { type Change, comparedWindow, type FigureGroup } from '../comparison/figures.ts';
import { breakEvenWords, modesUnsaid } from '../comparison/mode-pair-text.ts';
import { pairedHeads, pairedRows, pairedSentences } from '../comparison/paired-text.ts';
import { letterOf } from '../comparison/side-letter.ts';
import { amongReplications, taskSentences } from '../comparison/text.ts';
import { formatChange, formatFigure, formatPercent, hasPercent } from '../comparison/values.ts';
import { meanSeconds } from '../wording/mode-costs.ts';
import { WINDOW_WORDS } from '../wording/window-words.ts';
import { html, type Piece } from './html.ts';
import { type PageParts, wholePage } from './page-frame.ts';
import { bulletList, paragraphs } from './prose.ts';
import { type PageSection, section, sectionIf } from './section.ts';
import { pageTable } from './table.ts';

/** Runs side by side; differences are against the first. */
export function comparisonPage(
  comparison: Comparison,
  sides: readonly ComparedSide[],
  parts: PageParts,
): string {
  const names = comparison.sides.map(({ name }) => name);
  return wholePage(
    {
      title: `${names.length} designs side by side`,
      subtitle: `Differences are against A, ${names[0]}.`,
      sections: [
        sidesSection(comparison),
        replicatedSection(comparison),
        ...comparison.figures.map((group, i) => groupSection(group, i, names.length)),
        modePairsSection(comparison),
        partingSection(comparison, sides),
      ],
    },
    parts,
  );
}

function sidesSection(comparison: Comparison): PageSection {
  const { replicated } = comparison;
  const facts = comparison.sides.map((_, side) => factsOf(comparison, side));
  const rows = comparison.sides.map(({ name, replications, scenario, policy, seed, fingerprint }, side) => [
    `${letterOf(side)}: ${name}${amongReplications(replications)}`,
    scenario,
    policy,
    `${seed}`,
    shown('window.seconds', facts[side]!.window),
    shown('vms.unprotected', facts[side]!.unprotected),
    html`<code>${fingerprint}</code>`,
  ]);
  const mean = replicated === undefined ? '' : ', mean';
  const columns = [
    { head: 'Result' },
    { head: 'Scenario' },
    { head: 'Policy' },
    { head: 'Seed' },
    { head: `${capitalised(WINDOW_WORDS[comparedWindow(comparison.figures)])}${mean}`, isFigure: true },
    { head: `VMs not protected${mean}`, isFigure: true },
    { head: 'Fingerprint' },
  ];
  return section(
    'designs',
    'Designs',
    pageTable('Designs', columns, rows),
    paragraphs(answerSentences(comparison)),
  );
}

/** The figures by which a side is judged first: those of its run, or the means over its replications. */
interface SideFacts {
  readonly window: number | null;
  readonly unprotected: number;
}

function factsOf(comparison: Comparison, side: number): SideFacts {
  return {
    window: figureOfSide(comparison, comparedWindow(comparison.figures), side),
    unprotected: figureOfSide(comparison, 'vms.unprotected', side) ?? 0,
  };
}

/** Means of all sides and their differences, with confidence intervals. */
function replicatedSection({ replicated, distributions = [] }: Comparison): PageSection | null {
  return sectionIf(replicated !== undefined, 'replications', 'Over all replications', () => {
    const columns = pairedHeads(replicated!).map((head, i) => ({
      head: head === '' ? 'Chance' : head,
      isFigure: i > 0 && head !== '',
    }));
    return [
      pageTable('Means over all replications', columns, pairedRows(replicated!)),
      paragraphs(pairedSentences(replicated!)),
      distributions.map((found, i) => distributionHtml(found, letterOf(i + 1))),
      paragraphs(['The figures below are those of the first replication of each.']),
    ];
  });
}

/** Whether a side has the same distribution as the first, with a list of what differs. */
function distributionHtml(found: DistributionComparison, letter: string): Piece {
  const [first, ...others] = distributionSentences(found);
  const isDifference = (line: string) => line.startsWith(' ');
  const differences = others.filter(isDifference).map((line) => line.trim());
  return [
    paragraphs([`${letter} against A: ${first}`]),
    differences.length === 0 ? null : bulletList(differences),
    paragraphs(others.filter((line) => !isDifference(line))),
  ];
}

function groupSection({ title, figures }: FigureGroup, number: number, sides: number): PageSection {
  const columns = [
    { head: title },
    ...Array.from({ length: sides }, (_, side) => ({ head: letterOf(side), isFigure: true })),
  ];
  const rows = figures.map(({ label, metric, values, changes }) => [
    label,
    ...values.map((value, side) => {
      const change = side === 0 ? null : changes[side - 1]!;
      return change === null || change.difference === 0
        ? shown(metric, value)
        : html`${shown(metric, value)} <span class="note">${changeWords(metric, change)}</span>`;
    }),
  ]);
  return section(`figures-${number}`, title, pageTable(title, columns, rows));
}

/** `-29m 34s, -8.2%`. */
function changeWords(metric: string, change: Change): string {
  const difference = formatChange(metric, change.difference);
  return hasPercent(metric) ? `${difference}, ${formatPercent(change)}` : difference;
}

function shown(metric: string, value: number | null): string {
  return value === null ? '–' : formatFigure(metric, value);
}

/** What the same disks took in one transport mode and in another. */
function modePairsSection(comparison: Comparison): PageSection | null {
  const rows = comparison.modePairs.flatMap((pairs, i) =>
    (pairs ?? []).map(({ tasks, readBytes, was, is, breakEven }) => [
      `${was.mode} (A), ${is.mode} (${letterOf(i + 1)})`,
      tasks,
      formatBytes(readBytes),
      ...[was, is].flatMap(({ overheadSeconds, taskRate }) => [
        meanSeconds(overheadSeconds),
        formatRate(taskRate),
      ]),
      breakEven === undefined ? '' : breakEvenWords(breakEven).join(' '),
    ]),
  );
  const columns = [
    { head: 'Modes' },
    { head: 'Tasks', isFigure: true },
    { head: 'Read each', isFigure: true },
    { head: 'Without data', isFigure: true },
    { head: 'Rate', isFigure: true },
    { head: 'Other mode, without data', isFigure: true },
    { head: 'Rate', isFigure: true },
    { head: 'Break-even', isProse: true },
  ];
  return sectionIf(rows.length > 0, 'modes', 'The same disks in another mode', () => [
    pageTable('The same disks in another mode', columns, rows),
    html`<p class="note">Means per task. Without data: preparing, opening and closing, with a slot. Rate: while it transferred.</p>`,
    paragraphs(modesUnsaid(comparison)),
  ]);
}

/** What happened to tasks and VMs, and the first decision in which each side differs from the first. */
function partingSection(comparison: Comparison, sides: readonly ComparedSide[]): PageSection {
  const lines = taskSentences(comparison, sides);
  return section('parting', 'Where they diverge', html`<pre>${lines.map((line) => html`${line}\n`)}</pre>`);
}
