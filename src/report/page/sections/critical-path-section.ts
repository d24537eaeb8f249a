import { counted } from '../../../units/counted.ts';
import type { ReportData } from '../../data/report-data.ts';
import { wallClock } from '../../wording/clock.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { html } from '../html.ts';
import { paragraphs } from '../prose.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable } from '../table.ts';

/** The chain of tasks that fixed the end. */
export function criticalPathSection({ criticalPath, clockStartUs }: ReportData): PageSection {
  const title = 'What fixed the end: the critical path';
  if (criticalPath.kind === 'left-out') return section('chain', title, ...paragraphs([criticalPath.why]));
  const { links, length, begins, startSeconds, slackOfJobs, tasksWithoutSlack } = criticalPath.value;
  const clock = wallClock(clockStartUs, 'second');
  const rows = links.map(({ fromSeconds, toSeconds, who, gave }) => [
    who,
    clock(fromSeconds),
    clock(toSeconds),
    formatSeconds(toSeconds - fromSeconds),
    gave,
  ]);
  const columns = [
    { head: 'At work' },
    { head: 'From' },
    { head: 'To' },
    { head: 'For', isFigure: true },
    { head: 'Which gave the next', isProse: true },
  ];
  const told = length > links.length ? `, of which the first and the last ${links.length / 2} are here` : '';
  return section(
    'chain',
    title,
    html`<p>${clock(startSeconds)}: ${begins}. Then ${counted(length, 'link')}${told}; each began when the one before it ended; ${counted(tasksWithoutSlack, 'task')} had no time to spare.</p>
`,
    pageTable('The chain that fixed the end', columns, rows),
    pageTable(
      'Time to spare by job',
      [
        { head: 'Job' },
        { head: 'Last task ends' },
        { head: 'Could have ended later by at least', isFigure: true },
      ],
      slackOfJobs.map(({ job, endSeconds, slackSeconds }) => [
        job,
        clock(endSeconds),
        formatSeconds(slackSeconds),
      ]),
    ),
  );
}
