import { largestBy } from '../../collections/extremes.ts';
import { mean } from '../../metrics/quantile.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import { intervalWords } from '../replications/words.ts';
import { marginText, type Tone } from '../wording/job-standing.ts';
import { formatCount, formatSeconds } from '../wording/metric-value.ts';
import { WINDOW_WORDS } from '../wording/window-words.ts';
import { type SweepData, type SweepDesign, windowOf } from './sweep-data.ts';

/** `window` or `longest night`. */
export function windowWordsOf({ windowFigure = 'window.seconds' }: SweepData): string {
  return WINDOW_WORDS[windowFigure];
}

/** The mean window of a design in words; undefined: nothing ran. */
export function meanWindowOf(sweep: SweepData, design: SweepDesign): string | undefined {
  const window = windowOf(sweep, design);
  return window && formatSeconds(window.mean);
}

/** How many tasks of a night were stopped, on average; undefined: none. */
export function stoppedOf({ cutShort }: SweepDesign): string | undefined {
  return cutShort === undefined ? undefined : formatCount(cutShort);
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

/** When a job is done, on average over all jobs: from the start of the first task to the end of the job. */
export function meanDoneOf({ bottlenecks, jobs = {} }: SweepDesign): string | undefined {
  const found = Object.keys(bottlenecks).flatMap((job) => jobs[job]?.doneSeconds?.mean ?? []);
  return found.length === 0 ? undefined : formatSeconds(mean(found));
}
