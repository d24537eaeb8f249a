import type { Plan, PlannedDesign } from '../../experiment/plan/plan.ts';
import { trialFigures } from '../../experiment/plan/trial-figures.ts';
import { moreLine } from '../../units/cut-list.ts';
import { boundSetter } from '../bound-words.ts';
import { formatSeconds } from '../metric-value.ts';
import type { Paint } from '../paint.ts';
import { printable } from '../printable.ts';
import { shortPath } from '../sweep/text.ts';
import { type TextColumn, textTable } from '../text/table.ts';
import { costWords, hasOneDesign, heldWords, meanWords } from './words.ts';

/** Designs on a terminal; all are in `plan.json`. */
const SHOWN = 12;

/** The designs that were run on the way, next to the answer, and what a step less of each axis misses. */
export function cheaperLines(plan: Plan, paint: Paint): string[] {
  if (hasOneDesign(plan)) return [];
  const run = designsOnTheWay(plan);
  const shown = run.slice(-SHOWN);
  return [
    paint.heading(plan.chosen === null ? 'The dearest designs' : 'Cheaper designs, and the answer'),
    ...textTable(
      designColumns(plan),
      shown.map((design) => designCells(plan, design)),
      paint.heading,
    ),
    ...moreLine(run.length - SHOWN, { noun: 'cheaper design', tail: ' in plan.json' }),
    // Where none holds it says the same of every step.
    ...(plan.chosen === null ? [] : stepLines(plan).map((line) => `  ${line}`)),
  ];
}

/** Those that were run, up to the answer: by cost. */
export function designsOnTheWay({ designs, chosen }: Plan): PlannedDesign[] {
  const last = chosen === null ? designs.length : designs.indexOf(chosen) + 1;
  return designs.slice(0, last).filter(({ trial }) => trial.outcomes.length > 0);
}

/** What steps down from the answer miss that nobody had to run. */
export function stepLines(plan: Plan): string[] {
  return plan.stepsDown.flatMap(({ axis, design }) => stepLine(plan, axis, design));
}

/** Heads of what `designCells` tells. */
export function designColumns({ experiment }: Plan): TextColumn[] {
  const paths = experiment.axes.map(({ path }) => path);
  return [
    ...paths.map((path) => ({ head: shortPath(path, paths) })),
    { head: 'cost', align: 'right' },
    { head: 'nights held', align: 'right' },
    { head: 'mean', align: 'right' },
    { head: 'bottleneck' },
  ];
}

export function designCells(plan: Plan, { row, cost, trial }: PlannedDesign): string[] {
  const figures = trialFigures(trial);
  const { held, worst } = figures;
  return [
    ...row.map((value, axis) => printable(plan.experiment.axes[axis]!.values[value]!.text)),
    costWords(cost, plan),
    heldWords(held),
    meanWords(figures),
    worst === null ? '-' : `${worst.bottleneck} (${printable(worst.job)})`,
  ];
}

/** What one step less misses, where it was not in the table because nobody had to run it. */
function stepLine({ experiment }: Plan, axis: number, { fate, reason, row }: PlannedDesign): string[] {
  if (fate !== 'too-small' || reason === null) return [];
  const { path, values } = experiment.axes[axis]!;
  const value = printable(`${path}=${values[row[axis]!]!.text}`);
  const bound = formatSeconds(Math.round(reason.boundSeconds));
  return [`${value} cannot hold: no schedule is over before ${bound} (${boundSetter(reason.boundBy)}).`];
}
