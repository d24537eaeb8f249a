import { expect, test } from 'vitest';
import { linksInLongestNight } from '../../../src/report/data/link-use.ts';
import { longestNightCurves } from '../../../src/report/data/longest-night.ts';
import { night } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** 100 GB cross a link of 100 MB/s in 1000 s, and 200 GB are read beside the proxy in 2000 s; 5% of both in the second night. */
const NIGHTS = (horizon: string) =>
  night({
    clock: `{ start: 2026-01-05T20:00, horizon: ${horizon}, sample: 100s }`,
    sites: '[hq, dr]',
    links: '[{ between: [hq, dr], bandwidth: 100 MB/s }]',
    hosts: '[{ name: near, site: hq }, { name: far, site: dr }]',
    datastores: '[{ name: ds1, site: hq, hosts: [near] }, { name: ds2, site: dr, hosts: [far] }]',
    proxies: '[{ name: px1, site: hq, maxConcurrentTasks: 4 }]',
    repositories: '[{ name: repo, site: hq, maxConcurrentTasks: unlimited }]',
    vms: `[{ name: a, host: near, disks: [{ size: 200 GB, datastore: ds1 }] },
      { name: b, host: far, disks: [{ size: 100 GB, datastore: ds2 }] }]`,
    jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "22:00" } }]',
  });

function linkUse(horizon: string) {
  const { summary, nights, columns } = runText(NIGHTS(horizon));
  const { tasks, utilisation } = columns;
  const curves = longestNightCurves(nights, { tasks, endSeconds: 0, utilisation, sampleSeconds: 100 });
  return { night: linksInLongestNight(summary, nights, curves), mean: summary.links['hq-dr']!.utilisation };
}

test('a link is as busy in the longest night as from its first session to its last task, without the days', () => {
  const { night: found, mean } = linkUse('2d');
  expect(found).toEqual(new Map([['hq-dr', 0.5]]));
  // Full for 1000 s, and for 50 s in the second night, of the day and 100 s from the first task to the last.
  expect(mean).toBeCloseTo(1050 / 86_500, 12);
});

test('a run of one night has no other mean', () => {
  expect(linkUse('1d')).toEqual({ night: undefined, mean: 0.5 });
});
