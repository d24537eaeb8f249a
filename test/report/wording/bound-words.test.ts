import { expect, test } from 'vitest';
import { aboveBound, boundSetter, boundSetting } from '../../../src/report/wording/bound-words.ts';

test.each([
  ['longest-task vm1/0', 'the longest task, vm1/0'],
  ['repositories.repo1.write', 'repositories.repo1.write'],
  ['proxies.px1+px2.slots', 'proxies.px1+px2.slots'],
  ['proxies.px1.ram', 'proxies.px1.ram (memory for so many tasks at once)'],
  ['proxies.px1.hotaddDisks', 'proxies.px1.hotaddDisks (disks attached at once)'],
  ['hosts.esx1.nbdMaxDisks', 'hosts.esx1.nbdMaxDisks (disks in network mode at once)'],
  ['datastores.ds1.maxSnapshots', 'datastores.ds1.maxSnapshots (VM snapshots at once)'],
  ['datastores.ds1.spacing', 'datastores.ds1.spacing (time between two starts, for the sake of latency)'],
  ['jobs.night.sequential', 'jobs.night.sequential (one disk at a time, one VM after another)'],
  ['jobs.night.storageSnapshots', 'jobs.night.storageSnapshots (one group of VMs after another)'],
  ['longest-task vm1/0 after jobs.a', 'the longest task, vm1/0, after job a'],
  ['proxies.px1.slots after jobs.a+b', 'proxies.px1.slots, after jobs a, b'],
  ['longest-task vm1/0 after jobs.night.retries', 'the longest task, vm1/0, in a retry of job night'],
  [
    'longest-task x after y/0 after jobs.a+b.retries',
    'the longest task, x after y/0, after job a, in a retry of job b',
  ],
])('%s is worded as: %s', (by, words) => {
  expect(boundSetter(by)).toBe(words);
});

test.each([
  ['repositories.repo1.slots', 'maxConcurrentTasks of repo1'],
  ['proxies.px1+px2.slots after jobs.a', 'maxConcurrentTasks of px1+px2'],
  ['datastores.ds.one.maxSnapshots', 'maxSnapshots of ds.one'],
  ['hosts.esx1.nbdMaxDisks', 'nbdMaxDisks of esx1'],
  ['proxies.px1.hotaddDisks', 'policy.hotaddMaxDisks'],
  ['datastores.ds1.spacing', 'latencyControl.spacing'],
  ['jobs.night.sequential', 'parallelProcessing'],
  ['jobs.night.storageSnapshots', 'storageSnapshots of night'],
  ['longest-task vm.slots', undefined],
  ['repositories.repo1.write', undefined],
  ['proxies.px1.ram', undefined],
])('%s is determined by the setting %s', (by, setting) => {
  expect(boundSetting(by)).toBe(setting);
});

test.each([
  [0.0004, 'no longer than that'],
  [0.105, '10.5% above it'],
  [0.999, '99.9% above it'],
  [1, '2.0 times as long'],
  [4.12, '5.1 times as long'],
])('a window with a gap of %d is %s', (gap, words) => {
  expect(aboveBound(gap)).toBe(words);
});
