import { expect, test } from 'vitest';
import { highPriority } from '../../../src/runs/what-if/high-priority.ts';
import { whatIfDoubled } from '../../helpers/in-one-go.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { withSettings } from '../../helpers/with-settings.ts';

/** Disks of 36 GB at 100 MB/s, 360 s each, one at a time: two of one job, then one of another. */
const night = ({ slots = 1, window = '15min', priority = 'normal', other = 'backup' } = {}) => `
version: 1
overheads: none
profile: { full: 70 MB/s, incremental: 70 MB/s }
hosts: [{ name: esx1 }]
datastores: [{ name: ds1, type: vmfs, protocol: fc, read: 4000 MB/s, maxSnapshots: 64 }]
proxies: [{ name: px1, kind: physical, cores: 16, maxConcurrentTasks: ${slots}, storage: { protocols: [fc] } }]
repositories: [{ name: repo1, write: 4000 MB/s, maxConcurrentTasks: 64, perVmFiles: true }]
vms: [{ name: "a{1..3}", host: esx1, disks: [{ size: 36 GB, used: 36 GB, datastore: ds1 }] }]
jobs:
  - { name: loose, type: ${other}, vms: [a1, a2], repository: repo1, run: full, compression: none }
  - { name: late, vms: [a3], repository: repo1, run: full, compression: none, priority: ${priority}, window: { length: ${window}, onClose: report } }
`;

function changeOf(text: string) {
  const scenario = scenarioOf(text);
  return highPriority(scenario, run(scenario));
}

test('a late job that waited behind others is tried with high priority, judged by what it has to spare', () => {
  const text = night();
  const scenario = scenarioOf(text);
  const options = { file: { name: 'night.yaml', sha256: '' } };
  const budget = Number.POSITIVE_INFINITY;
  const { tightest, changes, untilItFits } = whatIfDoubled(scenario, {
    result: run(scenario),
    options,
    budget,
  })!;
  // Third of three, 1080 s; as the first, 360 s. The night is as long as before.
  expect(tightest).toEqual({ job: 'late', spareSeconds: 900 - 1080 });
  expect(changes.find(({ what }) => what === 'jobs.late.priority')).toMatchObject({
    set: ['jobs.late.priority=high'],
    savedSeconds: 0,
    tightest: { job: 'late', spareSeconds: 900 - 360 },
  });
  expect(untilItFits).toMatchObject({ changes: ['jobs.late.priority'], after: { spareSeconds: 540 } });
  const late = run(withSettings(text, untilItFits!.set)).sessions.find(({ job }) => job === 'late');
  expect(late!.endSeconds).toBe(360);
});

test.each([
  ['no job is late', night({ window: '20min' })],
  ['no task waited', night({ slots: 4, window: '5min' })],
  ['it has it already', night({ window: '5min', priority: 'high' })],
])('not tried where %s', (_, text) => {
  expect(changeOf(text)).toBeUndefined();
});

test('not tried where no other job would come after it', () => {
  const text = night({ window: '5min' });
  expect(changeOf(text)?.what).toBe('jobs.late.priority');
  const allLate = text.replace('none }', 'none, window: { length: 10min, onClose: report } }');
  expect(run(scenarioOf(allLate)).sessions.every(({ overrunSeconds }) => overrunSeconds > 0)).toBe(true);
  expect(changeOf(allLate)).toBeUndefined();
});
