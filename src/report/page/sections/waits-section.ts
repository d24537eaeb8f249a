import { counted } from '../../../units/counted.ts';
import type { ReportData } from '../../data/report-data.ts';
import { causeWords } from '../../text/cause-words.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { waitsByCause } from '../../wording/waits-by-cause.ts';
import { html } from '../html.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable, shareBar } from '../table.ts';

/** Why tasks waited, in total and by job. */
export function waitsSection({ summary: { waits }, waits: byJob, byDefault }: ReportData): PageSection {
  const causes = waitsByCause(waits);
  if (causes.length === 0)
    return section(
      'waits',
      'Why tasks waited',
      html`<p>No task waited for anything.</p>
`,
    );
  const columns = [
    { head: 'Waited for' },
    { head: 'Task time', isFigure: true },
    { head: 'Share' },
    { head: 'Meaning', isProse: true },
    { head: 'Jobs', isProse: true },
  ];
  const rows = causes.map(({ cause, seconds, share }) => [
    cause,
    formatSeconds(seconds),
    shareBar(share, `cause-${cause}`),
    causeWords(cause, byDefault),
    byJob
      .filter((row) => row.cause === cause)
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, 5)
      .map(({ job, tasks, seconds }) => `${job} ${formatSeconds(seconds)} (${counted(tasks, 'task')})`)
      .join(', '),
  ]);
  return section('waits', 'Why tasks waited', pageTable('Waiting by cause', columns, rows));
}
