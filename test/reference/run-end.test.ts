import { expect, test } from 'vitest';
import { type ScenarioData, textOf } from '../helpers/random-scenario.ts';
import { runText } from '../helpers/run-scenario-text.ts';
import { agree } from './agreement.ts';
import { Coverage } from './coverage.ts';

const disk = { size: '100 GB', datastore: 'ds1' };
const job = { vms: ['a'], repository: 'repo', run: 'full', retries: 0 };
/** 1000 s each at 100 MB/s. Nobody ever reaches the host of b. Nights like these were found by fuzzing, from seed 991. */
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
    { ...job, name: 'first' },
    { ...job, name: 'second', vms: ['b'], schedule: { start: '2100s' } },
  ],
  faults: [{ kind: 'host-down', target: 'esx2', at: '2000s' }],
};

/** When each VM's disk ended, how, and what it waited for. */
function ends(night: object) {
  agree(night as unknown as ScenarioData, new Coverage());
  return runText(textOf(night)).tasks.map(({ vm, endSeconds, result, waitedFor }) => ({
    vm,
    endSeconds,
    result,
    waitedFor,
  }));
}

test('a run is over when nothing happens any more: that a disk would have stood still for too long is nothing that happens', () => {
  // a stands still from 100 to 160 s, and would fail 3600 s after it began to.
  const stop = { kind: 'repository-down', target: 'repo', at: '100s', for: '60s' };
  expect(ends({ ...NIGHT, faults: [stop, ...NIGHT.faults] })).toEqual([
    { vm: 'a', endSeconds: 1060, result: 'success', waitedFor: [] },
    { vm: 'b', endSeconds: null, result: 'unfinished', waitedFor: [] },
  ]);
});

test('nor that a VM would have been ready whose window closed before', () => {
  // a is prepared from 2000 to 3000 s, and stopped at 2050.
  const stopped = {
    ...job,
    name: 'first',
    vmPrepare: '1000s',
    schedule: { start: '2000s' },
    window: { length: '50s', onClose: 'stop' },
  };
  expect(ends({ ...NIGHT, jobs: [stopped, NIGHT.jobs[1]] })).toEqual([
    { vm: 'a', endSeconds: 2050, result: 'window-closed', waitedFor: [] },
    { vm: 'b', endSeconds: null, result: 'unfinished', waitedFor: [] },
  ]);
});
