import { counted } from '../../units/counted.ts';
import { neverStartedInDesigns } from '../replications/never-started.ts';
import { designWords } from '../wording/design-words.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { UnsaidOnce } from '../wording/unsaid-words.ts';
import {
  byWindow,
  isReplicated,
  type SweepData,
  tellsIntervals,
  variesStarts,
  windowOf,
} from './sweep-data.ts';
import { windowWordsOf } from './words.ts';

/** What a sweep comes to: which design has the shortest window, and in how many all windows are met. */
export function answerSentences(sweep: SweepData): string[] {
  const ran = byWindow(sweep).filter((design) => windowOf(sweep, design) !== undefined);
  if (ran.length === 0) return ['Nothing ran in any design: no task ever started.', ...cutSentences(sweep)];
  const compared = ran.filter(({ cutShort }) => cutShort === undefined);
  const [shortest] = compared;
  if (shortest === undefined) return [...cutSentences(sweep), ...metSentence(sweep)];
  const window = windowOf(sweep, shortest)!;
  const what = `The ${isReplicated(sweep) ? 'mean ' : ''}${windowWordsOf(sweep)} is`;
  const text = formatSeconds(window.mean);
  const alike = compared.filter((design) => windowOf(sweep, design)?.mean === window.mean).length;
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
  const answer = answerSentences(sweep);
  if (sweep.designs.every((design) => windowOf(sweep, design) === undefined)) return answer;
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

const MEAN_DONE_WORDS =
  'Mean job end: from the start of the first task to the end of a job, on average over all jobs.';
