import { longestNight, type Night } from '../../../metrics/sessions/nights.ts';
import { SECOND_US } from '../../../units/civil-time.ts';
import { counted } from '../../../units/counted.ts';
import { formatDateTime } from '../../../units/format-quantity.ts';
import { shellWord } from '../../characters/shell-word.ts';
import type { ReportData } from '../../data/report-data.ts';
import { wallClock } from '../../wording/clock.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { unsaidSentence } from '../../wording/unsaid-words.ts';
import { html } from '../html.ts';
import { paragraphs } from '../prose.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable } from '../table.ts';

/** The chain of tasks that determined the end. */
export function criticalPathSection({
  criticalPath,
  clockStartUs,
  nights,
  summary,
}: ReportData): PageSection {
  const title = 'Critical path';
  if (criticalPath.kind === 'left-out') return section('chain', title, ...paragraphs([criticalPath.why]));
  const { links, length, begins, startSeconds, slackOfJobs, tasksWithoutSlack, byDefault } =
    criticalPath.value;
  const unsaid = unsaidSentence(byDefault);
  const clock = wallClock(clockStartUs, 'second');
  const rows = links.map(({ fromSeconds, toSeconds, who, gave }) => [
    who,
    clock(fromSeconds),
    clock(toSeconds),
    formatSeconds(toSeconds - fromSeconds),
    gave,
  ]);
  const columns = [
    { head: 'Link' },
    { head: 'From' },
    { head: 'To' },
    { head: 'Duration', isFigure: true },
    { head: 'What this gave the next link', isProse: true },
  ];
  const told = length > links.length ? `, of which the first and the last ${links.length / 2} are shown` : '';
  return section(
    'chain',
    title,
    html`<p>The chain of work that determined the end of the window: ${counted(length, 'link')}${told}, each of which began when the one before it ended. It begins at ${clock(startSeconds)}: ${begins}. ${counted(tasksWithoutSlack, 'task')} had no slack.</p>`,
    pageTable('Links of the critical path', columns, rows),
    paragraphs([untilAfterLongest(nights, summary, clockStartUs) ?? [], unsaid ?? []].flat()),
    pageTable(
      'Slack by job',
      [{ head: 'Job' }, { head: 'Last task ends' }, { head: 'Slack, at least', isFigure: true }],
      slackOfJobs.map(({ job, endSeconds, slackSeconds }) => [
        job,
        clock(endSeconds),
        formatSeconds(slackSeconds),
      ]),
    ),
  );
}

/** How to see the chain of the longest of several nights, if that is not the last; undefined: nothing to say. */
function untilAfterLongest(
  nights: readonly Night[],
  summary: ReportData['summary'],
  clockStartUs: number,
): string | undefined {
  const longest = longestNight(nights);
  const next = longest && nights[nights.indexOf(longest) + 1];
  if (next === undefined) return undefined;
  const until = formatDateTime(clockStartUs + Math.floor(next.startSeconds * SECOND_US)).slice(
    0,
    -':00'.length,
  );
  return `This is the end of the last night. For the longest: proxysim explain ${shellWord(summary.scenario.file)} --critical-path --until ${until}`;
}
