import { expect, test } from 'vitest';
import type { RunOptions } from '../../src/runs/run.ts';
import { night, type Sections, vm } from '../helpers/night.ts';
import { type Files, runText } from '../helpers/run-scenario-text.ts';

function unprotected(sections: Sections, options: Partial<RunOptions> & Files = {}): string[] {
  const run = runText(night(sections), options);
  expect(run.summary.vms.unprotected).toEqual(run.unprotected.map((each) => each.vm));
  return run.unprotected.map((each) => `${each.vm}: ${each.reason}`);
}

test('a VM whose last sessions succeeded is protected, and no reason is given', () => {
  expect(unprotected({})).toEqual([]);
});

test('a VM that the window cut off says so', () => {
  const jobs = '[{ name: night, vms: ["*"], repository: repo, run: full, window: 10 min }]';
  expect(unprotected({ jobs })).toEqual(['vm1: night: the window closed']);
});

test('a VM that failed says so, and how often it was tried', () => {
  const faults = '[{ kind: task-fails, probability: 100% }]';
  expect(unprotected({ faults })).toEqual(['vm1: night: failed']);
  const jobs = `[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "21:00" }, retries: 2 }]`;
  expect(unprotected({ faults, jobs })).toEqual(['vm1: night: failed, 3 attempts']);
});

test('a VM of which a disk is out of reach says so, though the others are read', () => {
  const sections = {
    hosts: '[{ name: esx1 }, { name: esx2 }]',
    datastores: '[{ name: ds1, hosts: [esx1] }, { name: far, type: local, hosts: [esx2] }]',
    proxies: '[{ name: px1, host: esx1, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 4 }]',
    vms: '[{ name: a, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: far }] }]',
  };
  expect(unprotected(sections)).toEqual(['a: night: no proxy could take a disk of it']);
});

test('at a cut some are at work and some still wait', () => {
  const sections = {
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
    vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
  };
  expect(unprotected(sections, { untilUs: 500e6 })).toEqual([
    'a: night: at work when the run ended',
    'b: night: still waiting when the run ended (proxy-slot)',
  ]);
});

test('a VM whose next attempt was still to come when the run was cut waits for that', () => {
  const faults = '[{ kind: task-fails, probability: 100% }]';
  const jobs = `[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "20:00" } }]`;
  // By chance it fails after 137 s, and is due again 600 s later.
  expect(unprotected({ faults, jobs }, { untilUs: 300e6 })).toEqual([
    'vm1: night: failed, and its retry had not begun when the run ended',
  ]);
});

test('a VM whose repository died is told by the connection that was lost, not by the retry that waits', () => {
  // 100 GB at 100 MB/s: in the midst of them, at 20:05, the repository is gone for good, and the retry finds nothing to begin with.
  const sections = {
    clock: '{ start: 2026-01-05T20:00 }',
    faults: '[{ at: "20:05", kind: repository-down, target: repo }]',
    jobs: `[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "20:00" } }]`,
  };
  expect(unprotected(sections)).toEqual([
    'vm1: night: a connection was lost for too long, and its retry had not begun when the run ended',
  ]);
});

test('a VM that failed in one session, and is to be tried again in the next one, waits for that', () => {
  const faults = '[{ kind: task-fails, probability: 100% }]';
  const schedule = 'schedule: { at: ["20:00", "23:00"] }, retries: 2';
  const sections = {
    faults,
    clock: '{ start: 2026-01-05T20:00 }',
    jobs: `[{ name: night, vms: ["*"], repository: repo, run: full, ${schedule} }]`,
  };
  expect(unprotected(sections, { untilUs: 2 * 3600e6 })).toEqual(['vm1: night: failed, 3 attempts']);
  // A try lasts less than 1000 s, and the next one is due 600 s later.
  const again = runText(night(sections)).tasks.find(
    ({ session, attempt }) => session === 2 && attempt === 1,
  )!;
  const untilUs = Math.round((again.endSeconds! + 300) * 1e6);
  expect(unprotected(sections, { untilUs })).toEqual([
    'vm1: night: failed, and its retry had not begun when the run ended',
  ]);
});

test('a VM that nothing was ever free for says no more than that it waited', () => {
  // 25 ms is more than the 20 ms from which on nothing starts: there is nothing left to happen.
  const datastores = '[{ name: ds1, latency: { base: 25ms, perTask: 1ms } }]';
  expect(unprotected({ datastores })).toEqual(['vm1: night: still waiting when the run ended']);
});

test('a VM that an earlier session protected and the last one did not finish is not protected', () => {
  // 1000 s a session. The first one is good; the second, due at 3600 s, is cut off, or finds its only host gone for good.
  const jobs =
    '[{ name: night, vms: ["*"], repository: repo, run: full, method: active-full, schedule: { at: ["20:00", "21:00"] } }]';
  expect(unprotected({ jobs }, { untilUs: 3000e6 })).toEqual([]);
  expect(unprotected({ jobs }, { untilUs: 4000e6 })).toEqual(['vm1: night: at work when the run ended']);
  const faults = '[{ at: 2000s, kind: host-down, target: esx1 }]';
  expect(unprotected({ jobs, faults }, { untilUs: 7200e6 })).toEqual([
    'vm1: night: still waiting when the run ended',
  ]);
});

test('of several jobs the first that failed to protect the VM is named; jobs that do not protect have no say', () => {
  const jobs = `[
    { name: good, vms: ["*"], repository: repo, run: full },
    { name: copy, type: vm-copy, vms: ["*"], repository: repo, window: 5 min },
    { name: short, vms: ["*"], repository: repo, run: full, window: 10 min }]`;
  expect(unprotected({ jobs })).toEqual(['vm1: short: the window closed']);
});

test('of several jobs that failed to protect a VM the first in the file is named, whichever was at work first', () => {
  const jobs = (first: string, second: string) => `[
    { name: first, vms: ["*"], repository: repo, run: full, window: 5 min, schedule: { start: ${first} } },
    { name: second, vms: ["*"], repository: repo, run: full, window: 5 min, schedule: { start: ${second} } }]`;
  for (const [first, second] of [
    ['0s', '20min'],
    ['20min', '0s'],
  ] as const)
    expect(unprotected({ jobs: jobs(first, second) })).toEqual(['vm1: first: the window closed']);
});

test('what a VM waited for is its own: the next one waits for something else', () => {
  // a has the only slot of px1 and of `full`. b could go to px2, but not to `full`; c has room there, but no proxy.
  const sections = {
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }, { name: px2, maxConcurrentTasks: 4 }]',
    repositories: '[{ name: full, maxConcurrentTasks: 1 }, { name: free }]',
    vms: `[${vm('a', [100])}, ${vm('b', [100])}, ${vm('c', [100])}]`,
    jobs: `[{ name: one, vms: [a], repository: full, run: full, proxies: [px1] },
      { name: two, vms: [b], repository: full, run: full, proxies: [px2] },
      { name: three, vms: [c], repository: free, run: full, proxies: [px1] }]`,
  };
  expect(unprotected(sections, { untilUs: 500e6 })).toEqual([
    'a: one: at work when the run ended',
    'b: two: still waiting when the run ended (repository-slot)',
    'c: three: still waiting when the run ended (proxy-slot)',
  ]);
});
