import { expect, test } from 'vitest';
import { LimitedData } from '../../../src/metrics/limits/limited-data.ts';
import { mainBottleneck } from '../../../src/metrics/limits/work-done.ts';
import { night, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

const TWO_LIMITS = {
  profile: '{ full: 50 MB/s, incremental: 50 MB/s }',
  proxies:
    '[{ name: px1, cores: 1, maxConcurrentTasks: 1 }, { name: px2, cores: 1, speed: 4, maxConcurrentTasks: 1 }]',
  repositories: '[{ name: one }, { name: two }, { name: three }]',
  vms: `[${vm('a', [30])}, ${vm('b', [10])}]`,
  jobs: `[{ name: first, vms: [a], proxies: [px1], repository: one, run: full },
    { name: second, vms: [b], proxies: [px2], repository: two, run: full }]`,
};

const limitedIn = (...[sections]: Parameters<typeof night>) =>
  new LimitedData(runText(night(sections)).columns.tasks);

test('shares of the data that was read, by what limited it, and by proxy and repository', () => {
  // px1 has the cores for 50 MB/s: 30 GB are limited by it. px2 reads 10 GB as fast as one task may, into another repository.
  const data = limitedIn(TWO_LIMITS);
  expect([data.share('proxy'), data.share('source'), data.share('target')]).toEqual([0.75, 0.25, 0]);
  expect(['px1', 'px2', 'px3'].map((proxy) => data.share('proxy', { proxy }))).toEqual([0.75, 0, 0]);
  expect(['px1', 'px2'].map((proxy) => data.share('source', { proxy }))).toEqual([0, 0.25]);
  const repositories = ['one', 'two', 'three'];
  expect(repositories.map((repository) => data.share('proxy', { repository }))).toEqual([0.75, 0, 0]);
  expect(repositories.map((repository) => data.share('source', { repository }))).toEqual([0, 0.25, 0]);
});

test('of several bottlenecks that of most of the data is the main one', () => {
  const { work } = runText(night(TWO_LIMITS));
  expect(work).toMatchObject({ bytes: { proxy: 30e9, source: 10e9 }, judged: 2 });
  expect(mainBottleneck(work)).toBe('proxy');
  expect(mainBottleneck({ ...work, bytes: { proxy: 30e9, source: 40e9 } })).toBe('source');
  expect(mainBottleneck({ ...work, bytes: {} })).toBeUndefined();
});

test('data with two ends counts at both proxies, and once where these are the same', () => {
  const copied = (target: string) =>
    limitedIn({
      hosts: '[{ name: esx1 }, { name: esx2 }]',
      datastores: '[{ name: ds1, hosts: [esx1] }, { name: ds2, hosts: [esx2] }]',
      proxies: '[{ name: px1, maxConcurrentTasks: 2 }, { name: px2, maxConcurrentTasks: 2 }]',
      jobs: `[{ name: night, type: vm-copy, vms: ["*"], proxies: [px1], target: { datastore: ds2, proxies: [${target}] } }]`,
    });
  for (const [target, atPx2] of [
    ['px2', 1],
    ['px1', 0],
  ] as const) {
    const data = copied(target);
    expect(data.share('source')).toBe(1);
    expect(['px1', 'px2'].map((proxy) => data.share('source', { proxy }))).toEqual([1, atPx2]);
  }
});

test('of a run that transferred nothing every share is 0', () => {
  const data = limitedIn({
    clock: '{ horizon: 1h }',
    jobs: '[{ name: night, vms: ["*"], repository: repo, schedule: { start: 2h } }]',
  });
  expect([data.share('source'), data.share('source', { proxy: 'px1' })]).toEqual([0, 0]);
});
