import { expect, test } from 'vitest';
import { isGoodNight, tightestJob } from '../../../src/experiment/plan/goal.ts';
import { branches } from '../../helpers/branches.ts';
import { night } from '../../helpers/night.ts';
import { swept } from '../../helpers/swept.ts';

test('a job that does not start in a run neither meets its window nor misses it', () => {
  const job = (name: string, rest: string) =>
    `{ name: ${name}, vms: ["*"], repository: repo, run: full, window: 2000s, ${rest} }`;
  const text = night({
    clock: '{ start: 2026-01-05T20:00 }',
    jobs: `[${job('today', 'schedule: { start: 0s }')}, ${job('sundays', 'schedule: { daily: "22:00", days: [sun] }')}]`,
  });
  const [outcome] = swept(text, ['seed=1']).designs[0]!.outcomes;
  expect(outcome!.met).toEqual({ today: true });
  expect(isGoodNight(outcome!)).toBe(true);
  expect(tightestJob(outcome!)).toEqual({ job: 'today', spareSeconds: 1000 });
});

test('a night in which no job starts is not good: nothing was tested, and there is no window of 0 seconds', () => {
  const text = night({
    clock: '{ start: 2026-01-05T20:00 }',
    jobs: '[{ name: sundays, vms: ["*"], repository: repo, window: 2000s, schedule: { daily: "22:00", days: [sun] } }]',
  });
  const [outcome] = swept(text, ['seed=1']).designs[0]!.outcomes;
  expect(outcome!.met).toEqual({});
  expect(outcome!.figures).not.toHaveProperty('jobs.sundays.window');
  expect(outcome!.figures).not.toHaveProperty('jobs.sundays.overrun');
  expect(isGoodNight(outcome!)).toBe(false);
});

test('an outcome tells how a job kept its objective, and a night in which it did not is not good', () => {
  const text = night({
    clock: '{ start: 2026-01-05T20:00 }',
    jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, window: 2000s, schedule: { daily: "22:00" }, rpo: 2h }]',
  });
  // Two hours without a restore point, from the start of the run to that of the session.
  const [kept, missed] = swept(text, ['jobs.night.rpo=2h,1h']).designs.map(({ outcomes }) => outcomes[0]!);
  const figures = (vmsBeyond: number) => ({
    'jobs.night.rpo.longestSeconds': 7200,
    'jobs.night.rpo.vmsBeyond': vmsBeyond,
    'vms.unprotected': vmsBeyond,
  });
  expect(kept!.figures).toMatchObject(figures(0));
  expect(missed!.figures).toMatchObject(figures(1));
  expect([kept!, missed!].map(isGoodNight)).toEqual([true, false]);
});

test('an outcome has the figures that a sweep shows, time to spare for each window, and what sets the bound', () => {
  const text = night({ jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, window: 1500s }]' });
  const [outcome] = swept(text, ['seed=1']).designs[0]!.outcomes;
  expect(outcome).toMatchObject({ met: { night: true }, boundBy: 'longest-task vm1/0' });
  expect(Object.keys(outcome!.bottlenecks)).toEqual(['night']);
  // 100 GB in 1000 s, on one of four slots.
  expect(outcome!.figures).toMatchObject({
    'window.seconds': 1000,
    'bound.seconds': 1000,
    'bound.gap': 0,
    'jobs.night.window': 1000,
    'jobs.night.overrun': 0,
    'jobs.night.meanWindowSeconds': 1000,
    'jobs.night.spareSeconds': 500,
    'jobs.night.doneSeconds': 1000,
    'jobs.night.sessionCount': 1,
    'totals.tasks': 1,
    'totals.readBytes': 100e9,
    'proxies.px1.slotUtilisation': 0.25,
    'vms.protected': 1,
    'vms.unprotected': 0,
  });
  for (const path of [
    'datastores.ds1.utilisation',
    'repositories.repo.writeUtilisation',
    'vms.worstStunSeconds',
  ])
    expect(outcome!.figures).toHaveProperty([path]);
  expect(Object.values(outcome!.figures).every(Number.isFinite)).toBe(true);
});

test.each([
  ['0s', 525],
  ['86399s', 50],
  ['1d', 50],
  ['86401s', undefined],
])('a session counts in the mean if it starts at the end of the warm-up or later: %s', (warmUp, mean) => {
  // At 20:00 of both days: 1000 s, and 50 s for the 5% that have changed; the second starts 86,400 s after the start.
  const text = night({
    clock: `{ start: 2026-01-05T20:00, horizon: 26h, warmUp: ${warmUp} }`,
    jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "20:00" } }, { name: other, vms: ["*"], repository: repo, run: full, enabled: false }]',
  });
  const [outcome] = swept(text, ['seed=1']).designs[0]!.outcomes;
  expect(outcome!.figures['jobs.night.meanWindowSeconds']).toBe(mean);
  expect(outcome!.figures).toMatchObject({ 'jobs.night.sessionCount': 2 });
  // Of a job that is switched off nothing is told, and without a window none is met.
  expect(Object.keys(outcome!.figures).filter((path) => path.startsWith('jobs.other'))).toEqual([]);
  expect(outcome!.met).toEqual({});
});

test('a session at the very microsecond at which the warm-up ends counts, though seconds are no whole numbers', () => {
  const mean = (warmUp: string) => {
    const jobs = '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { start: 1009us } }]';
    const [outcome] = swept(night({ jobs, clock: `{ warmUp: ${warmUp} }` }), ['seed=1']).designs[0]!.outcomes;
    return outcome!.figures['jobs.night.meanWindowSeconds'];
  };
  expect(mean('1009us')).toBe(1000);
  expect(mean('1010us')).toBeUndefined();
});

test('a window is not met if it ends late, or in time but without a VM', () => {
  const metOf = (window: string, rest = '') => {
    const job = `{ name: night, vms: ["*"], repository: repo, run: full, window: ${window}${rest} }`;
    return swept(night({ jobs: `[${job}]` }), ['seed=1']).designs[0]!.outcomes[0]!.met;
  };
  expect(metOf('1000s')).toEqual({ night: true });
  expect(metOf('999s')).toEqual({ night: false });
});

test('an outcome has what links carried', () => {
  const jobs = '[{ name: night, vms: [v1], repository: repo1, run: full, proxies: [hq-px] }]';
  const [outcome] = swept(branches({ jobs, vms: 'v1' }), ['seed=1']).designs[0]!.outcomes;
  // Two disks of 10 GB over a link of 10 MB/s, which nothing else slows down.
  expect(outcome!.figures).toMatchObject({
    'window.seconds': 2000,
    'links.hq-b1.transferredBytes': 20e9,
    'links.hq-b1.utilisation': 1,
    'links.hq-b2.transferredBytes': 0,
  });
});
