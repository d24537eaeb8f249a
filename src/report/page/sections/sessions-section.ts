import type { ReportData } from '../../data/report-data.ts';
import { html } from '../html.ts';
import { type PageSection, sectionIf } from '../section.ts';

/** Whether sessions are worth a table of their own. */
export function sessionsSection({ sessions, summary }: ReportData): PageSection | null {
  const jobs = Object.keys(summary.jobs).length;
  return sectionIf(sessions.length > jobs, 'sessions', 'Sessions', () => [
    html`<div class="grid" data-table="sessions"></div>`,
  ]);
}
