import { expect, test } from 'vitest';
import { LOST_GATEWAY, THERE_AND_BACK } from '../../helpers/gateway-nights.ts';
import { night, places, vm, waited } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

test('data that goes to a gateway in another site and back counts twice in a throttle rule, as on the link', () => {
  expect(places(runText(THERE_AND_BACK))).toEqual(['a/0 px1 0-200']);
});

test('a disk is not sent to a file whose automatic gateway is lost: it waits for that', () => {
  const run = runText(LOST_GATEWAY);
  expect(places(run)).toEqual(['x/0 p2 0-100', 'a/0 p1 0-1810', 'a/1 failed']);
  expect(waited(run)).toEqual(['a/1 proxy-slot 10', 'a/1 no-candidate 1800']);
});

test('a lost gateway keeps only disks of its own file waiting, not those of another VM on the same host and datastore', () => {
  const run = runText(
    night({
      proxies: '[{ name: p1, maxConcurrentTasks: 1 }, { name: p2, maxConcurrentTasks: 1 }]',
      repositories: '[{ name: repo, gateway: auto, perVmFiles: true }]',
      policy: '{ order: largest-first }',
      vms: `[${vm('a', [40, 6])}, ${vm('b', [20, 5])}]`,
      faults: '[{ kind: proxy-down, target: p1, at: 10s, for: 20 min }]',
    }),
  );
  // a/1 is before b/1 in the queue, and waits for p1, which writes the file of a.
  expect(places(run)).toEqual(['a/0 p1 0-1600', 'b/0 p2 0-200', 'b/1 p2 200-250', 'a/1 p2 1210-1270']);
});

test('a disk is not sent to a file behind a link to its named gateway that is down', () => {
  const run = runText(
    night({
      sites: '[hq, dr]',
      links: '[{ name: wan, between: [hq, dr] }]',
      hosts: '[{ name: esx1, site: hq }]',
      datastores: '[{ name: ds1, site: hq }]',
      proxies: '[{ name: px1, site: hq }, { name: gw1, site: dr }]',
      repositories: '[{ name: repo, site: hq, gateway: gw1 }]',
      vms: `[${vm('a', [10])}]`,
      jobs: '[{ name: night, vms: [a], repository: repo, run: full, proxies: [px1] }]',
      faults: '[{ kind: link-down, target: wan, at: 0s, for: 50s }]',
    }),
  );
  expect(places(run)).toEqual(['a/0 px1 50-150']);
  expect(waited(run)).toEqual(['a/0 no-candidate 50']);
});
