import { expect, test } from 'vitest';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';

/** 62 days from Thursday, the 1st of January 2026; Saturdays are 3, 10, 17, 24 and 31 January, 7, 14, 21 and 28 February. */
function sessionsOf(job: string): string[] {
  const scenario = scenarioOf(`
version: 1
overheads: none
clock: { start: 2026-01-01T12:00, horizon: 62d }
hosts: [{ name: esx1 }]
datastores: [{ name: ds1 }]
proxies: [{ name: px1 }]
repositories: [{ name: repo1 }]
vms: [{ name: a1, lastBackup: 24h, disks: [{ size: 36 GB, changeRate: 1%, datastore: ds1 }] }]
jobs: [{ name: a, vms: [a1], repository: repo1, ${job} }]
`);
  return run(scenario).sessions.map(({ startSeconds, kind, transforms }) => {
    const day = Math.floor((startSeconds + 12 * 3600) / 86_400) + 1;
    const date = day > 59 ? `${day - 59} mar` : day > 31 ? `${day - 31} feb` : `${day} jan`;
    return `${date} ${kind === 'full' ? 'active' : transforms > 0 ? 'synthetic' : 'increment'}`;
  });
}

test('an active full on the first Saturday of a month takes the place of the synthetic one of every Saturday', () => {
  expect(
    sessionsOf(
      'schedule: { daily: "22:00", days: [sat] }, activeFull: { days: [sat], weeks: [first] }, syntheticFull: { days: [sat] }',
    ),
  ).toEqual([
    '3 jan active',
    ...['10 jan', '17 jan', '24 jan', '31 jan'].map((date) => `${date} synthetic`),
    '7 feb active',
    ...['14 feb', '21 feb', '28 feb'].map((date) => `${date} synthetic`),
  ]);
});

test('a daily job that leaves the weekday out starts on it only for its full, also where that is the last of a month or of some months', () => {
  const full = (which: string) =>
    sessionsOf(`schedule: { daily: "22:00", days: [thu] }, activeFull: { days: [sat], ${which} }`).filter(
      (session) => !session.endsWith('increment'),
    );
  expect(full('weeks: [last]')).toEqual(['31 jan active', '28 feb active']);
  expect(full('weeks: [first, third], months: [feb, mar]')).toEqual(['7 feb active', '21 feb active']);
  const rest = sessionsOf(
    'schedule: { daily: "22:00", days: [thu] }, activeFull: { days: [sat], weeks: [last] }',
  );
  // Nine Thursdays from the 1st of January to the 26th of February.
  expect(rest.filter((session) => session.endsWith('increment'))).toHaveLength(9);
});
