import { describe, expect, it } from 'vitest';
import { night, places, times, vm, waited } from '../../helpers/night.ts';
import { runText, type TestRun } from '../../helpers/run-scenario-text.ts';

const CLOCK = '{ start: 2026-01-05T20:00 }';
const TWO = '[{ name: px1, maxConcurrentTasks: 4 }, { name: px2, maxConcurrentTasks: 4 }]';
/** Started by the calendar: a job that was started by hand is not retried. */
const job = (more = '', schedule = '{ at: "20:00" }') =>
  `[{ name: night, vms: ["*"], repository: repo, run: full, schedule: ${schedule}${more} }]`;
const attempts = (run: TestRun) => run.tasks.map(({ attempt, result }) => `${attempt} ${result}`);

describe('a proxy that is lost for good', () => {
  const lost = '{ kind: proxy-down, target: px1, at: 200s }';
  const estate = { clock: CLOCK, proxies: TWO, jobs: job() };

  it('fails its tasks after 30 minutes; 10 minutes later their VM is read on the survivor, from the beginning', () => {
    const run = runText(night({ ...estate, faults: `[${lost}]` }));
    // 200 + 1800 = 2000, and 600 more; then 1000 s.
    expect(places(run)).toEqual(['vm1/0 px1 0-2000', 'vm1/0 px2 2600-3600']);
    expect(attempts(run)).toEqual(['1 failed', '2 success']);
    expect(run.tasks.map(({ readBytes }) => readBytes / 1e9)).toEqual([20, 100]);
    expect(times(run, 'session-retried')).toEqual([2600]);
    expect(waited(run)).toEqual(['vm1/0 retry-wait 600']);
    expect(run.sessions[0]).toMatchObject({ result: 'success' });
    expect(run.summary.vms).toMatchObject({ protected: 1, unprotected: [] });
  });

  it('does not touch VMs that were done or that run elsewhere', () => {
    const vms = `[${vm('a', [100])}, ${vm('b', [100])}, ${vm('c', [10])}]`;
    const run = runText(night({ ...estate, vms, faults: `[${lost}]` }));
    // One each by load, then the third by declaration to px1: done at 100.
    expect(places(run)).toEqual(['a/0 px1 0-2000', 'b/0 px2 0-1000', 'c/0 px1 0-100', 'a/0 px2 2600-3600']);
  });

  it('leaves its VM waiting for a survivor that is down when the wait is over', () => {
    const away = '{ kind: proxy-down, target: px2, at: 2100s, for: 600s }';
    const run = runText(night({ ...estate, faults: `[${lost}, ${away}]` }));
    expect(places(run)).toEqual(['vm1/0 px1 0-2000', 'vm1/0 px2 2700-3700']);
    expect(waited(run)).toEqual(['vm1/0 no-candidate 100', 'vm1/0 retry-wait 600']);
  });

  it('does not take with it the gateway of the file that all VMs share', () => {
    const repositories = '[{ name: repo, perVmFiles: false, gateway: auto }]';
    const run = runText(night({ ...estate, repositories, faults: `[${lost}]` }));
    expect(places(run)).toEqual(['vm1/0 px1 0-2000', 'vm1/0 px2 2600-3600']);
    expect(attempts(run)).toEqual(['1 failed', '2 success']);
  });
});

describe('how often', () => {
  const failing = '[{ kind: task-fails, probability: 100% }]';

  it('V42: three times, each ten minutes after the end of the try before', () => {
    const run = runText(night({ clock: CLOCK, jobs: job(), faults: failing }));
    expect(attempts(run)).toEqual(['1 failed', '2 failed', '3 failed', '4 failed']);
    run.tasks.slice(1).forEach((task, n) => {
      expect(task.startSeconds).toBeCloseTo(run.tasks[n]!.endSeconds! + 600, 5);
    });
    expect(run.sessions[0]).toMatchObject({ result: 'failed' });
    expect(run.summary.vms).toMatchObject({ protected: 0, unprotected: ['vm1'] });
  });

  it('a task that fails has read a part of its disk', () => {
    const run = runText(night({ clock: CLOCK, jobs: job(), faults: failing }));
    // As chance has it, each another part.
    expect(new Set(run.tasks.map(({ readBytes }) => readBytes)).size).toBe(4);
    for (const { readBytes, startSeconds, endSeconds } of run.tasks) {
      expect(readBytes).toBeLessThan(100e9);
      expect(endSeconds! - startSeconds!).toBeCloseTo(readBytes / 100e6, 5);
    }
  });

  it('as the job says, and not at all where it was started by hand', () => {
    const tries = (jobs: string) => runText(night({ clock: CLOCK, jobs, faults: failing })).tasks.length;
    expect(tries(job(', retries: 0'))).toBe(1);
    expect(tries(job(', retries: { times: 2, wait: 1s }'))).toBe(3);
    expect(tries(job('', '{ start: 0s }'))).toBe(1);
  });

  it('only the VMs that failed', () => {
    const vms = `[${vm('a', [10, 10])}, ${vm('b', [10])}]`;
    const faults = '[{ kind: task-fails, probability: 100%, target: a }]';
    const run = runText(night({ clock: CLOCK, vms, jobs: job(), faults }));
    const tries = (name: string) =>
      run.trace.filter((r) => r.kind === 'vm-ended' && r.vm === (name === 'a' ? 0 : 1));
    expect(tries('a')).toHaveLength(4);
    expect(tries('b')).toHaveLength(1);
    expect(run.sessions[0]).toMatchObject({ result: 'failed' });
  });

  it('not after the window has closed, also where it closes during the wait', () => {
    const window = (length: string) => job(`, window: { length: ${length}, onClose: stop }`);
    const down = '[{ kind: proxy-down, target: px1, at: 200s }]';
    // Failed at 2000, to be tried again at 2600: at 2300 the window closes.
    const run = runText(night({ clock: CLOCK, proxies: TWO, jobs: window('2300s'), faults: down }));
    expect(places(run)).toEqual(['vm1/0 px1 0-2000', 'vm1/0 window-closed']);
    expect(waited(run)).toEqual(['vm1/0 retry-wait 300']);
    expect(times(run, 'session-retried')).toEqual([]);
    expect(times(run, 'session-ended')).toEqual([2300]);
  });

  it('a job that follows starts after the last try', () => {
    const jobs = `${job(', retries: 1').slice(0, -1)}, { name: next, vms: ["*"], repository: repo, run: full, schedule: { after: night } }]`;
    const down = '[{ kind: proxy-down, target: px1, at: 200s }]';
    const run = runText(night({ clock: CLOCK, proxies: TWO, jobs, faults: down }));
    expect(places(run)).toEqual(['vm1/0 px1 0-2000', 'vm1/0 px2 2600-3600', 'vm1/0 px2 3600-4600']);
  });
});
