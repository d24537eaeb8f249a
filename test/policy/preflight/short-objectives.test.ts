import { describe, expect, test } from 'vitest';
import { warnings } from './warnings.ts';

describe('an objective that is shorter than the time between two starts of its job', () => {
  const warned = (schedule: string, rpo: string, rest = '') =>
    warnings({
      clock: '{ start: 2026-01-05T20:00, horizon: 30d }',
      jobs: `[{ name: night, vms: ["*"], repository: repo, schedule: ${schedule}, rpo: ${rpo}${rest} }]`,
    });
  const said = (rpo: string, interval: string, job = 'night') => [
    `warning rpo-shorter-than-interval at jobs.${job}: Job '${job}' has an rpo of ${rpo}, but up to ${interval} pass between two of its starts.`,
  ];

  test.each([
    ['{ daily: "22:00" }', '24h', '23h', '23h', '1d'],
    ['{ daily: "22:00", days: [mon, tue, wed, thu, fri] }', '3d', '2d', '2d', '3d'],
    ['{ daily: "22:00", days: [mon] }', '7d', '6d', '6d', '7d'],
    ['{ every: 4h }', '4h', '3h', '3h', '4h'],
    ['{ every: 2d }', '2d', '1d', '1d', '2d'],
    ['{ every: 10d }', '10d', '7d', '7d', '10d'],
    // From 18:00 to 08:00.
    ['{ every: 1h, within: "08:00-18:00" }', '14h', '13h', '13h', '14h'],
    ['{ at: ["20:00", "21:00", "23:30"] }', '150min', '2h', '2h', '2h 30m'],
  ])('%s can keep %s, and not %s', (schedule, enough, short, rpo, interval) => {
    expect(warned(schedule, enough)).toEqual([]);
    expect(warned(schedule, short)).toEqual(said(rpo, interval));
  });

  test('a start that waits for its window counts when it comes', () => {
    // From 05:00 to 22:00.
    const window = ', window: "22:00-06:00"';
    expect(warned('{ every: 1h }', '17h', window)).toEqual([]);
    expect(warned('{ every: 1h }', '16h', window)).toEqual(said('16h', '17h'));
  });

  test('a chained job starts as often as the first of its chain', () => {
    const found = (rpo: string) =>
      warnings({
        jobs: `[{ name: first, vms: ["*"], repository: repo, schedule: { daily: "22:00" } }, { name: then, vms: ["*"], repository: repo, schedule: { after: first }, rpo: ${rpo} }]`,
      });
    expect(found('24h')).toEqual([]);
    expect(found('12h')).toEqual(said('12h', '1d', 'then'));
  });

  describe('of a copy', () => {
    const found = (rpo: string, more = '', nightly = '') =>
      warnings({
        clock: '{ start: 2026-01-05T20:00, horizon: 30d }',
        repositories: '[{ name: near }, { name: far }]',
        jobs: `[{ name: nightly, vms: ["*"], repository: near, schedule: { daily: "22:00" }${nightly} },
          { name: copy, type: backup-copy, vms: ["*"], source: near, repository: far, schedule: { every: 4h }, rpo: ${rpo} }${more}]`,
      });
    const noon = ', { name: noon, vms: ["*"], repository: near, schedule: { daily: "12:00" } }';

    test('that starts more often than the backup that it copies', () => {
      expect(found('24h')).toEqual([]);
      expect(found('8h')).toEqual([
        "warning rpo-shorter-than-interval at jobs.copy: Job 'copy' has an rpo of 8h, but up to 1d pass between two starts of 'nightly', whose backups it copies.",
      ]);
      // Its own starts come first.
      expect(found('3h')).toEqual(said('3h', '4h', 'copy'));
    });

    test('says nothing where two jobs back up the VMs in turn, or none does', () => {
      expect(found('14h', noon)).toEqual([]);
      expect(found('8h', '', ', enabled: false')).toEqual([]);
    });
  });

  test('nothing is said of a job that starts once, has no objective or is switched off', () => {
    expect(warned('{ start: 1h }', '1min')).toEqual([]);
    expect(warned('{ at: "22:00" }', '1min')).toEqual([]);
    const other = ', { name: on, vms: ["*"], repository: repo }';
    const jobs = `[{ name: night, vms: ["*"], repository: repo, schedule: { daily: "22:00" }, rpo: 1h, enabled: false }${other}]`;
    expect(warnings({ jobs })).toEqual([]);
  });
});
