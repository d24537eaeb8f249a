import { type Night, severalNights } from '../../../metrics/sessions/nights.ts';
import { DAY_US } from '../../../units/civil-time.ts';
import { formatBytes, formatDate } from '../../../units/format-quantity.ts';
import type { ReportData } from '../../data/report-data.ts';
import { type Clock, wallClock } from '../../wording/clock.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { nightStandingWords, nightTone } from '../../wording/night-standing.ts';
import { type Html, html } from '../html.ts';
import { type ChartPoint, pointChart } from '../point-chart.ts';
import { toned } from '../prose.ts';
import { type PageSection, sectionIf } from '../section.ts';
import { pageTable } from '../table.ts';

/** The nights of a run of several, each as a point and as a row. */
export function nightsSection({ summary, nights, clockStartUs }: ReportData): PageSection | null {
  return sectionIf(severalNights(summary) !== undefined, 'nights', 'Nights', () => {
    const clock = wallClock(clockStartUs);
    return [
      html`<p>A night lasts from noon to noon: its window is that of all sessions that start in it, and of those that follow them. Jobs that start several times a night are left out.</p>`,
      windowsChart(nights, clock),
      nightsTable(nights, clock),
    ];
  });
}

function windowsChart(nights: readonly Night[], clock: Clock): Html {
  const points = nights.flatMap((night): ChartPoint[] => {
    if (night.window === null) return [];
    const y = night.window.seconds;
    const tone = nightTone(night);
    return [
      {
        x: night.day,
        y,
        range: [y, y],
        tone: tone === 'neutral' ? 'plain' : tone,
        label: `${clock(night.startSeconds)}: ${formatSeconds(y)}, ${nightStandingWords(night)}`,
        mark: '',
      },
    ];
  });
  return pointChart({
    title: 'Window of each night',
    yName: 'window',
    xName: 'night',
    xText: (day) => formatDate(day * DAY_US),
    points,
  });
}

function nightsTable(nights: readonly Night[], clock: Clock): Html {
  const columns = [
    { head: 'Night' },
    { head: 'Window', isFigure: true },
    { head: 'Ends' },
    { head: 'Margin' },
    { head: 'Tasks done', isFigure: true },
    { head: 'Read', isFigure: true },
    { head: 'Transferred', isFigure: true },
  ];
  const rows = nights.map((night) => [
    clock(night.startSeconds),
    night.window === null ? '-' : formatSeconds(night.window.seconds),
    night.window === null ? '-' : clock(night.window.endSeconds),
    toned(nightTone(night), nightStandingWords(night)),
    `${night.succeeded} of ${night.tasks}`,
    formatBytes(night.readBytes),
    formatBytes(night.transferredBytes),
  ]);
  return pageTable('Nights', columns, rows);
}
