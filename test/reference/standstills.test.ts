import { expect, test } from 'vitest';
import { type ScenarioData, textOf } from '../helpers/random-scenario.ts';
import { runText } from '../helpers/run-scenario-text.ts';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';

const disk = { size: '100 GB', datastore: 'ds1' };
/** 1000 s each at 100 MB/s. Found by fuzzing, as a night of seed 991. */
const NIGHT = {
  version: 1,
  overheads: 'none',
  profile: { full: 'unlimited', incremental: 'unlimited' },
  transport: { nbd: { perTask: '100 MB/s' } },
  resume: '1h',
  hosts: [{ name: 'esx1' }, { name: 'esx2' }],
  datastores: [{ name: 'ds1' }],
  proxies: [{ name: 'px1', maxConcurrentTasks: 4 }],
  repositories: [{ name: 'repo' }],
  vms: [
    { name: 'a', host: 'esx1', disks: [disk] },
    { name: 'b', host: 'esx2', disks: [disk] },
  ],
  jobs: [
    { name: 'first', vms: ['a'], repository: 'repo', run: 'full', retries: 0 },
    { name: 'second', vms: ['b'], repository: 'repo', run: 'full', retries: 0, schedule: { start: '2100s' } },
  ],
  // a stands still from 100 to 160 s, and would fail 3600 s after it began to. Nobody ever reaches the host of b.
  faults: [
    { kind: 'repository-down', target: 'repo', at: '100s', for: '60s' },
    { kind: 'host-down', target: 'esx2', at: '2000s' },
  ],
};

test('a run is over when nothing happens any more: that a disk would have stood still for too long is nothing that happens', () => {
  const { tasks } = runText(textOf(NIGHT));
  expect(
    tasks.map(({ vm, endSeconds, result, waitedFor }) => ({ vm, endSeconds, result, waitedFor })),
  ).toEqual([
    { vm: 'a', endSeconds: 1060, result: 'success', waitedFor: [] },
    { vm: 'b', endSeconds: null, result: 'unfinished', waitedFor: [] },
  ]);
  agree(NIGHT as unknown as ScenarioData, new Coverage());
});
