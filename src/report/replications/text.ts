import { largest, smallest } from '../../collections/extremes.ts';
import { toldCutShort } from '../../experiment/cut-short.ts';
import {
  type ReplicatedFigures,
  replicatedFigures,
} from '../../experiment/replications/replicated-figures.ts';
import { type Estimate, relativePrecision } from '../../experiment/statistics/estimate.ts';
import type { Proportion } from '../../experiment/statistics/proportion.ts';
import type { Outcome } from '../../experiment/units/outcome.ts';
import { windowFigure } from '../../experiment/window-figure.ts';
import { counted } from '../../units/counted.ts';
import { formatShare } from '../../units/format-quantity.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { formatFigure } from '../comparison/values.ts';
import { sectionsText } from '../text/sections.ts';
import { type TextColumn, textTable } from '../text/table.ts';
import { WINDOW_WORDS } from '../wording/window-words.ts';
import { cutShortSentence } from './cut-short.ts';
import { neverStartedSentences } from './never-started.ts';
import { intervalWords, surenessWords } from './words.ts';

const COLUMNS: readonly TextColumn[] = [
  { head: '' },
  { head: 'mean', align: 'right' },
  { head: '95% interval of the mean', align: 'right' },
  { head: 'sd', align: 'right' },
  { head: 'P50', align: 'right' },
  { head: 'P95', align: 'right' },
  { head: 'P99', align: 'right' },
];

/**
 * What replications add to a run's summary: how much of it is due to chance, and how probable it is that the windows
 * hold.
 */
export function replicationsText(
  outcomes: readonly Outcome[],
  asked: { readonly replications: number; readonly precision: number | null },
  paint: Paint,
): string {
  const replicated = replicatedFigures(outcomes);
  const { figures, replications } = replicated;
  const window = windowFigure(outcomes);
  const jobs = Object.keys(figures).filter((path) => /^jobs\..*\.window$/.test(path));
  const wanted = [
    [window === 'window.seconds' ? 'all jobs' : WINDOW_WORDS[window], window] as const,
    ...jobs.map((path) => [path.slice('jobs.'.length, -'.window'.length), path] as const),
    // A bound is of the window of the run.
    ...(window === 'window.seconds' ? [['lower bound', 'bound.seconds'] as const] : []),
    ['unprotected VMs', 'vms.unprotected'] as const,
  ];
  const rows = wanted.flatMap(([label, path]) => {
    const found = figures[path];
    const isWorthIt = found !== undefined && (path !== 'vms.unprotected' || found.mean > 0);
    if (!isWorthIt) return [];
    // A run without such a figure does not count: rows of other runs cannot be compared.
    const of = found.n === replications ? '' : ` (${found.n} of ${replications})`;
    return [[`${printable(label)}${of}`, ...estimateCells(path, found)]];
  });
  const head = `Over ${counted(replications, 'replication')}`;
  if (rows.length === 0) return `${head}: nothing ran, no task ever started.\n`;
  const lines = [
    ...textTable([{ head }, ...COLUMNS.slice(1)], rows, paint),
    ...precisionLine(figures[window], asked),
    ...longestLine(outcomes),
    ...cutShortSentence(toldCutShort(replicated, window)).map((line) => `  ${line}`),
    ...metLines(replicated, paint),
    ...neverStartedSentences(replicated.neverStarted, replications, 'run').map((line) => `  ${line}`),
  ];
  return sectionsText([lines], paint.width.line);
}

/** How to look at the worst replication; nothing if all are equally long. */
function longestLine(outcomes: readonly Outcome[]): string[] {
  const figure = windowFigure(outcomes);
  const windows = outcomes.map(({ figures }) => figures[figure]);
  const known = windows.filter((seconds) => seconds !== undefined);
  const longest = largest(known);
  if (longest === undefined || longest === smallest(known)) return [];
  const replication = windows.indexOf(longest);
  const where =
    replication === 0
      ? 'in the run above'
      : `in replication ${replication}; --replay ${replication} runs it alone`;
  return [`  Longest: ${formatFigure('window.seconds', longest)}, ${where}.`];
}

function estimateCells(path: string, { mean, sd, ci95, p50, p95, p99 }: Estimate): string[] {
  const show = (value: number) => formatFigure(path, value);
  return [
    show(mean),
    ci95 === null ? '-' : intervalWords(ci95, show),
    sd === null ? '-' : show(sd),
    show(p50),
    show(p95),
    show(p99),
  ];
}

function precisionLine(
  window: Estimate | undefined,
  { replications, precision }: { readonly replications: number; readonly precision: number | null },
): string[] {
  if (window === undefined || precision === null) return [];
  const reached = relativePrecision(window);
  if (reached === null) return [];
  const words = `the mean window is known to ±${formatShare(reached)}`;
  if (reached <= precision) return [`  Precise enough: ${words} (asked for: ±${formatShare(precision)}).`];
  return [
    `  Not precise enough: after all ${replications} replications ${words} (asked for: ±${formatShare(precision)}).`,
  ];
}

/** `nightly meets its window in 19 of 20 runs: 95%, at 95% confidence between 76.4% and 99.1%.` */
function metLines({ met, allMet }: ReplicatedFigures, paint: Paint): string[] {
  const jobs = Object.entries(met);
  const lines = jobs.map(
    ([job, found]) => `  ${printable(job)} meets its window in ${sureness(found, paint)}`,
  );
  if (jobs.length > 1 && allMet !== null) lines.push(`  All of them do in ${sureness(allMet, paint)}`);
  return lines;
}

function sureness(found: Proportion, paint: Paint): string {
  return surenessWords(found, found.held === found.n ? paint.good : paint.bad);
}
