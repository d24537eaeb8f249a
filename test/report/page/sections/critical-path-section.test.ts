import { expect, test } from 'vitest';
import { nightsOf, nightsSummary } from '../../../../src/metrics/sessions/nights.ts';
import { criticalPathSection } from '../../../../src/report/page/sections/critical-path-section.ts';
import { sampleReport } from '../../data/sample-report.ts';
import { sessionRow } from '../../sample-result.ts';

const DAY = 86_400;
/** Monday, 5 January 2026, 22:00. */
const MONDAY_US = Date.UTC(2026, 0, 5, 22) * 1000;

/** One session a night, with windows of so many seconds. */
function sectionOf(...windows: readonly number[]): string {
  const sessions = windows.map((seconds, i) => {
    const startSeconds = i * DAY;
    const window = { startSeconds, endSeconds: startSeconds + seconds, seconds };
    return sessionRow({ session: i + 1, startSeconds, endSeconds: startSeconds + seconds, window });
  });
  const base = sampleReport();
  const nights = nightsOf(sessions, { clockStartUs: MONDAY_US, follows: new Map() });
  const path = {
    startSeconds: 0,
    begins: 'nightly was due',
    links: [],
    length: 0,
    slackOfJobs: [],
    tasksWithoutSlack: 1,
    byDefault: [],
  };
  const report = {
    ...base,
    clockStartUs: MONDAY_US,
    sessions,
    nights,
    summary: { ...base.summary, nights: nightsSummary(nights) },
    criticalPath: { kind: 'found', value: path },
  } as const;
  return criticalPathSection(report).html.text;
}

test('of several nights the last one ends the run, and how to see the longest is told', () => {
  // Tuesday is the longest: the run has to end where Wednesday begins.
  expect(sectionOf(100, 300, 200)).toContain('--critical-path --until 2026-01-07T22:00');
});

test('nothing more is told where the last night is the longest, or the only one', () => {
  for (const windows of [[100, 200, 300], [300]]) expect(sectionOf(...windows)).not.toContain('--until');
});
