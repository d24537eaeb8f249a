import { describe, expect, test } from 'vitest';
import { night, places, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** 100 GB, 50 GB sent, by a proxy in hq at 100 MB/s. */
const nightAt = (repository: string) =>
  runText(
    night({
      sites: '[hq, dr]',
      throttles: '[{ between: [hq, dr], rate: 10 MB/s }]',
      hosts: '[{ name: esx1, site: hq }]',
      datastores: '[{ name: ds1, site: hq }]',
      proxies: '[{ name: px1, site: hq, maxConcurrentTasks: 4 }]',
      repositories: '[{ name: here, site: hq }, { name: there, site: dr }]',
      vms: `[${vm('a', [100])}]`,
      jobs: `[{ name: night, vms: ["*"], repository: ${repository}, run: full }]`,
    }),
  );

test('a throttle rule between two sites holds for what goes from one to the other', () => {
  // 50 GB / 10 MB/s
  expect(places(nightAt('there'))).toEqual(['a/0 px1 0-5000']);
});

test('a throttle rule between two sites leaves alone what stays inside one of them', () => {
  expect(places(nightAt('here'))).toEqual(['a/0 px1 0-1000']);
});

describe('a rule with hours of its own', () => {
  /** From 22:00 on a Monday; cores read 100 MB/s, half of it is sent, and the rule lets 10 MB/s through: 20 MB/s read. */
  const withHours = (during: string, vms: string, jobs: string) =>
    runText(
      night({
        clock: '{ start: 2026-01-05T22:00, horizon: 2d }',
        sites: '[hq, dr]',
        throttles: `[{ between: [hq, dr], rate: 10 MB/s, during: ${during} }]`,
        hosts: '[{ name: esx1, site: hq }]',
        datastores: '[{ name: ds1, site: hq, maxSnapshots: unlimited }]',
        proxies: '[{ name: px1, site: hq, maxConcurrentTasks: 4 }]',
        repositories: '[{ name: there, site: dr }]',
        vms: `[${vms}]`,
        jobs: `[${jobs}]`,
      }),
    );
  const job = (name: string, schedule = 'start: 0s') =>
    `{ name: ${name}, vms: [${name}], repository: there, run: full, schedule: { ${schedule} } }`;

  test('slows a transfer down while they last, and not before or after', () => {
    // 10 GB: 60 s at 100 MB/s, 100 s at 20 MB/s, the last 2 GB at 100 MB/s in 20 s.
    const run = withHours('"22:01-22:02:40"', vm('a', [10]), job('a'));
    expect(places(run)).toEqual(['a/0 px1 0-180']);
    // The rule was full for 100 of 180 s; the task's own limit for 80 s, and for a fifth in the other 100.
    expect(run.tasks[0]!.bottleneck).toBe('throttling');
  });

  test('is split among the jobs that go through it once its hours begin, whenever the jobs came', () => {
    // 60 s at 100 MB/s each, then 10 MB/s each: 4 GB take 400 s. Then b has it alone: its other 4 GB take 200 s.
    const run = withHours('"22:01-24:00"', `${vm('a', [10])}, ${vm('b', [14])}`, `${job('a')}, ${job('b')}`);
    expect(places(run)).toEqual(['a/0 px1 0-460', 'b/0 px1 0-660']);
  });

  test('acts on its days alone', () => {
    // Monday free: 10 GB in 100 s. Tuesday 22:00 in its hours: 500 s.
    const run = withHours(
      '[{ days: [tue], within: "21:00-23:00" }]',
      `${vm('a', [10])}, ${vm('b', [10])}`,
      `${job('a')}, ${job('b', 'at: 2026-01-06T22:00')}`,
    );
    expect(places(run)).toEqual(['a/0 px1 0-100', 'b/0 px1 86400-86900']);
    expect(run.tasks.map(({ bottleneck }) => bottleneck)).toEqual(['source', 'throttling']);
  });

  test('does not make a night last until they end', () => {
    const run = withHours('"22:05-23:00"', vm('a', [10]), job('a'));
    expect(run.summary.totals.events).toBeLessThan(20);
    expect(run.trace.at(-1)!.at).toBe(100_000_000);
  });

  test('holds what nothing else limits at most until they end', () => {
    // 1 GB of 10 MB/s x 2 read in 50 s, the rest at once.
    const run = runText(
      night({
        clock: '{ start: 2026-01-05T22:00 }',
        transport: '{}',
        sites: '[hq, dr]',
        throttles: '[{ between: [hq, dr], rate: 10 MB/s, during: "21:00-22:00:50" }]',
        hosts: '[{ name: esx1, site: hq }]',
        datastores: '[{ name: ds1, site: hq }]',
        proxies: '[{ name: px1, site: hq }]',
        repositories: '[{ name: repo, site: dr }]',
        vms: `[${vm('a', [10])}]`,
      }),
    );
    expect(places(run)).toEqual(['a/0 px1 0-50']);
  });
});
