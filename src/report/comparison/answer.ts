import { largestBy } from '../../collections/extremes.ts';
import type { Estimate } from '../../experiment/statistics/estimate.ts';
import { counted } from '../../units/counted.ts';
import { firstOf } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { WINDOW_WORDS } from '../wording/window-words.ts';
import type { Comparison } from './comparison.ts';
import { changeOf, comparedWindow } from './figures.ts';
import { letterOf } from './side-letter.ts';
import { formatFigure, formatPercent } from './values.ts';

/** Most jobs that are named in one list. */
const JOBS_NAMED = 3;

/** One figure of two sides: those of their runs, or their means over the same replications. */
interface Pair {
  readonly was: number;
  readonly is: number;
  /** Of means: the paired difference. */
  readonly difference?: Estimate;
}

interface JobPair extends Pair {
  readonly job: string;
}

/**
 * What a comparison comes to: of more than two sides the best, then for each side after the first how its window differs, which
 * jobs gain and which lose, and what is late or left undone.
 */
export function answerSentences(comparison: Comparison): string[] {
  const others = comparison.sides.slice(1).map((_, i) => i + 1);
  return [...bestSentence(comparison), ...others.flatMap((side) => sideSentence(comparison, side))];
}

/** The side with the shortest window; a side that leaves more VMs unprotected than another had less to do. */
function bestSentence(comparison: Comparison): string[] {
  const { sides, figures, replicated } = comparison;
  if (sides.length < 3) return [];
  const metric = comparedWindow(figures);
  const known = sides.flatMap(({ name }, side) => {
    const seconds = figureOfSide(comparison, metric, side);
    const unprotected = figureOfSide(comparison, 'vms.unprotected', side) ?? 0;
    return seconds === null ? [] : [{ name, side, seconds, unprotected }];
  });
  const fewest = Math.min(...known.map(({ unprotected }) => unprotected));
  const comparable = known.filter(({ unprotected }) => unprotected === fewest);
  const best = largestBy(comparable, ({ seconds }) => -seconds);
  if (best === undefined || known.length < 2) return [];
  const of = comparable.length < known.length ? ' of those that leave the fewest VMs unprotected' : '';
  const which = `shortest ${replicated === undefined ? '' : 'mean '}${WINDOW_WORDS[metric]}`;
  return [
    `${letterOf(best.side)}, ${printable(best.name)}, has the ${which}${of}: ${formatSeconds(best.seconds)}.`,
  ];
}

function sideSentence(comparison: Comparison, side: number): string[] {
  const { sides, replicated } = comparison;
  const isSame = replicated === undefined && sides[side]!.fingerprint === sides[0]!.fingerprint;
  const sentences = isSame
    ? judgementSentences(comparison, side)
    : [
        windowSentence(comparison, side),
        ...jobSentences(comparison, side),
        ...(replicated === undefined ? lateSentences(comparison, side) : metSentences(comparison, side)),
        ...unprotectedSentences(comparison, side),
      ];
  return sentences.length === 0 ? [] : [`${letterOf(side)}: ${sentences.join(' ')}`];
}

/** For a side with the same decisions as A: only what is judged may differ, because jobs have other windows. */
function judgementSentences(comparison: Comparison, side: number): string[] {
  const isOther = jobPairs(comparison, side, 'spareSeconds').some(({ was, is }) => was !== is);
  return isOther ? lateSentences(comparison, side) : [];
}

function windowSentence(comparison: Comparison, side: number): string {
  const metric = comparedWindow(comparison.figures);
  const pair = pairOf(comparison, metric, side);
  if (pair === undefined)
    return `${nothingRan(comparison, metric, side)}, so the windows cannot be compared.`;
  const { was, is, difference } = pair;
  const what = `the ${difference === undefined ? '' : 'mean '}${WINDOW_WORDS[metric]}`;
  if (was === is) return `${what} is the same, ${formatSeconds(is)}.`;
  const share = was === 0 ? '' : ` (${formatPercent(changeOf(was, is)!).slice(1)})`;
  const than = `${formatSeconds(is)} instead of ${formatSeconds(was)}`;
  return `${what} is ${changeWords(is - was, share)}: ${than}${chanceWords(difference)}.`;
}

/** On which of two sides nothing ran. A mean needs a run on both sides in each replication. */
function nothingRan(comparison: Comparison, metric: string, side: number): string {
  if (comparison.replicated !== undefined) return 'in some replications nothing ran, here or in A';
  const [inA, here] = [figureOfSide(comparison, metric, 0), figureOfSide(comparison, metric, side)];
  if (inA === null && here === null) return 'nothing ran, neither here nor in A';
  return inA === null ? 'nothing ran in A' : 'nothing ran here';
}

/** `5m shorter`, or with a share `5m (0.7%) shorter`. */
function changeWords(seconds: number, share = ''): string {
  return `${formatSeconds(Math.abs(seconds))}${share} ${seconds < 0 ? 'shorter' : 'longer'}`;
}

function chanceWords(difference: Estimate | undefined): string {
  if (difference?.ci95 == null) return '';
  const [low, high] = difference.ci95;
  if (low === high) return ', in every replication';
  const isOneWay = low < 0 === high < 0;
  const from = isOneWay ? formatSeconds(Math.abs(low)) : changeWords(low);
  const interval = `95% interval ${from} to ${changeWords(high)}`;
  return isChance(difference) ? `, which may be chance (${interval})` : ` (${interval})`;
}

function isChance({ ci95 }: Estimate): boolean {
  return ci95 !== null && ci95[0] <= 0 && ci95[1] >= 0;
}

/** Which jobs have a shorter window, and which a longer one. With one job, its window is that of the run. */
function jobSentences(comparison: Comparison, side: number): string[] {
  const jobs = jobPairs(comparison, side, 'window');
  if (jobs.length < 2) return [];
  const size = ({ was, is }: Pair) => Math.abs(is - was);
  const changed = jobs
    .filter(({ difference }) => difference === undefined || !isChance(difference))
    .toSorted((a, b) => size(b) - size(a));
  // A window is also shorter if work is not done: that is no gain.
  const ran = changed.filter(({ was, is }) => was > 0 && is > 0);
  const late = new Set(
    jobPairs(comparison, side, 'spareSeconds').flatMap(({ job, is }) => (is < 0 ? [job] : [])),
  );
  const by = (pair: JobPair) => `${pair.job} by ${formatSeconds(size(pair))}`;
  const name = ({ job }: JobPair) => job;
  return [
    ...listed(
      'Shorter',
      ran.filter(({ job, was, is }) => is < was && !late.has(job)),
      by,
    ),
    ...listed(
      'Longer',
      ran.filter(({ was, is }) => is > was),
      by,
    ),
    ...listed(
      'Nothing ran here, but in A',
      changed.filter(({ was, is }) => is === 0 && was > 0),
      name,
    ),
    ...listed(
      'Nothing ran in A, but here',
      changed.filter(({ was, is }) => was === 0 && is > 0),
      name,
    ),
  ];
}

/** What is late here or in A; if nothing is, the job with the least to spare. */
function lateSentences(comparison: Comparison, side: number): string[] {
  const jobs = jobPairs(comparison, side, 'spareSeconds');
  const tightest = largestBy(jobs, ({ is }) => -is);
  if (tightest === undefined) return [];
  const spare = (seconds: number) => formatFigure('.spareSeconds', seconds);
  const toSpare = ({ is }: Pair) => `${formatSeconds(is)} to spare`;
  const isLate = jobs.filter(({ is }) => is < 0);
  const found = [
    ...listed(
      'Late here and not in A',
      isLate.filter(({ was }) => was >= 0),
      ({ job, is }) => `${job} (${spare(is)})`,
    ),
    ...listed(
      'Late in both',
      isLate.filter(({ was }) => was < 0),
      ({ job, was, is }) => `${job} (${spare(is)}, in A ${spare(was)})`,
    ),
    ...listed(
      'Late in A and not here',
      jobs.filter(({ was, is }) => was < 0 && is >= 0),
      (pair) => `${pair.job} (${toSpare(pair)})`,
    ),
  ];
  if (found.length > 0) return found;
  return jobs.length === 1
    ? [`${tightest.job} fits its window in both, here with ${toSpare(tightest)}.`]
    : [`All windows are met in both; the tightest here is ${tightest.job}, ${toSpare(tightest)}.`];
}

function listed(head: string, jobs: readonly JobPair[], textOf: (pair: JobPair) => string): string[] {
  return jobs.length === 0 ? [] : [`${head}: ${firstOf(jobs, JOBS_NAMED, textOf)}.`];
}

/** In what share of the replications all windows were met. */
function metSentences({ replicated }: Comparison, side: number): string[] {
  const [was, is] = [replicated?.allMeetWindows[0], replicated?.allMeetWindows[side]];
  if (was == null || is == null) return [];
  const words = (share: number) => (share === 1 ? 'all' : formatShare(share));
  const met = `All windows are met in ${words(is.share)} of its replications`;
  return [was.share === is.share ? `${met}, as in A.` : `${met}, in A in ${words(was.share)}.`];
}

function unprotectedSentences(comparison: Comparison, side: number): string[] {
  const pair = pairOf(comparison, 'vms.unprotected', side);
  if (pair === undefined || (pair.was === 0 && pair.is === 0)) return [];
  const { was, is } = pair;
  const vms = (count: number) =>
    comparison.replicated === undefined
      ? counted(count, 'VM')
      : `${formatFigure('vms.unprotected', count)} VMs on average`;
  if (was === is) return [`Both leave ${vms(is)} unprotected.`];
  return [`It leaves ${is === 0 ? 'no VM' : vms(is)} unprotected, A ${was === 0 ? 'none' : vms(was)}.`];
}

/** A figure of each job that both sides have. */
function jobPairs(comparison: Comparison, side: number, figure: 'window' | 'spareSeconds'): JobPair[] {
  const { figures, replicated } = comparison;
  const rows = replicated?.figures ?? figures.flatMap(({ figures: own }) => own);
  return rows.flatMap(({ metric }) => {
    if (!metric.startsWith('jobs.') || !metric.endsWith(`.${figure}`)) return [];
    const job = metric.slice('jobs.'.length, -1 - figure.length);
    // The window of one session: `jobs.nightly.sessions.0.window`.
    if (/\.sessions\.\d+$/.test(job)) return [];
    const pair = pairOf(comparison, metric, side);
    return pair === undefined ? [] : [{ job: printable(job), ...pair }];
  });
}

function pairOf(comparison: Comparison, metric: string, side: number): Pair | undefined {
  const [was, is] = [figureOfSide(comparison, metric, 0), figureOfSide(comparison, metric, side)];
  if (was === null || is === null) return undefined;
  const { replicated } = comparison;
  if (replicated === undefined) return { was, is };
  const found = replicated.figures.find((figure) => figure.metric === metric);
  const difference = found?.differences[side - 1] ?? null;
  return difference === null ? undefined : { was, is, difference };
}

/** A figure of one side by its metric path: that of its run, or the mean over its replications; null: it has none. */
export function figureOfSide(comparison: Comparison, metric: string, side: number): number | null {
  const { figures, replicated } = comparison;
  if (replicated !== undefined)
    return replicated.figures.find((figure) => figure.metric === metric)?.sides[side]?.mean ?? null;
  const row = figures.flatMap(({ figures: rows }) => rows).find((one) => one.metric === metric);
  return row?.values[side] ?? null;
}
