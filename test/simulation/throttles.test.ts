import { expect, test } from 'vitest';
import { night, places, vm } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

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
