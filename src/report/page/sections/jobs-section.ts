import type { Bottleneck, JobSummary, LoadLine } from '../../../metrics/summary.ts';
import { formatBytes, formatRate } from '../../../units/format-quantity.ts';
import type { ReportData } from '../../data/report-data.ts';
import { wallClock } from '../../wording/clock.ts';
import { meanLoad, meanRate, meanWait, sumOfSessions } from '../../wording/job-figures.ts';
import {
  endWords,
  severalSessions,
  standingsOf,
  standingTone,
  standingWords,
  windowWords,
} from '../../wording/job-standing.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { type Html, html } from '../html.ts';
import { toned } from '../prose.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable, shareBar } from '../table.ts';

/** Jobs with their windows, and the load line of each: Source > Proxy > Network > Target. */
export function jobsSection(data: ReportData): PageSection {
  const jobs = Object.entries(data.summary.jobs);
  const columns = [
    { head: 'Job' },
    { head: 'Window', isFigure: true },
    { head: 'Ends' },
    { head: 'Margin' },
    { head: 'Sessions', isFigure: true },
    { head: 'Read', isFigure: true },
    { head: 'Transferred', isFigure: true },
    { head: 'Rate', isFigure: true },
    { head: 'Wait per task', isFigure: true },
    { head: 'Bottleneck' },
  ];
  const clock = wallClock(data.clockStartUs);
  const standings = standingsOf(data.summary.jobs, data.sessions);
  const several = severalSessions(standings);
  const rows = standings.map((standing) => {
    const { name, job } = standing;
    return [
      name,
      windowWords(standing),
      endWords(standing, clock),
      toned(standingTone(standing), standingWords(standing)),
      job.sessions.length,
      formatBytes(sumOfSessions(job, ({ readBytes }) => readBytes)),
      formatBytes(sumOfSessions(job, ({ transferredBytes }) => transferredBytes)),
      formatRate(meanRate(job)),
      formatSeconds(meanWait(data.sessions.filter((session) => session.job === name))),
      bottlenecks(job).join(', '),
    ];
  });
  return section(
    'jobs',
    'Jobs',
    pageTable('Jobs', columns, rows),
    several === undefined
      ? null
      : html`<p class="note">${several}</p>
`,
    html`<h3>Load</h3>
<p>How busy each stage was while data flowed. The busiest stage is the bottleneck; one at 100% holds up the others.</p>
`,
    loadTable(jobs),
  );
}

/** The bottlenecks of its sessions, the most frequent first. */
function bottlenecks({ sessions }: JobSummary): Bottleneck[] {
  const counts = new Map<Bottleneck, number>();
  for (const { bottleneck } of sessions) counts.set(bottleneck, (counts.get(bottleneck) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([bottleneck]) => bottleneck);
}

const STAGES = ['source', 'proxy', 'network', 'target'] as const;
/** The load of a job that read nothing. */
const IDLE: LoadLine = { source: 0, proxy: 0, network: 0, target: 0 };

function loadTable(jobs: readonly (readonly [string, JobSummary])[]): Html {
  const columns = [
    { head: 'Job' },
    { head: 'Source' },
    { head: 'Proxy' },
    { head: 'Network' },
    { head: 'Target' },
  ];
  return pageTable(
    'Load of each job by stage',
    columns,
    jobs.map(([name, job]) => {
      const load = meanLoad(job) ?? IDLE;
      return [name, ...STAGES.map((stage) => shareBar(load[stage], `stage-${stage}`))];
    }),
  );
}
