import { counted } from '../../units/counted.ts';
import { andMore } from '../../units/cut-list.ts';
import { markdownTable, plainWords, withinLimit } from '../characters/markdown-text.ts';
import { orderSentences } from './answer.ts';
import { curveWords, KNEE_WORDS } from './curve-words.ts';
import { designColumns } from './design-columns.ts';
import { byWindow, type SweepData } from './sweep-data.ts';

/** Most rows of each kind. The whole report fits on one screen, to be pasted into a ticket. */
const DESIGNS_SHOWN = 10;
const CURVES_SHOWN = 6;

/** `report.md` of a sweep: the designs with the shortest windows, and what larger values on each axis gain. */
export function sweepMarkdown(sweep: SweepData): string {
  const { scenario, designs, replications } = sweep;
  const [first = '', ...sentences] = orderSentences(sweep);
  const of = `${counted(designs.length, 'design')}, ${counted(replications, 'replication')} of each.`;
  const parts = [
    `## ${plainWords(scenario.name)}\n\n**${plainWords(first)}**\n\n`,
    [of, ...sentences].map((line) => `- ${plainWords(line)}\n`).join(''),
    `\n${designTable(sweep)}`,
    curveTable(sweep),
  ];
  return withinLimit(parts, () => '\nMore does not fit here.\n');
}

function designTable(sweep: SweepData): string {
  const { designs } = sweep;
  const shown = byWindow(sweep).slice(0, DESIGNS_SHOWN);
  const columns = designColumns(sweep);
  const table = markdownTable(
    columns.map(({ head }) => head),
    shown.map((design, rank) => columns.map(({ cell }) => cell(design, rank))),
  );
  const left = designs.length - shown.length;
  return left > 0 ? `${table}\n${andMore(left, { tail: ', with longer windows, in sweep.csv' })}\n` : table;
}

function curveTable(sweep: SweepData): string {
  const { curves } = sweep;
  if (curves.length === 0) return '';
  const rows = curves.slice(0, CURVES_SHOWN).map((curve) => {
    const { others, steps, knee } = curveWords(sweep, curve);
    return [curve.axis, others, steps.map(({ size, window }) => `${size}: ${window}`).join(' → '), knee];
  });
  const table = markdownTable(['More of', 'With', 'Windows, step by step', 'Knee'], rows);
  const left = curves.length - rows.length;
  const rest = left > 0 ? `\n${andMore(left, { tail: ' in sweep.json' })}\n` : '';
  return `\n**Gain from more of each** (knee: ${KNEE_WORDS})\n\n${table}${rest}`;
}
