import { expect, test } from 'vitest';
import { whatIfDoubled } from '../../helpers/in-one-go.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';

/**
 * Four disks of 36 GB on two cores of 70 / 0.7 = 100 MB/s without compression: two after the other, 720 s. The copy of 144 GB over 800 Mbit/s takes 1440 s after
 * that and has a day for it. `window` is that of the first job.
 */
const night = (window: string) => `
version: 1
overheads: none
clock: { start: 2026-01-05T22:00 }
profile: { full: 70 MB/s, incremental: 70 MB/s }
sites: [a, b]
links: [{ name: wan, between: [a, b], bandwidth: 800 Mbit/s }]
hosts: [{ name: esx1, site: a }]
datastores: [{ name: ds1, site: a, type: vmfs, protocol: fc }]
proxies: [{ name: px1, site: a, kind: physical, cores: 2 }]
repositories:
  - { name: repo1, site: a, maxConcurrentTasks: 10, perVmFiles: true }
  - { name: repo2, site: b, maxConcurrentTasks: 10, perVmFiles: true }
vms: [{ name: "a{1..4}", disks: [{ size: 36 GB, used: 36 GB, datastore: ds1 }] }]
jobs:
  - { name: nightly, vms: ["a*"], repository: repo1, run: full, compression: none, schedule: { at: "22:00" }, window: ${window} }
  - { name: offsite, type: backup-copy, vms: ["a*"], source: repo1, repository: repo2, compression: none, run: full, schedule: { after: nightly }, window: 24h }
`;

const doubled = (text: string) => {
  const scenario = scenarioOf(text);
  const file = { name: 'night.yaml', sha256: '' };
  return whatIfDoubled(scenario, {
    result: run(scenario),
    options: { file },
    budget: Number.POSITIVE_INFINITY,
  })!;
};

test('where the copy ends last, changes are judged first by what the tightest job has to spare', () => {
  const { windowSeconds, tightest, changes } = doubled(night('30min'));
  expect(windowSeconds).toBe(720 + 1440);
  expect(tightest).toEqual({ job: 'nightly', spareSeconds: 1800 - 720 });
  const told = changes.map((change) => ({
    what: change.what,
    saved: change.savedSeconds,
    tightest: change.tightest,
  }));
  // Twice the proxies or the speed end the first job after 360 s; the link saves most of the window, and none of it for that job.
  expect(told.slice(0, 2)).toEqual(
    ['proxies.*.number', 'proxies.px1.speed'].map((what) => ({
      what,
      saved: 360,
      tightest: { job: 'nightly', spareSeconds: 1800 - 360 },
    })),
  );
  expect(told.find(({ what }) => what === 'links.wan.bandwidth')).toEqual({
    what: 'links.wan.bandwidth',
    saved: 720,
    tightest: { job: 'nightly', spareSeconds: 1800 - 720 },
  });
});

test('where the job that ends last is the tightest, the window alone is judged', () => {
  // A day and 1440 s: more than what the copy has.
  const { tightest, changes } = doubled(night('26h'));
  expect(tightest).toBeUndefined();
  expect(changes[0]).toMatchObject({ what: 'links.wan.bandwidth', savedSeconds: 720 });
  expect(changes.every((change) => !('tightest' in change))).toBe(true);
});

test('where no job has a window, the window of the run is judged', () => {
  const none = night('30min').replaceAll(/, window: [^ ]+/g, '');
  expect(doubled(none).tightest).toBeUndefined();
});
