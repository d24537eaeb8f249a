import { describe, expect, test } from 'vitest';
import { lastTaskLine } from '../../../src/report/text/last-task.ts';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** One at a time, at 100 MB/s: 10 s a gigabyte. */
const ONE_SLOT: Sections = { proxies: '[{ name: px1, maxConcurrentTasks: 1 }]' };
const line = (disks: readonly number[], sections: Sections = ONE_SLOT) => {
  const vms = `[${disks.map((size, i) => vm(`vm${i + 1}`, [size])).join(', ')}]`;
  return lastTaskLine(runText(night({ ...sections, vms })));
};

describe('the last task', () => {
  test('is named where it takes most of the window', () => {
    // 100 s each, then 1000 s of 1300.
    expect(line([10, 10, 10, 100])).toBe('Last task: vm4/0 of night alone takes 16m 40s of the 21m 40s.');
  });

  test('is not named where it takes half of the window or less', () => {
    // 300 s of 600 s; a second more, and it is named.
    expect(line([10, 10, 10, 30])).toBeUndefined();
    expect(line([10, 10, 10, 30.1])).toMatch(/^Last task: vm4\/0 /);
  });

  test('is not named where tasks are alike, whatever their share of the window', () => {
    expect(line([100, 100, 100], {})).toBeUndefined();
  });

  test('is not named where the lower bound names it, nor alone', () => {
    // All at once: the longest disk is the bound.
    expect(line([10, 10, 10, 100], {})).toBeUndefined();
    expect(line([100])).toBeUndefined();
  });

  test('is not named where jobs run several times', () => {
    const nightly = `[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "22:00" } }]`;
    const clock = '{ start: "2026-01-05 22:00", horizon: 2d }';
    expect(line([10, 10, 10, 100], { ...ONE_SLOT, jobs: nightly, clock })).toBeUndefined();
  });
});
