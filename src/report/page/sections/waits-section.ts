import { counted } from '../../../units/counted.ts';
import { formatBytes, formatShare } from '../../../units/format-quantity.ts';
import type { ReportData } from '../../data/report-data.ts';
import { causeWords } from '../../text/cause-words.ts';
import { HEAT_SHADES } from '../../theme.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { waitsByCause } from '../../wording/waits-by-cause.ts';
import { type Html, html } from '../html.ts';
import { pageTable, section, sectionIf, shareBar } from '../table.ts';

/** Why tasks waited, in all and by job. */
export function waitsSection({ summary: { waits }, waits: byJob, byDefault }: ReportData): Html {
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
    shareBar(share, formatShare(share), `cause-${cause}`),
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

/** What snapshots did to the VMs. */
export function snapshotsSection({ snapshots, summary }: ReportData): Html | null {
  return sectionIf(snapshots.count > 0, 'snapshots', 'Snapshots', () => {
    const lives = snapshots.lifeSeconds.slice().sort();
    const at = (share: number) => lives[Math.min(lives.length - 1, Math.floor(share * lives.length))]!;
    const delta = snapshots.deltaBytes.reduce((most, bytes) => Math.max(most, bytes), 0);
    return [
      html`<p>${counted(snapshots.count, 'snapshot')}. Half of them lived for ${formatSeconds(at(0.5))} or less, 95% for ${formatSeconds(at(0.95))}, the longest for ${formatSeconds(summary.vms.longestSnapshotSeconds)}. The largest grew to ${formatBytes(delta)}; no VM stood still for longer than ${formatSeconds(summary.vms.worstStunSeconds)} at once, as estimated.</p>
`,
      html`<div class="grid" data-table="snapshots"></div>
`,
    ];
  });
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const HOURS = 24;

/** Tasks at work by hour of the week. */
export function concurrencySection({ concurrency, summary }: ReportData): Html | null {
  return sectionIf(concurrency !== null, 'concurrency', 'Hours of the week', () => {
    const { runningTasks, openSessions } = concurrency!;
    return [
      html`<p>Mean number of tasks at work, and of job sessions open, in each hour of the week; a dash stands for hours that the run never came to.</p>
`,
      heatTable('VM task concurrency', runningTasks),
      summary.totals.tasks === 0 ? null : heatTable('Job concurrency', openSessions),
    ];
  });
}

function heatTable(caption: string, values: Float64Array): Html {
  const most = values.reduce((max, value) => Math.max(max, value), 0);
  const hours = Array.from({ length: HOURS }, (_, hour) => html`<th scope="col">${hour}</th>`);
  const rows = DAYS.map((day, d) => {
    const cells = Array.from({ length: HOURS }, (_, hour) => {
      const value = values[d * HOURS + hour]!;
      if (value < 0) return html`<td>–</td>`;
      const shade = most === 0 ? 0 : Math.ceil((value / most) * HEAT_SHADES);
      return html`<td class="heat-${shade}">${value === 0 ? '0' : value.toFixed(value < 9.95 ? 1 : 0)}</td>`;
    });
    return html`<tr><th scope="row">${day}</th>${cells}</tr>
`;
  });
  return html`<h3>${caption}</h3>
<div class="frame" tabindex="0" role="group" aria-label="${caption}"><table class="heat"><caption class="hidden">${caption}</caption><thead><tr><td></td>${hours}</tr></thead><tbody>
${rows}</tbody></table></div>
`;
}

/** Whether sessions are worth a table of their own. */
export function sessionsSection({ sessions, summary }: ReportData): Html | null {
  const jobs = Object.keys(summary.jobs).length;
  return sectionIf(sessions.length > jobs, 'sessions', 'Sessions', () => [
    html`<div class="grid" data-table="sessions"></div>
`,
  ]);
}
