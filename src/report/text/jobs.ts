import { andMore } from '../../units/cut-list.ts';
import { formatBytes } from '../../units/format-quantity.ts';
import { cutNames } from '../characters/cut-name.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import {
  bottlenecks,
  LOAD_STAGES,
  loadText,
  meanLoad,
  rateWords,
  STAGE_NAMES,
  sumOfSessions,
} from '../wording/job-figures.ts';
import {
  endWords,
  type JobStanding,
  mostUrgent,
  severalSessions,
  standingsOf,
  standingTone,
  standingWords,
  windowWords,
} from '../wording/job-standing.ts';
import { objectiveSentences } from '../wording/objective-words.ts';
import type { ReportContext } from './report-context.ts';
import { textTable, WIDEST_NAME } from './table.ts';
import { transformLines } from './transforms.ts';
import { wrapped } from './wrapped.ts';

/** Most rows; with more jobs than this, only the tightest are shown. */
const SHOWN = 6;

/** One row per job, and below the table the load line of each. */
export function jobLines({ result, clock, paint }: ReportContext): string[] {
  const { shown, hidden } = mostUrgent(standingsOf(result.summary.jobs, result.sessions), SHOWN);
  const rows = shown.map((standing) => {
    const { name, job } = standing;
    return [
      printable(name),
      windowWords(standing),
      endWords(standing, clock),
      standingText(standing, paint),
      formatBytes(sumOfSessions(job, ({ readBytes }) => readBytes)),
      formatBytes(sumOfSessions(job, ({ transferredBytes }) => transferredBytes)),
      rateWords(job),
      bottlenecks(job)[0] ?? '-',
    ];
  });
  const table = textTable(
    [
      { head: 'Jobs' },
      { head: 'window', align: 'right' },
      { head: 'ends' },
      { head: 'margin' },
      { head: 'read', align: 'right', least: true },
      { head: 'transferred', align: 'right', least: true },
      { head: 'rate', align: 'right', least: true },
      { head: 'bottleneck' },
    ],
    rows,
    paint,
  );
  const rest = hidden.length === 0 ? [] : [`  ${moreJobs(hidden)}`];
  const several = severalSessions(shown);
  const sentences = [several ?? [], objectiveSentences(result.summary.jobs, clock)].flat();
  const notes = sentences.flatMap((sentence) => wrapped(`  ${sentence}`, paint.width.sentence));
  const names = shown.map(({ name }) => name);
  return [...table, ...rest, ...notes, ...loadLines(shown), ...transformLines(result.transforms, names)];
}

/** The line below the tightest jobs that sums up the others. */
export function moreJobs(hidden: readonly JobStanding[]): string {
  const unlimited = hidden.filter((standing) => standingTone(standing) === 'neutral').length;
  const spare = unlimited < hidden.length ? ['with more to spare'] : [];
  const words = unlimited > 0 ? [...spare, 'without a limit'] : spare;
  return andMore(hidden.length, { noun: 'more job', tail: `, ${words.join(' or ')}` });
}

function standingText(standing: JobStanding, paint: Paint): string {
  const tone = standingTone(standing);
  const words = standingWords(standing);
  return tone === 'neutral' ? words : paint[tone](words);
}

/** Names are cut as in the table above. */
function loadLines(jobs: readonly JobStanding[]): string[] {
  const names = cutNames(
    jobs.map(({ name }) => name),
    WIDEST_NAME,
  );
  return jobs.flatMap(({ job }, i) => {
    const load = meanLoad(job);
    if (load === undefined) return [];
    const stages = LOAD_STAGES.map((stage) => `${STAGE_NAMES[stage]} ${loadText(load[stage])}`);
    return [`  Load of ${names[i]!}: ${stages.join(' > ')}`];
  });
}
