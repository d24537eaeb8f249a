import { expect, test } from 'vitest';
import { PLAIN } from '../../../src/report/characters/paint.ts';
import { answerLines } from '../../../src/report/text/answer.ts';
import { limitLines } from '../../../src/report/text/limits.ts';
import { nightLines } from '../../../src/report/text/nights.ts';
import { wallClock } from '../../../src/report/wording/clock.ts';
import { UnsaidOnce } from '../../../src/report/wording/unsaid-words.ts';
import { night } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** Fulls of 360 GB at 100 MB/s (an hour) on Saturdays, of 36 GB (6 minutes) on other nights; Monday, 5 January 2026. */
const contextOf = (horizon: string, window: string, onClose = 'report') => {
  const result = runText(
    night({
      clock: `{ start: 2026-01-05T20:00, horizon: ${horizon} }`,
      vms: '[{ name: vm1, disks: [{ size: 360 GB, datastore: ds1, changeRate: 10% }] }]',
      jobs: `[{ name: nightly, vms: ["*"], repository: repo, run: incremental, activeFull: { days: [sat] }, window: { length: ${window}, onClose: ${onClose} }, schedule: { daily: "22:00" } }]`,
    }),
  );
  const clock = wallClock(Date.UTC(2026, 0, 5, 20) * 1000);
  return { result, clock, paint: PLAIN, unsaid: new UnsaidOnce() };
};

test('a run of several nights is told by its nights, not by the days from the first to the last', () => {
  const context = contextOf('7d', '2h');
  expect(answerLines(context)).toEqual([
    'YES: nightly fits its window, 1h to spare.',
    '7 nights, Mon 22:00 to Sun 2026-01-11 22:06.',
    'Backup window of a night: median 6m, longest 1h (Sat 22:00).',
    '7 of 7 tasks done, 576 GB read, 288 GB transferred; 1 VM protected.',
  ]);
  // The bound of the whole run would be the calendar's.
  expect(limitLines(context).join(' ')).not.toContain('Lower bound');
});

test('more than seven nights: the worst, in order of time', () => {
  const [head, ...rows] = nightLines(contextOf('14d', '30min'));
  expect(head).toMatch(/^Nights +window +ends +margin +tasks done +read$/);
  expect(rows.at(-1)).toBe('  and 7 more nights, none worse');
  const found = rows.slice(0, -1).map((row) => row.trim().split(/ {2,}/));
  expect(found).toHaveLength(7);
  expect(found.filter(([, window]) => window === '1h')).toEqual([
    ['Sat 22:00', '1h', 'Sat 23:00', '30m late', '1 of 1', '360 GB'],
    ['Sat 2026-01-17 22:00', '1h', 'Sat 2026-01-17 23:00', '30m late', '1 of 1', '360 GB'],
  ]);
  expect(found.at(-1)![0]).toBe('Sat 2026-01-17 22:00');
});

test('the answer says how many nights were late', () => {
  expect(answerLines(contextOf('14d', '30min'))[0]).toBe(
    'NO: nightly is 30m late, Sat 23:00; 2 of 14 nights late.',
  );
});

test('a night that failed is bad news, though the next one backs the VM up', () => {
  expect(answerLines(contextOf('14d', '30min', 'stop'))[0]).toBe(
    'NOT EVERY NIGHT: VMs failed in 2 of 14 nights, first Sat 22:00; later nights made up for it.',
  );
});

test('one night has no table of nights', () => {
  const context = contextOf('1d', '2h');
  expect(nightLines(context)).toEqual([]);
  expect(answerLines(context)[1]).toBe('Backup window 6m, Mon 22:00 to Mon 22:06.');
});

test('where a quarter of a window or more is idle, the same line says how much', () => {
  const linesOf = (horizon: string, first: number, second: string) => {
    const result = runText(
      night({
        clock: `{ start: 2026-01-05T20:00, horizon: ${horizon} }`,
        // 1000 s for each 100 GB.
        vms: `[{ name: vm1, disks: [{ size: ${first} GB, datastore: ds1 }] }, { name: vm2, disks: [{ size: 360 GB, datastore: ds1 }] }]`,
        jobs: `[{ name: evening, vms: [vm1], repository: repo, run: full, schedule: { daily: "22:00" } },
                { name: morning, vms: [vm2], repository: repo, run: full, schedule: { daily: "${second}" } }]`,
      }),
    );
    const clock = wallClock(Date.UTC(2026, 0, 5, 20) * 1000);
    return answerLines({ result, clock, paint: PLAIN, unsaid: new UnsaidOnce() }).filter((line) =>
      line.startsWith('Backup window'),
    );
  };
  expect(linesOf('1d', 360, '06:00')).toEqual([
    'Backup window 9h, Mon 22:00 to Tue 07:00, of which 7h idle between sessions.',
  ]);
  // The second night is incremental: 3 minutes each, so 8h 3m.
  expect(linesOf('2d', 360, '06:00')).toEqual([
    'Backup window of a night: median 8h 32m, longest 9h (Mon 22:00), of which 7h idle between sessions.',
  ]);
  // 45 minutes of 3 h are a quarter; a second less is idle where the evening takes a second more.
  expect(linesOf('1d', 450, '00:00')).toEqual([
    'Backup window 3h, Mon 22:00 to Tue 01:00, of which 45m idle between sessions.',
  ]);
  expect(linesOf('1d', 450.1, '00:00')).toEqual(['Backup window 3h, Mon 22:00 to Tue 01:00.']);
  // Both at once.
  expect(linesOf('1d', 360, '22:00')).toEqual(['Backup window 1h, Mon 22:00 to Mon 23:00.']);
});
