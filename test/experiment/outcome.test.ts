import { expect, test } from 'vitest';
import { isGoodNight, tightestJob } from '../../src/experiment/plan/goal.ts';
import { night } from '../helpers/night.ts';
import { swept } from '../helpers/swept.ts';

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

test('a night in which no job starts is no good night: there was nothing to hold, and no window of 0 seconds', () => {
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
