import { counted } from '../../../units/counted.ts';
import type { ReportData } from '../../data/report-data.ts';
import { causeWords } from '../../wording/cause-words.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { thingsWaitedFor } from '../../wording/things-waited-for.ts';
import { waitsByCause } from '../../wording/waits-by-cause.ts';
import { html } from '../html.ts';
import { paragraphs } from '../prose.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable, shareBar } from '../table.ts';

/** Why tasks waited, in total and by job. */
export function waitsSection({ summary, waits: byJob, waitsByThing, byDefault }: ReportData): PageSection {
  const causes = waitsByCause(summary.waits);
  if (causes.length === 0)
    return section('waits', 'Why tasks waited', html`<p>No task waited for anything.</p>`);
  const columns = [
    { head: 'Waited for' },
    { head: 'Task time', isFigure: true },
    { head: 'Share' },
    { head: 'Most of it for', isProse: true },
    { head: 'Meaning', isProse: true },
    { head: 'Jobs', isProse: true },
  ];
  const byThing = waitsByThing.kind === 'found' ? waitsByThing.value : [];
  const rows = causes.map(({ cause, seconds, share }) => [
    cause,
    formatSeconds(seconds),
    shareBar(share, `cause-${cause}`),
    thingsWaitedFor(byThing, cause) ?? '',
    causeWords(summary, cause, byDefault),
    byJob
      .filter((row) => row.cause === cause)
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, 5)
      .map(({ job, tasks, seconds }) => `${job} ${formatSeconds(seconds)} (${counted(tasks, 'task')})`)
      .join(', '),
  ]);
  const table = pageTable('Waiting by cause', columns, rows);
  const leftOut =
    waitsByThing.kind === 'found'
      ? []
      : paragraphs([`For which things they waited most: ${waitsByThing.why}`]);
  return section('waits', 'Why tasks waited', table, ...leftOut);
}
