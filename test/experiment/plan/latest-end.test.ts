import { describe, expect, test } from 'vitest';
import { latestEnd } from '../../../src/experiment/plan/latest-end.ts';
import { night } from '../../helpers/night.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';

function endOf(jobs: string, more: Readonly<Record<string, string>> = {}) {
  return latestEnd(scenarioOf(night({ jobs, ...more })));
}

const job = (name: string, rest: string) =>
  `{ name: ${name}, vms: ["*"], repository: repo, run: full, ${rest} }`;

describe('the time by which all work of a night must be over', () => {
  test('is from the first start to the last close: 22:00 and 22:30 with 8 h each are 8.5 h', () => {
    const jobs = `[${job('a', 'window: 8h, schedule: { daily: "22:00" }')}, ${job('b', 'window: 8h, schedule: { daily: "22:30" }')}]`;
    expect(endOf(jobs)).toEqual({ kind: 'known', seconds: 8.5 * 3600 });
  });

  test('ignores a job that does not run that night', () => {
    const jobs = `[${job('a', 'window: 8h')}, ${job('b', 'schedule: { daily: "22:00", days: [sun] }')}]`;
    expect(endOf(jobs, { clock: '{ start: 2026-01-05T20:00 }' })).toEqual({
      kind: 'known',
      seconds: 8 * 3600,
    });
  });

  test.each([
    [
      'job b starts when another ends',
      `[${job('a', 'window: 8h')}, ${job('b', 'window: 8h, schedule: { after: a }')}]`,
      {},
    ],
    ['job a runs more than once', `[${job('a', 'window: 1h, schedule: { every: 6h }')}]`, {}],
    ['job a has no window', `[${job('a', 'schedule: { start: 0s }')}]`, {}],
    [
      'faults strike in it',
      `[${job('a', 'window: 8h')}]`,
      { faults: '[{ at: 1h, kind: proxy-down, target: px1, for: 1h }]' },
    ],
  ])('nothing is known where %s', (reason, jobs, more) => {
    expect(endOf(jobs, more)).toEqual({ kind: 'unknown', reason });
  });
});
