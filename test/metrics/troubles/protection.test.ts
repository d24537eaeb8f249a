import { expect, test } from 'vitest';
import { usedBytesOf } from '../../../src/metrics/troubles/protection.ts';
import type { RunOptions } from '../../../src/runs/run.ts';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { type Files, runText } from '../../helpers/run-scenario-text.ts';

function unprotected(sections: Sections, options: Partial<RunOptions> & Files = {}): string[] {
  const run = runText(night(sections), options);
  expect(run.summary.vms.unprotected).toEqual(run.unprotected.map((each) => each.vm));
  return run.unprotected.map((each) => `${each.vm}: ${each.reason}`);
}

test('a VM whose last sessions succeeded is protected, and no reason is given', () => {
  expect(unprotected({})).toEqual([]);
});

test('a VM that was stopped by the window has that as its reason', () => {
  const jobs = '[{ name: night, vms: ["*"], repository: repo, run: full, window: 10 min }]';
  expect(unprotected({ jobs })).toEqual(['vm1: night: the window closed']);
});

test('a VM that failed has that as its reason, with the number of attempts', () => {
  const faults = '[{ kind: task-fails, probability: 100% }]';
  expect(unprotected({ faults })).toEqual(['vm1: night: failed']);
  const jobs = `[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "21:00" }, retries: 2 }]`;
  expect(unprotected({ faults, jobs })).toEqual(['vm1: night: failed, 3 attempts']);
});

test('a VM with a disk that no proxy reaches has that as its reason, even if its other disks are read', () => {
  const sections = {
    hosts: '[{ name: esx1 }, { name: esx2 }]',
    datastores: '[{ name: ds1, hosts: [esx1] }, { name: far, type: local, hosts: [esx2] }]',
    proxies: '[{ name: px1, host: esx1, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 4 }]',
    vms: '[{ name: a, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: far }] }]',
  };
  expect(unprotected(sections)).toEqual(['a: night: no proxy could take a disk of it']);
});

test('when a run is cut, running and waiting VMs have different reasons', () => {
  const sections = {
    proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
    vms: `[${vm('a', [100])}, ${vm('b', [100])}]`,
  };
  expect(unprotected(sections, { untilUs: 500e6 })).toEqual([
    'a: night: at work when the run ended',
    'b: night: still waiting when the run ended (proxy-slot)',
  ]);
});

test('a VM whose job was still starting when the run was cut has that as its reason, unless an earlier session of that job had a task of it', () => {
  const sections = {
    overheads: '{ base: none, jobInit: 15s }',
    vms: `[${vm('a', [1])}, ${vm('b', [1])}]`,
    jobs: `[{ name: early, vms: [a], repository: repo, run: full, schedule: { every: 1h } },
      { name: late, vms: [a, b], repository: repo, run: full, schedule: { start: 2h } }]`,
  };
  expect(unprotected(sections, { untilUs: 7210e6 })).toEqual([
    'a: late: its session was still starting when the run ended',
    'b: late: its session was still starting when the run ended',
  ]);
  const early = '[{ name: early, vms: [a, b], repository: repo, run: full, schedule: { every: 1h } }]';
  expect(unprotected({ ...sections, jobs: early }, { untilUs: 7210e6 })).toEqual([]);
});

test('a VM whose retry had not begun when the run was cut has that as its reason', () => {
  const faults = '[{ kind: task-fails, probability: 100% }]';
  const jobs = `[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "20:00" } }]`;
  // With this seed, it fails after 137 s, and is due again 600 s later.
  expect(unprotected({ faults, jobs }, { untilUs: 300e6 })).toEqual([
    'vm1: night: failed, and its retry had not begun when the run ended',
  ]);
});

test('a VM whose repository went down has the lost connection as its reason, not only the pending retry', () => {
  // 100 GB at 100 MB/s: during the transfer, at 20:05, the repository goes down for good, so the retry cannot begin.
  const sections = {
    clock: '{ start: 2026-01-05T20:00 }',
    faults: '[{ at: "20:05", kind: repository-down, target: repo }]',
    jobs: `[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "20:00" } }]`,
  };
  expect(unprotected(sections)).toEqual([
    'vm1: night: a connection was lost for too long, and its retry had not begun when the run ended',
  ]);
});

test('the reason comes from the last session: a pending retry there, not the failure in the session before', () => {
  const faults = '[{ kind: task-fails, probability: 100% }]';
  const schedule = 'schedule: { at: ["20:00", "23:00"] }, retries: 2';
  const sections = {
    faults,
    clock: '{ start: 2026-01-05T20:00 }',
    jobs: `[{ name: night, vms: ["*"], repository: repo, run: full, ${schedule} }]`,
  };
  expect(unprotected(sections, { untilUs: 2 * 3600e6 })).toEqual(['vm1: night: failed, 3 attempts']);
  // An attempt lasts less than 1000 s, and the next one is due 600 s later.
  const again = runText(night(sections)).tasks.find(
    ({ session, attempt }) => session === 2 && attempt === 1,
  )!;
  const untilUs = Math.round((again.endSeconds! + 300) * 1e6);
  expect(unprotected(sections, { untilUs })).toEqual([
    'vm1: night: failed, and its retry had not begun when the run ended',
  ]);
});

test('a VM without any recorded wait is reported as waiting, without a cause', () => {
  // 25 ms is above the 20 ms from which on no task starts, and nothing ever changes, so the run ends at once.
  const datastores = '[{ name: ds1, latency: { base: 25ms, perTask: 1ms } }]';
  expect(unprotected({ datastores })).toEqual(['vm1: night: still waiting when the run ended']);
});

test('a VM is not protected if its last session did not finish, even if an earlier one succeeded', () => {
  // 1000 s per session. The first one succeeds; the second, due at 3600 s, is cut, or finds its only host down for good.
  const jobs =
    '[{ name: night, vms: ["*"], repository: repo, run: full, method: active-full, schedule: { at: ["20:00", "21:00"] } }]';
  expect(unprotected({ jobs }, { untilUs: 3000e6 })).toEqual([]);
  expect(unprotected({ jobs }, { untilUs: 4000e6 })).toEqual(['vm1: night: at work when the run ended']);
  const faults = '[{ at: 2000s, kind: host-down, target: esx1 }]';
  expect(unprotected({ jobs, faults }, { untilUs: 7200e6 })).toEqual([
    'vm1: night: still waiting when the run ended',
  ]);
});

test('the reason names the first job that failed to protect the VM; jobs that do not protect are ignored', () => {
  const jobs = `[
    { name: good, vms: ["*"], repository: repo, run: full },
    { name: copy, type: vm-copy, vms: ["*"], repository: repo, window: 5 min },
    { name: short, vms: ["*"], repository: repo, run: full, window: 10 min }]`;
  expect(unprotected({ jobs })).toEqual(['vm1: short: the window closed']);
});

test('the first job is the first in the file, whichever started first', () => {
  const jobs = (first: string, second: string) => `[
    { name: first, vms: ["*"], repository: repo, run: full, window: 5 min, schedule: { start: ${first} } },
    { name: second, vms: ["*"], repository: repo, run: full, window: 5 min, schedule: { start: ${second} } }]`;
  for (const [first, second] of [
    ['0s', '20min'],
    ['20min', '0s'],
  ] as const)
    expect(unprotected({ jobs: jobs(first, second) })).toEqual(['vm1: first: the window closed']);
});

test('each VM has the cause of its own wait', () => {
  // a holds the only slot of px1 and of `full`. b could use px2, but not `full`; c could use `free`, but not px1.
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

test('unprotected VMs are listed as the scenario declares them, each with what all its disks hold', () => {
  // b is stopped first, after 5 minutes, and a after 10. Half of each disk is in use.
  const vms = `[${vm('a', [100, 60])}, ${vm('b', [80])}, ${vm('c', [1])}]`.replaceAll(
    ' GB,',
    ' GB, used: 50%,',
  );
  const jobs = `[{ name: short, vms: [b], repository: repo, run: full, window: 5 min },
    { name: long, vms: [c, a], repository: repo, run: full, window: 8 min }]`;
  const { unprotected: found } = runText(night({ vms, jobs }));
  expect(found).toEqual([
    { vm: 'a', reason: 'long: the window closed', usedBytes: 80e9 },
    { vm: 'b', reason: 'short: the window closed', usedBytes: 40e9 },
  ]);
  expect(usedBytesOf(found)).toBe(120e9);
});

test('a VM that lost the connection of one disk has that as its reason, whatever happened to the others', () => {
  // At 100 s the proxy of one disk goes down for good. The window closes long after the 30 minutes for resuming.
  const sections = {
    proxies: '[{ name: "px{1..2}", maxConcurrentTasks: 1 }]',
    vms: `[${vm('a', [100, 100])}]`,
    faults: '[{ at: 100s, kind: proxy-down, target: px1 }]',
  };
  expect(unprotected(sections)).toEqual(['a: night: a connection was lost for too long']);
});
