import type { CutShort } from '../../experiment/cut-short.ts';
import type { NeverStarted } from '../../experiment/replications/never-started.ts';
import type { Interval } from '../../experiment/statistics/estimate.ts';
import type { Proportion } from '../../experiment/statistics/proportion.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { cutShortSentence } from './cut-short.ts';
import { neverStartedSentences } from './never-started.ts';
import { intervalWords, surenessWords } from './words.ts';

interface Spread {
  readonly mean: number;
  readonly ci95: Interval | null;
  readonly p50: number;
  readonly p95: number;
}

/** The part of a `replications.json` that the page and `report.md` need. */
export interface StoredReplications extends CutShort {
  readonly replications: number;
  /** Null: no job states a window. */
  readonly allMeetWindows: Proportion | null;
  readonly neverStarted?: NeverStarted;
  readonly window?: { readonly seconds: Spread };
  /** Absent for a run of one night. */
  readonly nights?: { readonly longestSeconds: Spread };
  readonly jobs?: Readonly<
    Record<string, { readonly window?: Spread; readonly meetsWindow?: { readonly share: number } }>
  >;
}

/** Column headers for `windowRows`. */
export const WINDOW_HEADS = [
  'Window of',
  'Mean',
  '95% interval of the mean',
  'P50',
  'P95',
  'Windows met',
] as const;

/** The windows of the whole run and of each job that started; `nothing` is the text for a missing interval. */
export function windowRows({ window, nights, jobs = {} }: StoredReplications, nothing: string): string[][] {
  const cells = ({ mean, ci95, p50, p95 }: Spread) => [
    formatSeconds(mean),
    ci95 === null ? nothing : intervalWords(ci95, formatSeconds),
    formatSeconds(p50),
    formatSeconds(p95),
  ];
  const ofRun = window === undefined ? [] : [['all jobs', ...cells(window.seconds), '']];
  const all = nights !== undefined ? [['the longest night', ...cells(nights.longestSeconds), '']] : ofRun;
  const each = Object.entries(jobs).flatMap(([name, { window: own, meetsWindow }]) => {
    if (own === undefined) return [];
    return [[name, ...cells(own), meetsWindow === undefined ? 'no limit' : formatShare(meetsWindow.share)]];
  });
  return [...all, ...each];
}

/** The probability that all windows are met, or that nothing ran; whether work was stopped, and which jobs never started. */
export function windowSentences(stored: StoredReplications): string[] {
  const { allMeetWindows, window, neverStarted = {}, replications } = stored;
  if (window === undefined) return ['Nothing ran in any of them: no task ever started.'];
  const met = allMeetWindows === null ? [] : [`All windows hold in ${surenessWords(allMeetWindows)}`];
  return [...met, ...cutShortSentence(stored), ...neverStartedSentences(neverStarted, replications, 'run')];
}
