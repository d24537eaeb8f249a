import { groupedBy } from '../../collections/grouped-by.ts';
import { designText } from '../../experiment/designs/design.ts';
import { heatMaps } from '../../experiment/designs/heat-map.ts';
import { type SpeedUpCurve, speedUpCurves } from '../../experiment/designs/speed-up.ts';
import { type Sweep, type SweptDesign, valueOn } from '../../experiment/sweep.ts';
import type { WindowFigure } from '../../experiment/window-figure.ts';
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
import { formatCount, formatSeconds } from '../wording/metric-value.ts';
import { WINDOW_WORDS } from '../wording/window-words.ts';
import { heatMapLines } from './heat-map.ts';
import { speedUpLines } from './speed-up.ts';
import {
  bottleneckWords,
  defaultsSentence,
  meanDoneWords,
  tightestWords,
  variesStarts,
} from './stored-sweep.ts';

/** Most rows on a terminal; `sweep.csv` has the whole table. */
const SHOWN = 60;
/** Most curves on a terminal; `sweep.json` has all. */
const CURVES_SHOWN = 6;

/**
 * A sweep for a terminal: its table, what larger values on each axis gain, and a map over two axes. Ends with a line
 * break.
 */
export function sweepText(sweep: Sweep, paint: Paint): string {
  const curves = speedUpCurves(sweep);
  const sections = [
    [titleLine(sweep)],
    designLines(sweep, paint),
    ...shownCurves(curves).map((curve) => speedUpLines(sweep, curve, paint)),
    moreLine(curves.length - CURVES_SHOWN, { noun: 'more curve', tail: ' in sweep.json', indent: '' }),
    ...heatMaps(sweep).map((map) => heatMapLines(map, paint)),
  ];
  return sectionsText(sections, paint.width.line);
}

/**
 * Curves from all axes in turn, as far as there are any: with many designs the first axis alone would fill the
 * screen.
 */
function shownCurves(curves: readonly SpeedUpCurve[]): SpeedUpCurve[] {
  const byAxis = [...groupedBy(curves, ({ axis }) => axis).values()];
  const byTurns = curves
    .flatMap((_, turn) => byAxis.flatMap((own) => own[turn] ?? []))
    .slice(0, CURVES_SHOWN);
  return curves.filter((curve) => byTurns.includes(curve));
}

function titleLine({ experiment, designs }: Sweep): string {
  const runs = designs.reduce((sum, { outcomes }) => sum + outcomes.length, 0);
  const seed = experiment.seed === null ? '' : `, seed ${printable(`${experiment.seed}`)}`;
  return `${printable(experiment.scenario.name)}: ${counted(designs.length, 'design')}, ${counted(runs, 'run')}${seed}`;
}

interface DesignColumn extends TextColumn {
  readonly cell: (design: SweptDesign) => string;
}

function designLines(sweep: Sweep, paint: Paint): string[] {
  const columns = columnsOf(sweep, paint);
  const rows = sweep.designs.slice(0, SHOWN).map((design) => columns.map(({ cell }) => cell(design)));
  const paths = sweep.experiment.axes.map(({ path }) => path);
  const lines = axisTable(paths, columns, rows, paint);
  const rest = moreLine(sweep.designs.length - SHOWN, { noun: 'more design', tail: ' in sweep.csv' });
  const ran = sweep.designs.some(({ replicated }) => replicated.figures[sweep.windowFigure] !== undefined);
  const missing = neverStartedInDesigns(sweep.designs.map(({ replicated }) => replicated));
  const notes = ran ? missing : ['Nothing ran in any design: no task ever started.'];
  const unsaid = defaultsSentence(sweep.byDefault).flatMap((line) => wrapped(line, paint.width.sentence - 2));
  return [...lines, ...rest, ...[...notes, ...unsaid].map((line) => `  ${line}`)];
}

function columnsOf(sweep: Sweep, paint: Paint): DesignColumn[] {
  const { experiment, designs, windowFigure } = sweep;
  const right = (head: string, cell: DesignColumn['cell']): DesignColumn => ({ head, align: 'right', cell });
  const columns: DesignColumn[] = experiment.axes.map(({ path }, i) => ({
    head: shortPath(
      path,
      experiment.axes.map((axis) => axis.path),
    ),
    cell: (design) => printable(valueOn(experiment, design, i).text),
  }));
  if (experiment.policies.length > 0)
    columns.push({ head: 'policy', cell: ({ point }) => printable(point.policy ?? '') });
  if (columns.length === 0) columns.push({ head: '', cell: ({ point }) => designText(point) });
  columns.push(right(WINDOW_WORDS[windowFigure], (design) => figure(design, windowFigure, 'mean')));
  if (designs.some(({ outcomes }) => outcomes.length > 1)) {
    columns.push(right('±95%', (design) => halfWidth(design, windowFigure)));
    columns.push(right('P95', (design) => figure(design, windowFigure, 'p95')));
    columns.push(right('runs', ({ outcomes }) => `${outcomes.length}`));
  }
  const states = designs.some(({ replicated }) => replicated.allMet !== null);
  if (states) {
    columns.push(right('windows met', (design) => metCell(design, paint)));
    columns.push({ head: 'tightest', isName: true, cell: tightestCell });
  }
  if (variesStarts(experiment.axes.map(({ path }) => path)))
    columns.push(right('mean job end', meanDoneCell));
  if (designs.some(({ replicated }) => (replicated.figures['vms.unprotected']?.mean ?? 0) > 0))
    columns.push(right('unprotected', unprotectedCell));
  // Over several nights the bound is a matter of the calendar.
  if (windowFigure === 'window.seconds') columns.push(right('above bound', gapCell));
  columns.push({ head: 'bottleneck', isName: true, cell: bottleneckCell });
  return columns;
}

function figure({ replicated }: SweptDesign, path: string, part: 'mean' | 'p95'): string {
  const found = replicated.figures[path];
  return found === undefined ? '-' : formatSeconds(found[part]);
}

function halfWidth({ replicated }: SweptDesign, window: WindowFigure): string {
  const ci95 = replicated.figures[window]?.ci95 ?? null;
  return ci95 === null ? '-' : formatSeconds((ci95[1] - ci95[0]) / 2);
}

function metCell({ replicated: { allMet } }: SweptDesign, paint: Paint): string {
  if (allMet === null) return '-';
  const { held, n, share } = allMet;
  if (n === 1) return held === 1 ? paint.good('yes') : paint.bad('no');
  return held === n ? paint.good('100%') : paint.bad(formatShare(share));
}

function tightestCell({ outcomes, replicated }: SweptDesign): string {
  const spareOfJob = (job: string) => replicated.figures[`jobs.${job}.spareSeconds`]?.mean;
  return tightestWords(jobsOf(outcomes), spareOfJob) ?? '-';
}

function meanDoneCell({ outcomes, replicated }: SweptDesign): string {
  const doneOfJob = (job: string) => replicated.figures[`jobs.${job}.doneSeconds`]?.mean;
  return meanDoneWords(jobsOf(outcomes), doneOfJob) ?? '-';
}

/** The jobs that ran. */
function jobsOf(outcomes: SweptDesign['outcomes']): string[] {
  return Object.keys(outcomes[0]?.bottlenecks ?? {});
}

function unprotectedCell({ replicated }: SweptDesign): string {
  const mean = replicated.figures['vms.unprotected']?.mean ?? 0;
  return formatCount(mean);
}

function gapCell({ replicated }: SweptDesign): string {
  const gap = replicated.figures['bound.gap'];
  return gap === undefined ? '-' : formatShare(gap.mean);
}

function bottleneckCell({ outcomes, replicated }: SweptDesign): string {
  const windowOfJob = (job: string) => replicated.figures[`jobs.${job}.window`]?.mean;
  return bottleneckWords(outcomes[0]?.bottlenecks ?? {}, windowOfJob) ?? '-';
}
