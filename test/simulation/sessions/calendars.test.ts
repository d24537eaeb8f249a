import { expect, test } from 'vitest';
import { night, times } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

const HOUR = 3600;

test('a week is seven nights: no session starts at the very horizon', () => {
  const run = runText(
    night({
      clock: '{ start: 2026-01-05T22:00, horizon: 7d }',
      jobs: '[{ name: night, vms: ["*"], repository: repo, schedule: { daily: "22:00" } }]',
    }),
  );
  const started = times(run, 'session-started').map((at) => at / HOUR);
  expect(started).toEqual([0, 24, 48, 72, 96, 120, 144]);
  expect(run.summary.vms).toMatchObject({ protected: 1, unprotected: [] });
});

test('a slot of a calendar just before the horizon is one of the run', () => {
  const run = runText(
    night({
      clock: '{ start: 2026-01-05T22:00, horizon: 86401s }',
      jobs: '[{ name: night, vms: ["*"], repository: repo, schedule: { daily: "22:00" } }]',
    }),
  );
  expect(times(run, 'session-started').map((at) => at / HOUR)).toEqual([0, 24]);
});
