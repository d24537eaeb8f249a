import { expect, test } from 'vitest';
import { type ScenarioData, textOf } from '../../helpers/random-scenario.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { agree } from '../agreement/agreement.ts';
import { Coverage } from '../agreement/coverage.ts';

const disk = { size: '100 GB', datastore: 'ds1' };
const job = { vms: ['a'], repository: 'repo', run: 'full', retries: 0 };
/** Disks of 1000 s each at 100 MB/s. The host of b is down for good. Fuzzing found nights like these, from seed 991. */
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

/** For each VM's disk: when it ended, how, and what it waited for. */
function ends(night: object) {
  agree(night as unknown as ScenarioData, new Coverage());
  return runText(textOf(night)).tasks.map(({ vm, endSeconds, result, waitedFor }) => ({
    vm,
    endSeconds,
    result,
    waitedFor,
  }));
}

test('a run is over when nothing happens any more: the time limit of a disk that has resumed does not keep it going', () => {
  // a stands still from 100 to 160 s, and would have failed 3600 s after 100 s.
  const stop = { kind: 'repository-down', target: 'repo', at: '100s', for: '60s' };
  expect(ends({ ...NIGHT, faults: [stop, ...NIGHT.faults] })).toEqual([
    { vm: 'a', endSeconds: 1060, result: 'success', waitedFor: [] },
    { vm: 'b', endSeconds: null, result: 'unfinished', waitedFor: [] },
  ]);
});

test('nor does the preparation of a VM whose window has closed', () => {
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

test('a run is cut, and not over, while hosts will yet tell of a latency that was too high', () => {
  // 27 ms from before the run until 20 minutes after its end.
  const busy = { name: 'ds1', latency: { base: '2ms', production: { '19:00-21:00': '25ms' } } };
  const night = {
    ...NIGHT,
    clock: { horizon: '40 min' },
    datastores: [busy],
    jobs: [NIGHT.jobs[0]],
    faults: [],
  };
  expect(ends(night)).toEqual([
    {
      vm: 'a',
      endSeconds: null,
      result: 'unfinished',
      waitedFor: [{ cause: 'datastore-latency', seconds: 2400 }],
    },
  ]);
});
