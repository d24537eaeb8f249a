import { KNEE_SHARE } from '../../experiment/designs/speed-up.ts';
import type { NeverStarted } from '../../experiment/replications/never-started.ts';
import type { WindowFigure } from '../../experiment/window-figure.ts';
import type { DefaultFigure } from '../../metrics/limits-by-default.ts';
import { mean } from '../../metrics/quantile.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import { shortPath } from '../characters/short-path.ts';
import { neverStartedInDesigns } from '../replications/never-started.ts';
import { intervalWords } from '../replications/words.ts';
import { designWords } from '../wording/design-words.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { UnsaidOnce } from '../wording/unsaid-words.ts';
import { WINDOW_WORDS } from '../wording/window-words.ts';

interface Interval {
  readonly mean: number;
  readonly ci95: readonly [number, number] | null;
}

/** The part of a `sweep.json` that the page and `report.md` need. */
export interface StoredSweep {
  readonly scenario: { readonly name: string; readonly file: string };
  readonly replications: number;
  readonly axes: readonly { readonly path: string; readonly values: readonly string[] }[];
  /** By which designs are compared; absent in sweeps of earlier versions, which always took that of the run. */
  readonly windowFigure?: WindowFigure;
  readonly designs: readonly StoredDesign[];
  /** Absent: no default limits any design. */
  readonly byDefault?: readonly DefaultFigure[];
  readonly curves: readonly StoredCurve[];
  readonly heatMaps: readonly {
    readonly policy: string | null;
    readonly figure: string;
    readonly rows: { readonly path: string; readonly values: readonly string[] };
    readonly columns: { readonly path: string; readonly values: readonly string[] };
    readonly cells: readonly (readonly (number | null)[])[];
  }[];
}

export interface StoredDesign {
  readonly values: Readonly<Record<string, string>>;
  readonly policy: string | null;
  readonly replications: number;
  readonly allMeetWindows: { readonly share: number } | null;
  readonly neverStarted?: NeverStarted;
  readonly boundBy: string | null;
  /** By job, from the first replication. */
  readonly bottlenecks: Readonly<Record<string, string>>;
  readonly window?: { readonly seconds: Interval };
  readonly nights?: { readonly longestSeconds: Interval };
  readonly jobs?: Readonly<
    Record<
      string,
      { readonly window?: Interval; readonly spareSeconds?: Interval; readonly doneSeconds?: Interval }
    >
  >;
  readonly waits?: Readonly<Record<string, Interval>>;
}

export interface StoredCurve {
  readonly axis: string;
  readonly others: Readonly<Record<string, string>>;
  readonly policy: string | null;
  readonly designs: readonly number[];
  /** The values of the axis as numbers; quantities in their base unit. */
  readonly sizes: readonly number[];
  readonly windowSeconds: readonly number[];
  /** Row in `designs`; null: no knee. */
  readonly knee: number | null;
}

/** The window by which a design is compared; undefined: nothing ran. */
export function windowOf({ windowFigure }: StoredSweep, design: StoredDesign): Interval | undefined {
  return windowFigure === 'nights.longestSeconds' ? design.nights?.longestSeconds : design.window?.seconds;
}

/** `window` or `longest night`. */
export function windowWordsOf({ windowFigure = 'window.seconds' }: StoredSweep): string {
  return WINDOW_WORDS[windowFigure];
}

/** The mean window of a design in words. */
export function meanWindowOf(sweep: StoredSweep, design: StoredDesign): string {
  const window = windowOf(sweep, design);
  return window === undefined ? 'none' : formatSeconds(window.mean);
}

/** The designs, the shortest window first. */
export function byWindow(sweep: StoredSweep): StoredDesign[] {
  const seconds = (design: StoredDesign) => windowOf(sweep, design)?.mean ?? Number.POSITIVE_INFINITY;
  return sweep.designs.toSorted((a, b) => seconds(a) - seconds(b));
}

/** Whether the replications give an interval for any mean window. */
export function tellsIntervals(sweep: StoredSweep): boolean {
  return sweep.designs.some((design) => (windowOf(sweep, design)?.ci95 ?? null) !== null);
}

/** What the order of the designs shows, and what it does not; and which jobs never started. */
export function orderSentences(sweep: StoredSweep): string[] {
  const [shortest] = byWindow(sweep);
  if (shortest === undefined || windowOf(sweep, shortest) === undefined)
    return ['Nothing ran in any design: no task ever started.'];
  const which = sweep.windowFigure === 'nights.longestSeconds' ? 'shortest longest night' : 'shortest window';
  return [
    `The ${which} comes first: ${meanWindowOf(sweep, shortest)} with ${designWords(shortest)}.`,
    tellsIntervals(sweep)
      ? 'Where intervals overlap, the order may be chance.'
      : 'One run of each design: --replications N shows how much of the order is chance.',
    ...(variesStarts(sweep.axes.map(({ path }) => path)) ? [MEAN_DONE_WORDS] : []),
    ...neverStartedInDesigns(sweep.designs),
    ...defaultsSentence(sweep.byDefault ?? []),
  ];
}

/** The defaults on which the comparison depends, because the scenario does not set them. */
export function defaultsSentence(byDefault: readonly DefaultFigure[]): string[] {
  return new UnsaidOnce().sentences(byDefault, ', of what limits these designs');
}

/** The confidence interval of its mean window. */
export function intervalWordsOf(sweep: StoredSweep, design: StoredDesign): string {
  const ci95 = windowOf(sweep, design)?.ci95 ?? null;
  if (ci95 === null) return '–';
  return ci95[0] === ci95[1] ? 'always the same' : intervalWords(ci95, formatSeconds);
}

/** In how many of its runs all windows are met. */
export function metWords({ allMeetWindows, replications }: StoredDesign): string {
  if (allMeetWindows === null) return 'no limit';
  const { share } = allMeetWindows;
  return replications > 1 ? formatShare(share) : share === 1 ? 'yes' : 'no';
}

/** The cause with the most waiting, in task-seconds; undefined: nothing waited. */
export function mostWaited({
  waits = {},
}: StoredDesign): { readonly cause: string; readonly seconds: number } | undefined {
  const [first] = Object.entries(waits).sort(([, a], [, b]) => b.mean - a.mean);
  return first === undefined || first[1].mean === 0 ? undefined : { cause: first[0], seconds: first[1].mean };
}

/** `target (files)`: the bottleneck of the job with the longest window; undefined: no job ran. */
export function bottleneckWords(
  bottlenecks: StoredDesign['bottlenecks'],
  windowOfJob: (job: string) => number | undefined,
): string | undefined {
  const jobs = Object.keys(bottlenecks);
  const [longest] = jobs.toSorted((a, b) => (windowOfJob(b) ?? 0) - (windowOfJob(a) ?? 0));
  if (longest === undefined) return undefined;
  const stage = bottlenecks[longest]!;
  return jobs.length === 1 ? stage : `${stage} (${printable(longest)})`;
}

/** `bottleneckWords` of a stored design. */
export function bottleneckOf({ bottlenecks, jobs = {} }: StoredDesign): string {
  return bottleneckWords(bottlenecks, (job) => jobs[job]?.window?.mean) ?? '–';
}

/** `1h 58m to spare (files)`: the job with the least time to spare, on average; undefined: none has a window and ended. */
export function tightestWords(
  jobs: readonly string[],
  spareOfJob: (job: string) => number | undefined,
): string | undefined {
  const spares = jobs.flatMap((job) => {
    const seconds = spareOfJob(job);
    return seconds === undefined ? [] : [{ job, seconds }];
  });
  const [tightest] = spares.toSorted((a, b) => a.seconds - b.seconds);
  if (tightest === undefined) return undefined;
  const { job, seconds } = tightest;
  const words = `${formatSeconds(Math.abs(seconds))} ${seconds < 0 ? 'late' : 'to spare'}`;
  return jobs.length === 1 ? words : `${words} (${printable(job)})`;
}

/** Whether the designs differ in when jobs start: then it matters when each of them is done. */
export function variesStarts(paths: readonly string[]): boolean {
  return paths.some((path) => /^jobs\..*\.(?:starts|schedule)(?:\.|$)/.test(path));
}

const MEAN_DONE_WORDS =
  'Mean job end: from the start of the first task to the end of a job, on average over all jobs.';

/** When a job is done, on average over all jobs: from the start of the first task to the end of the job. */
export function meanDoneWords(
  jobs: readonly string[],
  doneOfJob: (job: string) => number | undefined,
): string | undefined {
  const found = jobs.flatMap((job) => doneOfJob(job) ?? []);
  return found.length === 0 ? undefined : formatSeconds(mean(found));
}

/** `tightestWords` of a stored design. */
export function tightestOf({ bottlenecks, jobs = {} }: StoredDesign): string | undefined {
  return tightestWords(Object.keys(bottlenecks), (job) => jobs[job]?.spareSeconds?.mean);
}

/** `meanDoneWords` of a stored design. */
export function meanDoneOf({ bottlenecks, jobs = {} }: StoredDesign): string | undefined {
  return meanDoneWords(Object.keys(bottlenecks), (job) => jobs[job]?.doneSeconds?.mean);
}

/** The definition of a knee. */
export const KNEE_WORDS = `no larger value makes the window more than ${formatShare(KNEE_SHARE)} shorter`;

/** What larger values on one axis gain, in words. */
export interface CurveWords {
  /** What stays fixed: `cores=4, policy rts`. */
  readonly others: string;
  readonly steps: readonly { readonly size: string; readonly window: string }[];
  readonly knee: string;
}

export function curveWords({ designs, axes }: StoredSweep, curve: StoredCurve): CurveWords {
  const { axis, others, policy, designs: steps, windowSeconds, knee } = curve;
  const paths = axes.map(({ path }) => path);
  const sizeOf = (row: number | null) => (row === null ? '–' : (designs[row]?.values[axis] ?? '–'));
  const rest = Object.entries(others).map(([path, value]) => `${shortPath(path, paths)}=${value}`);
  return {
    others: [...rest, ...(policy === null ? [] : [`policy ${policy}`])].join(', ') || 'all else as it is',
    steps: steps.map((row, i) => ({ size: sizeOf(row), window: formatSeconds(windowSeconds[i]!) })),
    knee: knee !== null && knee === steps.at(-1) ? `none up to ${sizeOf(knee)}` : sizeOf(knee),
  };
}
