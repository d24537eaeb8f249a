import { counted } from '../../units/counted.ts';
import type { ComparedSide, Comparison } from '../comparison/comparison.ts';
import type { FigureGroup } from '../comparison/figures.ts';
import { letterOf } from '../comparison/side-letter.ts';
import { amongReplications, taskSentences } from '../comparison/text.ts';
import { formatChange, formatFigure, formatPercent } from '../comparison/values.ts';
import { type Html, html } from './html.ts';
import { type PageParts, wholePage } from './page-frame.ts';
import { pageTable, paragraphs, section } from './table.ts';

/** Runs side by side; the first is what the others are held against. */
export function comparisonPage(
  comparison: Comparison,
  sides: readonly ComparedSide[],
  parts: PageParts,
): string {
  const names = comparison.sides.map(({ name }) => name);
  return wholePage(
    {
      title: `${names.length} designs side by side`,
      subtitle: `Everything is held against ${names[0]}.`,
      sections: [
        sidesSection(comparison),
        ...comparison.figures.map((group, i) => groupSection(group, i, names.length)),
        partingSection(comparison, sides),
      ],
    },
    parts,
  );
}

function sidesSection({ sides, figures }: Comparison): Html {
  const window = figures
    .flatMap(({ figures: rows }) => rows)
    .find(({ metric }) => metric === 'window.seconds');
  const rows = sides.map(({ name, replications, scenario, policy, seed, fingerprint, unprotected }, side) => [
    `${letterOf(side)}: ${name}${amongReplications(replications)}`,
    scenario,
    policy,
    `${seed}`,
    shown('window.seconds', window?.values[side] ?? null),
    unprotected.length,
    html`<code>${fingerprint}</code>`,
  ]);
  const columns = [
    { head: 'Result' },
    { head: 'Scenario' },
    { head: 'Policy' },
    { head: 'Seed' },
    { head: 'Window', isFigure: true },
    { head: 'VMs not protected', isFigure: true },
    { head: 'Fingerprint' },
  ];
  return section('designs', 'Designs', pageTable('Designs', columns, rows), bestLine(sides, window));
}

function bestLine(
  sides: Comparison['sides'],
  window: FigureGroup['figures'][number] | undefined,
): Html | null {
  const known = window?.values.flatMap((value, side) => (value === null ? [] : [{ value, side }])) ?? [];
  if (known.length < 2) return null;
  const best = known.reduce((a, b) => (b.value < a.value ? b : a));
  const { name, unprotected } = sides[best.side]!;
  const but =
    unprotected.length === 0 ? '' : `, and leaves ${counted(unprotected.length, 'VM')} without protection`;
  const least = shown('window.seconds', best.value);
  return html`${paragraphs([`The shortest window is that of ${letterOf(best.side)}, ${name}: ${least}${but}.`])}`;
}

function groupSection({ title, figures }: FigureGroup, number: number, sides: number): Html {
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
        : html`${shown(metric, value)} <span class="note">${formatChange(metric, change.difference)}, ${formatPercent(change)}</span>`;
    }),
  ]);
  return section(`figures-${number}`, title, pageTable(title, columns, rows));
}

function shown(metric: string, value: number | null): string {
  return value === null ? '–' : formatFigure(metric, value);
}

/** What became of tasks and VMs, and where each of the others began to decide otherwise. */
function partingSection(comparison: Comparison, sides: readonly ComparedSide[]): Html {
  const lines = taskSentences(comparison, sides);
  return section(
    'parting',
    'Where they part',
    html`<pre>${lines.map((line) => html`${line}\n`)}</pre>
`,
  );
}
