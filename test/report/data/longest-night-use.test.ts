import { expect, test } from 'vitest';
import { longestNightCurves } from '../../../src/report/data/longest-night.ts';
import { usedInLongestNight } from '../../../src/report/data/longest-night-use.ts';
import { night } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** 100 GB cross a link of 100 MB/s in 1000 s, and 200 GB are read beside the proxy in 2000 s; 5% of both in the second night. */
const NIGHTS = (horizon: string) =>
  night({
    clock: `{ start: 2026-01-05T20:00, horizon: ${horizon}, sample: 100s }`,
    sites: '[hq, dr]',
    links: '[{ between: [hq, dr], bandwidth: 100 MB/s }]',
    hosts:
      '[{ name: near, site: hq, managementNetwork: 10 Gbit/s, managementShare: 100% }, { name: far, site: dr }]',
    datastores:
      '[{ name: ds1, site: hq, read: 200 MB/s, hosts: [near] }, { name: ds2, site: dr, read: 200 MB/s, hosts: [far] }]',
    proxies: '[{ name: px1, site: hq, maxConcurrentTasks: 4, network: 10 Gbit/s }]',
    repositories: '[{ name: repo, site: hq, maxConcurrentTasks: 10, perVmFiles: true }]',
    vms: `[{ name: a, host: near, disks: [{ size: 200 GB, datastore: ds1 }] },
      { name: b, host: far, disks: [{ size: 100 GB, datastore: ds2 }] }]`,
    jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { daily: "22:00" } }]',
  });

function usedIn(horizon: string) {
  const { summary, nights, columns } = runText(NIGHTS(horizon));
  const { tasks, utilisation } = columns;
  const curves = longestNightCurves(nights, { tasks, endSeconds: 0, utilisation, sampleSeconds: 100 });
  return { night: usedInLongestNight({ summary, nights, tasks, longestNight: curves }), summary };
}

test('a link is as busy in the longest night as while tasks ran, without the days', () => {
  const { night: found, summary } = usedIn('2d');
  const { transferredBytes, utilisation } = summary.links['hq-dr']!;
  expect(found!.links).toEqual({ 'hq-dr': { utilisation: 0.5, transferredBytes } });
  // Full for 1000 s, and for 50 s in the second night, of the day and 100 s from the first task to the last.
  expect(utilisation).toBeCloseTo(1050 / 86_500, 12);
});

test('so are slots, cores and networks; what is not a share stays that of the whole run', () => {
  const { night: found, summary } = usedIn('2d');
  // Of four slots one is taken for 1000 s and one for 2000 s; of 100 MB/s each, 1.25 GB/s come in for 1000 s and half for another.
  const proxy = found!.proxies['px1']!;
  expect(proxy).toMatchObject({ tasks: 4, peakTasks: 2, slotUtilisation: 3000 / 8000 });
  expect(proxy.networkUtilisation).toBeCloseTo((1000 * 0.16 + 1000 * 0.08) / 2000, 4);
  expect(found!.datastores['ds1']).toEqual({ ...summary.datastores['ds1'], utilisation: 0.5 });
  expect(found!.datastores['ds2']).toEqual({ ...summary.datastores['ds2'], utilisation: 0.25 });
  expect(found!.repositories['repo']).toMatchObject({ slotUtilisation: 3000 / 20_000, writeUtilisation: 0 });
  expect(found!.hosts['near']!.managementUtilisation).toBeCloseTo(0.08, 4);
});

test('hours in which no task runs do not count: those between a backup and its copy of the next morning', () => {
  const { summary, nights, columns } = runText(
    night({
      clock: '{ start: 2026-01-05T20:00, horizon: 2d, sample: 100s }',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      repositories: '[{ name: repo }, { name: copies, write: 100 MB/s }]',
      jobs: `[{ name: backup, vms: ["*"], repository: repo, compression: none, schedule: { daily: "22:00" } },
        { name: copy, type: backup-copy, vms: ["*"], source: repo, repository: copies, compression: none, schedule: { daily: "08:00" } }]`,
    }),
  );
  const { tasks, utilisation } = columns;
  const curves = longestNightCurves(nights, { tasks, endSeconds: 0, utilisation, sampleSeconds: 100 });
  const { proxies, repositories } = usedInLongestNight({ summary, nights, tasks, longestNight: curves })!;
  // As long each: what is read at 100 MB/s is later written at that rate.
  expect(proxies['px1']!.slotUtilisation).toBeCloseTo(0.5, 3);
  expect(repositories['copies']!.writeUtilisation).toBeCloseTo(0.5, 3);
});

test('a run of one night has no other means', () => {
  expect(usedIn('1d').night).toBeUndefined();
});
