import { largestBy } from '../../collections/extremes.ts';
import type { ByDefault, DefaultFigure } from '../../metrics/limits/limits-by-default.ts';
import { mainBottleneck } from '../../metrics/limits/work-done.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { marginsOf } from '../../metrics/sessions/margin.ts';
import { severalNights } from '../../metrics/sessions/nights.ts';
import type { SessionRow } from '../../metrics/sessions/session-rows.ts';
import type { Bottleneck, Summary } from '../../metrics/summary/summary.ts';
import { counted } from '../../units/counted.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import { aboveBound, boundSetter, boundSetting, lateStartSeconds } from '../wording/bound-words.ts';
import { causeWordsIn } from '../wording/cause-words.ts';
import { limitingThings } from '../wording/limiting-things.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { undoneOf, undoneWords } from '../wording/undone.ts';
import type { UnsaidOnce } from '../wording/unsaid-words.ts';
import { notableQueue } from '../wording/waits-by-cause.ts';
import { lastTaskLine } from './last-task.ts';
import type { ReportContext } from './report-context.ts';
import { wrapped } from './wrapped.ts';

/** What limits the run: the stage that limits most of the data, the queue, and how much a better schedule could save. */
export function limitLines({ result, paint, unsaid }: ReportContext): string[] {
  const lines = [
    ...bottleneckLines(result, unsaid),
    ...decisiveLines(result, unsaid),
    ...[lastTaskLine(result)].filter((line) => line !== undefined),
    ...queueLines(result, unsaid),
    ...boundLines(result, paint.width.sentence, unsaid),
  ];
  return lines.length === 0
    ? []
    : [
        paint.heading('What limits it'),
        ...lines.flatMap((line) => wrapped(`  ${line}`, paint.width.sentence)),
      ];
}

const STAGES: Readonly<Record<Bottleneck, string>> = {
  source: 'Source (reading the data)',
  proxy: 'Proxy (processing power)',
  network: 'Network',
  target: 'Target (writing the data)',
  throttling: 'Throttling (a rule limits the rate)',
  none: 'nothing (no stage was busy)',
};

/**
 * The stage in words. Where no proxy ever ran more tasks than its cores can serve, each task was limited by its own cores
 * alone: a proxy may then be the bottleneck while most of its processing power is free.
 */
function stageWords(stage: Bottleneck, summary: Summary): string {
  return isOwnLimit(stage, summary) ? 'Proxy (what one task can process)' : STAGES[stage];
}

function isOwnLimit(stage: Bottleneck, { proxies }: Summary): boolean {
  return stage === 'proxy' && Object.values(proxies).every(({ shareAboveKnee }) => shareAboveKnee === 0);
}

/** The defaults behind what was just reported. */
function unsaidLines(unsaid: UnsaidOnce, figures: readonly DefaultFigure[] = []): string[] {
  return unsaid.sentences(figures).map((sentence) => `  ${sentence}`);
}

/** Which things of a stage limit data, as the rest of a sentence. Where each task is limited alone, there is none to name. */
function thingsOf(stage: Bottleneck, result: RunResult, job?: string): string {
  if (isOwnLimit(stage, result.summary)) return '';
  const rows = result.limitedBy.filter(
    (row) => row.stage === stage && (job === undefined || row.job === job),
  );
  const things = limitingThings(rows, result);
  return things === undefined ? '' : `, ${things}`;
}

/** The defaults behind a stage. Only processing depends on the same figures everywhere. */
function ofStage(stage: Bottleneck, { processing }: ByDefault): readonly DefaultFigure[] {
  return stage === 'proxy' ? processing : [];
}

/** A job whose own limit matters more than that of most data, and why. */
interface DecisiveJob {
  readonly job: string;
  readonly is: 'the latest job' | 'the tightest job' | 'the last job to end';
  readonly session: SessionRow;
}

/** The job that the verdict is about: that with least to spare, or without any window the one that ends last. */
function decisiveJob({ sessions, summary }: RunResult): DecisiveJob | undefined {
  const marginOf = marginsOf(sessions);
  const margins = Object.keys(summary.jobs).map((job) => ({ job, margin: marginOf(job) }));
  const ended = margins.flatMap(({ job, margin }) => (margin.kind === 'ended' ? [{ job, ...margin }] : []));
  const least = largestBy(ended, ({ seconds }) => -seconds);
  if (least !== undefined) {
    const is = least.seconds < 0 ? 'the latest job' : 'the tightest job';
    return { job: least.job, is, session: least.worst };
  }
  if (margins.some(({ margin }) => margin.kind === 'unfinished')) return undefined;
  const last = largestBy(sessions, ({ endSeconds }) => endSeconds ?? Number.NEGATIVE_INFINITY);
  return last && { job: last.job, is: 'the last job to end', session: last };
}

/** Its own bottleneck, where it is another one: the stage that limits most of the data may not affect that job. */
function decisiveLines(result: RunResult, unsaid: UnsaidOnce): string[] {
  const { summary, work, byDefault } = result;
  const decisive = Object.keys(summary.jobs).length > 1 ? decisiveJob(result) : undefined;
  if (decisive === undefined) return [];
  const { job, is, session } = decisive;
  const { bottleneck } = session;
  if (bottleneck === 'none' || bottleneck === mainBottleneck(work)) return [];
  return [
    `Bottleneck of ${printable(job)}, ${is}: ${stageWords(bottleneck, summary)}${thingsOf(bottleneck, result, job)}.`,
    ...unsaidLines(unsaid, ofStage(bottleneck, byDefault)),
  ];
}

function bottleneckLines(result: RunResult, unsaid: UnsaidOnce): string[] {
  const { work, summary, byDefault } = result;
  const { bytes, judged } = work;
  const first = mainBottleneck(work);
  if (first === undefined) return [];
  const total = Object.values(bytes).reduce((sum, own) => sum + own, 0);
  const share =
    total > 0
      ? `, for ${formatShare(bytes[first]! / total)} of the data that ${counted(judged, 'task')} read`
      : '';
  return [
    `Bottleneck: ${stageWords(first, summary)}${share}${thingsOf(first, result)}.`,
    ...unsaidLines(unsaid, ofStage(first, byDefault)),
  ];
}

/** What waiting tasks wait for, which no load line shows. */
function queueLines({ work, summary, byDefault }: RunResult, unsaid: UnsaidOnce): string[] {
  const queue = notableQueue(summary.waits, work);
  if (queue === undefined) return [];
  const { shareOfTime, most } = queue;
  return [
    `Queue: tasks spent ${formatShare(shareOfTime)} of their time waiting, ${formatShare(most.share)} of it for`,
    `  ${most.cause} (${causeWordsIn(summary, most.cause)}).`,
    ...unsaidLines(unsaid, byDefault.waits[most.cause]),
  ];
}

/** The gap as a time, not only in percent: the most that any other schedule could save. */
function boundLines(result: RunResult, columns: number, unsaid: UnsaidOnce): string[] {
  const lines = boundSentences(result, columns);
  return lines.length === 0 ? [] : [...lines, ...unsaidLines(unsaid, result.byDefault.bound)];
}

function boundSentences(result: RunResult, columns: number): string[] {
  if (severalNights(result.summary) !== undefined) return [];
  const { bound, window } = result.summary;
  if (bound === null || window === null) return [];
  const set = `${formatSeconds(bound.seconds)}, set by ${withNote(boundSetter(bound.by), lateStart(result.summary))}.`;
  // The bound does not count work that was left undone.
  if (undoneWords(undoneOf(result)) !== undefined) return [`Lower bound of what was done: ${set}`];
  const least = `Lower bound: ${set}`;
  if (bound.gap < 0.01) {
    const optimal = 'No schedule can be 1% faster.';
    return least.length + optimal.length < columns ? [`${least} ${optimal}`] : [least, `  ${optimal}`];
  }
  const saving = formatSeconds(window.seconds - bound.seconds);
  const setting = boundSetting(bound.by);
  const most =
    setting === undefined
      ? `no schedule on this hardware saves more than ${saving}.`
      : `no schedule saves more than ${saving} unless ${setting} changes.`;
  return [`${least} This run is ${aboveBound(bound.gap)}:`, `  ${most}`];
}

/** Adds a note in brackets, or inside the brackets that the text ends with. */
function withNote(words: string, note: string | undefined): string {
  if (note === undefined) return words;
  return words.endsWith(')') ? `${words.slice(0, -1)}; ${note})` : `${words} (${note})`;
}

function lateStart(summary: Summary): string | undefined {
  const seconds = lateStartSeconds(summary);
  return seconds === undefined
    ? undefined
    : `the last session starts ${formatSeconds(seconds)} after the first task`;
}
