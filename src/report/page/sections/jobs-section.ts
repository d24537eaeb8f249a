import type { JobSummary } from '../../../metrics/summary/summary.ts';
import { formatBytes } from '../../../units/format-quantity.ts';
import type { ReportData } from '../../data/report-data.ts';
import { wallClock } from '../../wording/clock.ts';
import {
  bottlenecks,
  LOAD_STAGES,
  meanLoad,
  meanWait,
  rateWords,
  STAGE_NAMES,
  sumOfSessions,
} from '../../wording/job-figures.ts';
import {
  endWords,
  severalSessions,
  standingsOf,
  standingTone,
  standingWords,
  windowWords,
} from '../../wording/job-standing.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { objectiveSentences } from '../../wording/objective-words.ts';
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
  const notes = [severalSessions(standings) ?? [], objectiveSentences(data.summary.jobs, clock)].flat();
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
      rateWords(job),
      formatSeconds(meanWait(data.sessions.filter((session) => session.job === name))),
      bottlenecks(job).join(', '),
    ];
  });
  return section(
    'jobs',
    'Jobs',
    pageTable('Jobs', columns, rows),
    ...notes.map((note) => html`<p class="note">${note}</p>`),
    html`<h3>Load</h3>
<p>How busy each stage was while data flowed. The busiest stage is the bottleneck; one at 100% holds up the others.</p>`,
    loadTable(jobs),
  );
}

/** A job that read nothing has no load. */
function loadTable(jobs: readonly (readonly [string, JobSummary])[]): Html {
  const columns = [{ head: 'Job' }, ...LOAD_STAGES.map((stage) => ({ head: STAGE_NAMES[stage] }))];
  const rows = jobs.map(([name, job]) => {
    const load = meanLoad(job);
    return [name, ...LOAD_STAGES.map((stage) => shareBar(load?.[stage] ?? 0, `stage-${stage}`))];
  });
  return pageTable('Load of each job by stage', columns, rows);
}
