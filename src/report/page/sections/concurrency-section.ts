import { capitalised } from '../../../units/capitalised.ts';
import { WEEKDAYS } from '../../../units/civil-time.ts';
import { HOURS, meanText } from '../../data/concurrency.ts';
import type { ReportData } from '../../data/report-data.ts';
import { HEAT_SHADES } from '../../theme.ts';
import { type Html, html } from '../html.ts';
import { type PageSection, sectionIf } from '../section.ts';
import { heatTable } from '../table.ts';

/** Running tasks and open sessions by hour of the week. */
export function concurrencySection({ concurrency, summary }: ReportData): PageSection | null {
  return sectionIf(concurrency !== null, 'concurrency', 'Hours of the week', () => {
    const { runningTasks, openSessions } = concurrency!;
    return [
      html`<p>Mean number of running tasks, and of open job sessions, in each hour of the week. A dash marks hours that the run did not reach.</p>`,
      ...hoursOfWeek('VM task concurrency', runningTasks),
      ...(summary.totals.tasks === 0 ? [] : hoursOfWeek('Job concurrency', openSessions)),
    ];
  });
}

/** `values`: by hour from Monday 00:00; negative: the run did not reach that hour. */
function hoursOfWeek(title: string, values: Float64Array): Html[] {
  const most = values.reduce((max, value) => Math.max(max, value), 0);
  const hours = Array.from({ length: HOURS }, (_, hour) => hour);
  const table = heatTable(title, { right: hours, down: WEEKDAYS.map(capitalised) }, (day, hour) => {
    const value = values[day * HOURS + hour]!;
    if (value < 0) return null;
    const shade = most === 0 ? 0 : Math.ceil((value / most) * HEAT_SHADES);
    return { shade, text: meanText(value) };
  });
  return [html`<h3>${title}</h3>`, table];
}
