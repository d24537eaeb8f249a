import { groupedBy } from '../../collections/grouped-by.ts';
import { counted } from '../../units/counted.ts';
import { moreLine } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { shortPath } from '../characters/short-path.ts';
import { neverStartedInDesigns } from '../replications/never-started.ts';
import { axisTable } from '../text/axis-table.ts';
import { sectionsText } from '../text/sections.ts';
import type { TextColumn } from '../text/table.ts';
import { wrapped } from '../text/wrapped.ts';
import { designWords } from '../wording/design-words.ts';
import { formatCount, formatSeconds } from '../wording/metric-value.ts';
import { answerSentences, defaultsSentence } from './answer.ts';
import { heatMapLines } from './heat-map.ts';
import { speedUpLines } from './speed-up.ts';
import {
  cutsShort,
  type SweepCurve,
  type SweepData,
  type SweepDesign,
  variesStarts,
  windowOf,
} from './sweep-data.ts';
import {
  bottleneckOf,
  meanDoneOf,
  meanWindowOf,
  metTone,
  metWords,
  stoppedOf,
  tightestOf,
  windowWordsOf,
} from './words.ts';

/** Most rows on a terminal; `sweep.csv` has the whole table. */
const SHOWN = 60;
/** Most curves on a terminal; `sweep.json` has all. */
const CURVES_SHOWN = 6;

/**
 * A sweep for a terminal: its table, what larger values on each axis gain, and a map over two axes. Ends with a line
 * break.
 */
export function sweepText(sweep: SweepData, paint: Paint): string {
  const { curves, heatMaps } = sweep;
  const sections = [
    [titleLine(sweep), ...answerSentences(sweep)],
    designLines(sweep, paint),
    ...shownCurves(curves).map((curve) => speedUpLines(sweep, curve, paint)),
    moreLine(curves.length - CURVES_SHOWN, { noun: 'more curve', tail: ' in sweep.json', indent: '' }),
    ...heatMaps.map((map) => heatMapLines(map, paint)),
  ];
  return sectionsText(sections, paint.width.line);
}

/**
 * Curves from all axes in turn, as far as there are any: with many designs the first axis alone would fill the
 * screen.
 */
function shownCurves(curves: readonly SweepCurve[]): SweepCurve[] {
  const byAxis = [...groupedBy(curves, ({ axis }) => axis).values()];
  const byTurns = curves
    .flatMap((_, turn) => byAxis.flatMap((own) => own[turn] ?? []))
    .slice(0, CURVES_SHOWN);
  return curves.filter((curve) => byTurns.includes(curve));
}

function titleLine({ scenario, designs, seed }: SweepData): string {
  const runs = designs.reduce((sum, { replications }) => sum + replications, 0);
  const seeded = seed === null ? '' : `, seed ${printable(`${seed}`)}`;
  return `${printable(scenario.name)}: ${counted(designs.length, 'design')}, ${counted(runs, 'run')}${seeded}`;
}

interface DesignColumn extends TextColumn {
  readonly cell: (design: SweepDesign) => string | undefined;
}

function designLines(sweep: SweepData, paint: Paint): string[] {
  const { axes, designs } = sweep;
  const columns = columnsOf(sweep, paint);
  const rows = designs.slice(0, SHOWN).map((design) => columns.map(({ cell }) => cell(design) ?? '-'));
  const paths = axes.map(({ path }) => path);
  const lines = axisTable(paths, columns, rows, paint);
  const rest = moreLine(designs.length - SHOWN, { noun: 'more design', tail: ' in sweep.csv' });
  const notes = designs.some((design) => windowOf(sweep, design) !== undefined)
    ? neverStartedInDesigns(designs)
    : [];
  const unsaid = defaultsSentence(sweep).flatMap((line) => wrapped(line, paint.width.sentence - 2));
  return [...lines, ...rest, ...[...notes, ...unsaid].map((line) => `  ${line}`)];
}

/** Columns that would be empty, or the same for all designs, are left out. */
function columnsOf(sweep: SweepData, paint: Paint): DesignColumn[] {
  const { axes, designs } = sweep;
  const right = (head: string, cell: DesignColumn['cell']): DesignColumn => ({ head, align: 'right', cell });
  const paths = axes.map(({ path }) => path);
  const columns: DesignColumn[] = paths.map((path) => ({
    head: shortPath(path, paths),
    cell: ({ values }) => printable(values[path] ?? ''),
  }));
  if (designs.some(({ policy }) => policy !== null))
    columns.push({ head: 'policy', cell: ({ policy }) => printable(policy ?? '') });
  if (columns.length === 0) columns.push({ head: '', cell: designWords });
  columns.push(right(windowWordsOf(sweep), (design) => meanWindowOf(sweep, design)));
  if (cutsShort(sweep)) columns.push(right('stopped', stoppedOf));
  if (designs.some(({ replications }) => replications > 1)) {
    columns.push(right('±95%', (design) => halfWidth(sweep, design)));
    columns.push(right('P95', (design) => p95Of(sweep, design)));
    columns.push(right('runs', ({ replications }) => `${replications}`));
  }
  if (designs.some(({ allMeetWindows }) => allMeetWindows !== null)) {
    columns.push(right('windows met', (design) => metCell(design, paint)));
    columns.push({ head: 'tightest', isName: true, cell: tightestOf });
  }
  if (variesStarts(sweep)) columns.push(right('mean job end', meanDoneOf));
  if (designs.some(({ vms }) => (vms?.unprotected?.mean ?? 0) > 0))
    columns.push(right('unprotected', ({ vms }) => formatCount(vms?.unprotected?.mean ?? 0)));
  // A bound is of the window of the run.
  if (sweep.windowFigure !== 'nights.longestSeconds')
    columns.push(right('above bound', ({ bound }) => bound?.gap && formatShare(bound.gap.mean)));
  columns.push({ head: 'bottleneck', isName: true, cell: bottleneckOf });
  return columns;
}

function halfWidth(sweep: SweepData, design: SweepDesign): string | undefined {
  const ci95 = windowOf(sweep, design)?.ci95 ?? null;
  return ci95 === null ? undefined : formatSeconds((ci95[1] - ci95[0]) / 2);
}

function p95Of(sweep: SweepData, design: SweepDesign): string | undefined {
  const window = windowOf(sweep, design);
  return window && formatSeconds(window.p95);
}

function metCell(design: SweepDesign, paint: Paint): string {
  const tone = metTone(design);
  const words = metWords(design);
  return tone === 'neutral' ? words : paint[tone](words);
}
