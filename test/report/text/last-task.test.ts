import { describe, expect, test } from 'vitest';
import { lastTaskLine } from '../../../src/report/text/last-task.ts';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** At 100 MB/s a task: 10 s a gigabyte. */
const slots = (count: number): Sections => ({ proxies: `[{ name: px1, maxConcurrentTasks: ${count} }]` });
const ONE_SLOT = slots(1);
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

  test('is not named where it is less than twice as long as the mean, whatever its share of the window', () => {
    // 400 s, and 600 s of three tasks; then 399 s of 599.
    expect(line([10, 10, 40])).toMatch(/^Last task: vm3\/0 .* takes 6m 40s of the 10m\.$/);
    expect(line([10, 10, 39.9])).toBeUndefined();
    // From 100 s to 1100 s on the slot of the first; one as long beside it.
    expect(line([10, 100, 100], slots(2))).toBeUndefined();
  });

  test('is the one with the last end, not the last start', () => {
    // From 200 s to 1200 s. On the other slot, 100 s each, the last from 1000 s to 1100 s.
    expect(line([10, 10, 10, 10, 100, ...Array(9).fill(10)], slots(2))).toMatch(
      /^Last task: vm5\/0 .* takes 16m 40s of the 20m\.$/,
    );
  });

  test('is the first of two that end together', () => {
    // Four times 10 s on each slot, then 500 s.
    expect(line([...Array(8).fill(1), 50, 50], slots(2))).toMatch(/^Last task: vm9\/0 .* of the 9m\.$/);
  });

  test('is not named where the run ends before all is done', () => {
    // From 300 s to 1300 s. The fifth still runs at 1400 s.
    const clock = '{ start: "2026-01-05 22:00", horizon: 1400s }';
    expect(line([10, 10, 10, 100, 100], { ...ONE_SLOT, clock })).toBeUndefined();
    expect(line([10, 10, 10, 100], { ...ONE_SLOT, clock })).toMatch(/^Last task: vm4\/0 /);
  });

  test('is not compared with tasks that never start because their window closes', () => {
    // The third ends last, from 100 s to 1050 s, when the window closes. Four ran, 525 s in the mean, and 10 never start.
    const window = '{ length: 1050s, onClose: stop }';
    const jobs = `[{ name: night, vms: ["*"], repository: repo, run: full, retries: { times: 0 }, window: ${window} }]`;
    expect(line([10, ...Array(13).fill(100)], { ...slots(2), jobs })).toBeUndefined();
  });

  test('is not named where the lower bound names it, nor alone', () => {
    // All at once: the longest disk is the bound.
    expect(line([10, 10, 10, 100], {})).toBeUndefined();
    expect(line([100])).toBeUndefined();
  });

  test('is not named where a job runs several times', () => {
    const jobs = (every: string) => `[
      { name: often, vms: [vm1, vm2], repository: repo, run: full, schedule: { every: ${every}, within: "22:00-22:15" } },
      { name: big, vms: [vm3, vm4], repository: repo, run: full, schedule: { daily: "22:10" } }]`;
    const clock = '{ start: "2026-01-05 22:00", horizon: 12h }';
    const often = (every: string) => line([1, 1, 1, 150], { ...ONE_SLOT, clock, jobs: jobs(every) });
    // 20 s at 22:00; at 22:10, 10 s and then 1500 s. Or 20 s at 22:10, too, before these.
    expect(often('20min')).toBe('Last task: vm4/0 of big alone takes 25m of the 35m 10s.');
    expect(often('10min')).toBeUndefined();
  });
});
