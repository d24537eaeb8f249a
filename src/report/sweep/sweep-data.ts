import { largestBy } from '../../collections/extremes.ts';
import type { CutShort } from '../../experiment/cut-short.ts';
import { goingAlong } from '../../experiment/designs/axis.ts';
import type { HeatMap } from '../../experiment/designs/heat-map.ts';
import { KNEE_SHARE, type SpeedUpStep } from '../../experiment/designs/speed-up.ts';
import type { NeverStarted } from '../../experiment/replications/never-started.ts';
import type { Estimate } from '../../experiment/statistics/estimate.ts';
import type { WindowFigure } from '../../experiment/window-figure.ts';
import type { DefaultFigure } from '../../metrics/limits/limits-by-default.ts';
import { mean } from '../../metrics/quantile.ts';
import { counted } from '../../units/counted.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import { shortPath } from '../characters/short-path.ts';
import type { ExperimentHead } from '../experiment-head.ts';
import { neverStartedInDesigns } from '../replications/never-started.ts';
import { intervalWords } from '../replications/words.ts';
import { designWords } from '../wording/design-words.ts';
import { marginText, type Tone } from '../wording/job-standing.ts';
import { formatCount, formatSeconds } from '../wording/metric-value.ts';
import { UnsaidOnce } from '../wording/unsaid-words.ts';
import { WINDOW_WORDS } from '../wording/window-words.ts';

type Spread = Pick<Estimate, 'mean' | 'ci95' | 'p95'>;

/** What `sweep.json` says of a sweep, as far as text, page and `report.md` show it. */
export interface SweepData extends Pick<ExperimentHead, 'seed' | 'replications'> {
  readonly scenario: Pick<ExperimentHead['scenario'], 'name' | 'file'>;
  readonly axes: readonly {
    readonly path: string;
    readonly values: readonly string[];
    /** Path of the earlier axis with which it varies together. */
    readonly along?: string;
  }[];
  /** By which designs are compared; absent in files that do not say so: the window of the run. */
  readonly windowFigure?: WindowFigure;
  readonly designs: readonly SweepDesign[];
  /** Absent: no default limits any design. */
  readonly byDefault?: readonly DefaultFigure[];
  readonly curves: readonly SweepCurve[];
  readonly heatMaps: readonly HeatMap[];
}

export interface SweepDesign extends SweepFigures, CutShort {
  readonly values: Readonly<Record<string, string>>;
  readonly policy: string | null;
  readonly replications: number;
  readonly allMeetWindows: { readonly share: number } | null;
  readonly neverStarted?: NeverStarted;
  readonly boundBy: string | null;
  /** By job, from the first replication. */
  readonly bottlenecks: Readonly<Record<string, string>>;
}

/** Figures over the replications of a design; absent: no replication has them. */
export interface SweepFigures {
  readonly window?: { readonly seconds: Spread };
  readonly nights?: { readonly longestSeconds: Spread };
  readonly bound?: { readonly gap?: Spread };
  readonly jobs?: Readonly<
    Record<
      string,
      { readonly window?: Spread; readonly spareSeconds?: Spread; readonly doneSeconds?: Spread }
    >
  >;
  readonly waits?: Readonly<Record<string, Spread>>;
  readonly totals?: { readonly windowClosed?: Spread };
  readonly vms?: { readonly unprotected?: Spread };
}

export interface SweepCurve {
  readonly axis: string;
  /** What stays fixed along the curve, by path. */
  readonly others: Readonly<Record<string, string>>;
  readonly policy: string | null;
  readonly designs: readonly number[];
  /** The values of the axis as numbers; quantities in their base unit. */
  readonly sizes: readonly number[];
  readonly windowSeconds: readonly number[];
  /** One fewer than designs. */
  readonly steps: readonly SweepStep[];
  /** Row in `designs`; null: no knee. */
  readonly knee: number | null;
}

export interface SweepStep extends Pick<SpeedUpStep, 'factor' | 'speedUp' | 'kept' | 'verdict'> {
  readonly change: Pick<Estimate, 'mean'>;
}

/** The window by which a design is compared; undefined: nothing ran. */
export function windowOf({ windowFigure }: SweepData, design: SweepDesign): Spread | undefined {
  return windowFigure === 'nights.longestSeconds' ? design.nights?.longestSeconds : design.window?.seconds;
}

/** `window` or `longest night`. */
export function windowWordsOf({ windowFigure = 'window.seconds' }: SweepData): string {
  return WINDOW_WORDS[windowFigure];
}

/** The mean window of a design in words; undefined: nothing ran. */
export function meanWindowOf(sweep: SweepData, design: SweepDesign): string | undefined {
  const window = windowOf(sweep, design);
  return window && formatSeconds(window.mean);
}

/** The designs, the shortest window first; after them those whose work was cut short, the least first. */
export function byWindow(sweep: SweepData): SweepDesign[] {
  const seconds = (design: SweepDesign) => windowOf(sweep, design)?.mean ?? Number.POSITIVE_INFINITY;
  return sweep.designs.toSorted((a, b) => (a.cutShort ?? 0) - (b.cutShort ?? 0) || seconds(a) - seconds(b));
}

/** Whether the replications give an interval for any mean window. */
export function tellsIntervals(sweep: SweepData): boolean {
  return sweep.designs.some((design) => (windowOf(sweep, design)?.ci95 ?? null) !== null);
}

/** What a sweep comes to: which design has the shortest window, and in how many all windows are met. */
export function answerSentences(sweep: SweepData): string[] {
  const designs = sweep.designs.filter(({ cutShort }) => cutShort === undefined);
  if (designs.length === 0 && sweep.designs.length > 0)
    return [...cutSentences(sweep), ...metSentence(sweep)];
  const [shortest] = byWindow(sweep);
  const window = shortest && windowOf(sweep, shortest);
  if (shortest === undefined || window === undefined)
    return ['Nothing ran in any design: no task ever started.', ...cutSentences(sweep)];
  const what = `The ${isReplicated(sweep) ? 'mean ' : ''}${windowWordsOf(sweep)} is`;
  const text = formatSeconds(window.mean);
  const alike = designs.filter((design) => windowOf(sweep, design)?.mean === window.mean).length;
  const others = alike > 1 ? ` and ${counted(alike - 1, 'other design')}` : '';
  const first =
    alike === sweep.designs.length && alike > 1
      ? `${what} ${text} in ${alike === 2 ? 'both' : `all ${alike}`} designs.`
      : `${what} shortest with ${designWords(shortest)}${others}: ${text}.`;
  return [first, ...metSentence(sweep), ...cutSentences(sweep)];
}

/** That some windows say when work was stopped, and not how long it takes. */
function cutSentences({ designs }: SweepData): string[] {
  const cut = designs.filter(({ cutShort }) => cutShort !== undefined);
  if (cut.length === 0) return [];
  const isAll = cut.length === designs.length;
  const where = isAll ? 'every design' : `${cut.length} of ${counted(designs.length, 'design')}`;
  const closes = cut.some(({ totals }) => (totals?.windowClosed?.mean ?? 0) > 0);
  const what = closes ? 'the close of a window' : 'the end of the run';
  const then = isAll ? 'no window shows how long the work takes' : 'their windows are not compared';
  const instead = closes ? ['With --set jobs.NAME.window.onClose=report a job goes on to its end.'] : [];
  return [`In ${where}, ${what} stopped tasks, so ${then}.`, ...instead];
}

/** How many tasks of a night were stopped, on average; undefined: none. */
export function stoppedOf({ cutShort }: SweepDesign): string | undefined {
  return cutShort === undefined ? undefined : formatCount(cutShort);
}

/** Whether any design has such tasks. */
export function cutsShort({ designs }: SweepData): boolean {
  return designs.some(({ cutShort }) => cutShort !== undefined);
}

function isReplicated({ designs }: SweepData): boolean {
  return designs.some(({ replications }) => replications > 1);
}

function metSentence(sweep: SweepData): string[] {
  const judged = sweep.designs.filter(({ allMeetWindows }) => allMeetWindows !== null);
  if (judged.length === 0) return [];
  const met = judged.filter(({ allMeetWindows }) => allMeetWindows?.share === 1).length;
  const inAll = isReplicated(sweep) ? 'in all runs of' : 'in';
  if (met === judged.length) return [`All windows are met ${inAll} every design.`];
  return [
    `All windows are met ${inAll} ${met === 0 ? 'no design' : `${met} of ${counted(judged.length, 'design')}`}.`,
  ];
}

/** What the order of the designs, the shortest window first, shows and what it does not; and which jobs never started. */
export function orderSentences(sweep: SweepData): string[] {
  const [shortest] = byWindow(sweep);
  const answer = answerSentences(sweep);
  if (shortest === undefined || windowOf(sweep, shortest) === undefined) return answer;
  return [
    ...answer,
    tellsIntervals(sweep)
      ? 'Where intervals overlap, the order may be chance.'
      : 'One run of each design: --replications N shows how much of the order is chance.',
    ...(variesStarts(sweep) ? [MEAN_DONE_WORDS] : []),
    ...neverStartedInDesigns(sweep.designs),
    ...defaultsSentence(sweep),
  ];
}

/** The defaults on which the comparison depends, because the scenario does not set them. */
export function defaultsSentence({ byDefault }: SweepData): string[] {
  return new UnsaidOnce().sentences(byDefault, ', of what limits these designs');
}

/** The confidence interval of its mean window. */
export function intervalWordsOf(sweep: SweepData, design: SweepDesign): string {
  const ci95 = windowOf(sweep, design)?.ci95 ?? null;
  if (ci95 === null) return '–';
  return ci95[0] === ci95[1] ? 'always the same' : intervalWords(ci95, formatSeconds);
}

/** Whether all windows are met in all of its runs; neutral: no job states one. */
export function metTone({ allMeetWindows }: SweepDesign): Tone {
  if (allMeetWindows === null) return 'neutral';
  return allMeetWindows.share === 1 ? 'good' : 'bad';
}

/** In how many of its runs all windows are met. */
export function metWords({ allMeetWindows, replications }: SweepDesign): string {
  if (allMeetWindows === null) return 'no limit';
  const { share } = allMeetWindows;
  return replications > 1 ? formatShare(share) : share === 1 ? 'yes' : 'no';
}

/** The cause with the most waiting, in task-seconds; undefined: nothing waited. */
export function mostWaited({
  waits = {},
}: SweepDesign): { readonly cause: string; readonly seconds: number } | undefined {
  const [first] = Object.entries(waits).sort(([, a], [, b]) => b.mean - a.mean);
  return first === undefined || first[1].mean === 0 ? undefined : { cause: first[0], seconds: first[1].mean };
}

/** `target (files)`: the bottleneck of the job with the longest window; undefined: no job ran. */
export function bottleneckOf({ bottlenecks, jobs = {} }: SweepDesign): string | undefined {
  const names = Object.keys(bottlenecks);
  const longest = largestBy(names, (job) => jobs[job]?.window?.mean ?? 0);
  return longest && nameOfSeveral(bottlenecks[longest]!, longest, names);
}

/** `1h 58m to spare (files)`: the job with the least time to spare, on average; undefined: none has a window and ended. */
export function tightestOf({ bottlenecks, jobs = {} }: SweepDesign): string | undefined {
  const names = Object.keys(bottlenecks);
  const spares = names.flatMap((job) => {
    const spare = jobs[job]?.spareSeconds;
    return spare === undefined ? [] : [{ job, seconds: spare.mean }];
  });
  const tightest = largestBy(spares, ({ seconds }) => -seconds);
  return tightest && nameOfSeveral(marginText(tightest.seconds), tightest.job, names);
}

/** A single job need not be named. */
function nameOfSeveral(words: string, job: string, jobs: readonly string[]): string {
  return jobs.length === 1 ? words : `${words} (${printable(job)})`;
}

/** Whether the designs differ in when jobs start: then it matters when each of them is done. */
export function variesStarts({ axes }: SweepData): boolean {
  return axes.some(({ path }) => /^jobs\..*\.(?:starts|schedule)(?:\.|$)/.test(path));
}

const MEAN_DONE_WORDS =
  'Mean job end: from the start of the first task to the end of a job, on average over all jobs.';

/** When a job is done, on average over all jobs: from the start of the first task to the end of the job. */
export function meanDoneOf({ bottlenecks, jobs = {} }: SweepDesign): string | undefined {
  const found = Object.keys(bottlenecks).flatMap((job) => jobs[job]?.doneSeconds?.mean ?? []);
  return found.length === 0 ? undefined : formatSeconds(mean(found));
}

/** The definition of a knee. */
export const KNEE_WORDS = `no larger value makes the window more than ${formatShare(KNEE_SHARE)} shorter`;

/** The paths that vary together along a curve, its own first. */
export function pathsAlong({ axes }: SweepData, { axis }: SweepCurve): string[] {
  const together = goingAlong(
    axes,
    axes.findIndex(({ path }) => path === axis),
  ).map((i) => axes[i]!.path);
  return [axis, ...together.filter((path) => path !== axis)];
}

/** What stays fixed along a curve: `cores=4`, `policy rts`. */
export function fixedAlong({ axes }: SweepData, { others, policy }: SweepCurve): string[] {
  const paths = axes.map(({ path }) => path);
  const values = Object.entries(others).map(([path, value]) => `${shortPath(path, paths)}=${value}`);
  return [...values, ...(policy === null ? [] : [`policy ${policy}`])];
}

/** What larger values on one axis gain, in words. */
export interface CurveWords {
  /** What stays fixed: `cores=4, policy rts`. */
  readonly others: string;
  readonly steps: readonly { readonly size: string; readonly window: string }[];
  readonly knee: string;
}

export function curveWords(sweep: SweepData, curve: SweepCurve): CurveWords {
  const { axis, designs, windowSeconds, knee } = curve;
  const sizeOf = (row: number | null) => (row === null ? '–' : (sweep.designs[row]?.values[axis] ?? '–'));
  return {
    others: fixedAlong(sweep, curve).join(', ') || 'all else as it is',
    steps: designs.map((row, i) => ({ size: sizeOf(row), window: formatSeconds(windowSeconds[i]!) })),
    knee: knee !== null && knee === designs.at(-1) ? `none up to ${sizeOf(knee)}` : sizeOf(knee),
  };
}
