import { expect, test } from 'vitest';
import { Collector } from '../../../src/metrics/collector.ts';
import { type UtilisationColumns, utilisationRows } from '../../../src/metrics/use/utilisation.ts';
import { modelOf, night, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { record } from '../records.ts';

test('the utilisation series gives the mean use of each step; counts of tasks always', () => {
  const collector = new Collector(
    modelOf({
      datastores: '[{ name: ds1, read: 100 MB/s }]',
      proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
      repositories: '[{ name: repo, write: 100 MB/s, maxConcurrentTasks: 4 }]',
      hosts: '[{ name: esx1, managementNetwork: 10 Gbit/s }]',
    }),
  );
  const records = [
    record.session(0),
    record.ready(0, 0),
    record.started(40, 0),
    record.sample(100, 100, [50, 0, 0]),
    record.ended(150, 0),
    record.sample(200, 100, [25, 0, 100]),
    record.end(200, [75, 0, 100]),
  ];
  for (const each of records) collector.record(each);
  const found = Array.from(
    utilisationRows(collector.utilisation.parts),
    ({ seconds, resource, value }) => `${seconds} ${resource} ${value}`,
  );
  expect(found).toEqual([
    '100 tasks.running 0.6',
    '100 tasks.waiting 0.4',
    // 60 task-seconds of 2 x 100, and of 4 x 100.
    '100 proxies.px1.slots 0.3',
    '100 repositories.repo.slots 0.15',
    '100 datastores.ds1.read 0.5',
    '200 tasks.running 0.5',
    '200 tasks.waiting 0',
    '200 proxies.px1.slots 0.25',
    '200 repositories.repo.slots 0.125',
    '200 datastores.ds1.read 0.25',
    '200 repositories.repo.write 1',
  ]);
});

test('what is not in use has no row, and a repository without a limit of slots never has one of these', () => {
  const { utilisation } = runText(
    night({
      clock: '{ start: 2026-01-05T20:00, sample: 1h }',
      proxies: '[{ name: px1, maxConcurrentTasks: 2 }, { name: px2, maxConcurrentTasks: 2 }]',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, proxies: [px1] }]',
    }),
  );
  expect(utilisation.map(({ resource, value }) => `${resource} ${value}`)).toEqual([
    'tasks.running 1',
    'tasks.waiting 0',
    'proxies.px1.slots 0.5',
  ]);
});

test('a long series is handed out in parts, which together are all of it', () => {
  const parts: UtilisationColumns[] = [];
  const collector = new Collector(modelOf(), (part) => parts.push(part));
  // Running and waiting tasks have a row each in every step, so 16,384 steps fill the 32,768 rows of a part.
  const steps = 16_384 + 3;
  for (let step = 1; step <= steps; step++) collector.record(record.sample(step, 1, []));
  expect(parts.map(({ value }) => value.length)).toEqual([32_768]);
  collector.record(record.end(steps));
  expect(parts.map(({ value, seconds }) => [value.length, seconds.length, seconds[0]])).toEqual([
    [32_768, 16_384, 1],
    [6, 3, 16_385],
  ]);
  expect(collector.utilisation.parts.filter(({ value }) => value.length > 0)).toEqual(parts);
});

/** Values by `end-of-step resource`, for a disk of 100 GB that is read at 100 MB/s from 150 s on, for 1000 s. */
function seriesWith(clock: string): Record<string, number> {
  const { utilisation } = runText(
    night({
      clock,
      datastores: '[{ name: ds1, read: 200 MB/s }]',
      proxies: '[{ name: px1, maxConcurrentTasks: 2 }]',
      jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { start: 150s } }]',
    }),
  );
  return Object.fromEntries(
    utilisation.map(({ seconds, resource, value }) => [`${seconds} ${resource}`, value]),
  );
}

test('the step in which a session starts has full length: the time before counts as unused', () => {
  // In the step to 300 s, the disk is read for 150 of 300 s; in the step to 600 s all the time.
  expect(seriesWith('{ sample: 5 min }')).toMatchObject({
    '300 tasks.running': 0.5,
    '300 proxies.px1.slots': 0.25,
    '300 datastores.ds1.read': 0.25,
    '600 tasks.running': 1,
    '600 datastores.ds1.read': 0.5,
    // The run ends at 1150 s.
    '1150 tasks.running': 1,
    '1150 datastores.ds1.read': 0.5,
  });
});

test('the series includes the warm-up', () => {
  expect(seriesWith('{ sample: 5 min, warmUp: 10 min }')).toEqual(seriesWith('{ sample: 5 min }'));
});

test('a dropped task no longer counts as waiting; one that never starts counts to the end', () => {
  const run = runText(
    night({
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [100])}, ${vm('b', [100])}, ${vm('c', [100])}]`,
      jobs: `[{ name: one, vms: [a], repository: repo, run: full },
        { name: short, vms: [b], repository: repo, run: full, window: 5 min },
        { name: long, vms: [c], repository: repo, run: full }]`,
    }),
    { untilUs: 900e6 },
  );
  // a runs for 1000 s; b is dropped when its window closes, at 300 s; c waits to the end.
  const waiting = run.utilisation.filter(({ resource }) => resource === 'tasks.waiting');
  expect(new Map(waiting.map(({ seconds, value }) => [seconds, value]))).toEqual(
    new Map([
      [300, 2],
      [600, 1],
      [900, 1],
    ]),
  );
});

test('a listener receives every step once, in order, during the run and at its end', () => {
  const told: UtilisationColumns[] = [];
  const collector = new Collector(
    modelOf({
      datastores: '[{ name: ds1, read: 100 MB/s }]',
      proxies: '[{ name: px1 }]',
      repositories: '[{ name: repo, write: 100 MB/s }]',
      hosts: '[{ name: esx1, managementNetwork: 10 Gbit/s }]',
    }),
    (columns) => told.push(columns),
  );
  collector.record(record.session(0));
  // Each step has tasks.running and tasks.waiting, every other one also ds1.
  const steps = 25_000;
  for (let step = 1; step <= steps; step++) collector.record(record.sample(step, 1, [step % 2, 0, 0]));
  expect(told.length).toBeGreaterThan(0);
  expect(told[0]!.seconds.length).toBeLessThan(steps);
  collector.record(record.end(steps, [steps, 0, 0]));
  const rows = [...utilisationRows(told)];
  expect(rows).toEqual([...utilisationRows(collector.utilisation.parts)]);
  expect(rows.filter(({ resource }) => resource === 'tasks.waiting').map(({ seconds }) => seconds)).toEqual(
    Array.from({ length: steps }, (_, step) => step + 1),
  );
});

test('network utilisation is that of the busier direction, for proxies, hosts and links', () => {
  const use = (compressionRatio: number) => {
    const { proxies, links, hosts } = runText(
      night({
        sites: '[hq, dr]',
        links: '[{ name: wan, between: [hq, dr], bandwidth: 400 MB/s }]',
        hosts: '[{ name: esx1, site: hq, managementNetwork: 1 GB/s }]',
        datastores: '[{ name: ds1, site: hq }]',
        proxies: '[{ name: px1, site: dr, network: 400 MB/s }]',
        repositories: '[{ name: repo, site: hq }]',
        jobs: `[{ name: night, vms: ["*"], repository: repo, run: full, compressionRatio: ${compressionRatio} }]`,
      }),
    ).summary;
    return [
      proxies['px1']!.networkUtilisation,
      links['wan']!.utilisation,
      hosts['esx1']!.managementUtilisation,
    ];
  };
  // 100 MB/s go to the proxy, over the link and out of 400 MB/s of the host's management network; half or twice as much is sent back.
  expect(use(0.5)).toEqual([0.25, 0.25, 0.25]);
  expect(use(2)).toEqual([0.5, 0.5, 0.25]);
});
