import { expect, test } from 'vitest';
import { withTracking } from '../../../src/runs/what-if/with-tracking.ts';
import { whatIfDoubled } from '../../helpers/in-one-go.ts';
import { night } from '../../helpers/night.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { withSettings } from '../../helpers/with-settings.ts';

const JOBS = '[{ name: night, vms: ["*"], repository: repo, run: incremental }]';
const DISK = '[{ size: 100 GB, used: 100 GB, changeRate: 5%, deleted: 0%, swap: 0%, datastore: ds1 }]';
const UNTRACKED = night({ jobs: JOBS, vms: `[{ name: vm1, tracking: none, disks: ${DISK} }]` });

const settings = (text: string) => withTracking(scenarioOf(text))?.set;

test('VMs without change tracking are tried with it: then an increment reads what changed', () => {
  const scenario = scenarioOf(UNTRACKED);
  const options = { file: { name: 'night.yaml', sha256: '' } };
  const { windowSeconds, changes } = whatIfDoubled(scenario, {
    result: run(scenario),
    options,
    budget: Infinity,
  })!;
  // 100 GB at 100 MB/s, or the 5 GB that a day changes.
  expect(windowSeconds).toBe(1000);
  const tracked = changes.find(({ what }) => what === 'vms.*.tracking')!;
  expect(tracked).toMatchObject({ set: ['vms.*.tracking=cbt'], windowSeconds: 50 });
  expect(run(withSettings(UNTRACKED, tracked.set)).summary.window!.seconds).toBe(50);
});

test('not tried where every VM has it, nor on Hyper-V, where a VM without it needs something newer first', () => {
  expect(settings(night({ jobs: JOBS }))).toBeUndefined();
  const old = {
    hosts: '[{ name: hv1, platform: hyperv }]',
    datastores: '[{ name: ds1, type: csv }]',
    proxies: '[]',
  };
  const vms = `[{ name: vm1, tracking: none, disks: ${DISK} }]`;
  expect(settings(night({ ...old, jobs: JOBS, vms }))).toBeUndefined();
});

test('no single setting is named where some VMs are of Hyper-V', () => {
  const both = {
    hosts: '[{ name: esx1 }, { name: hv1, platform: hyperv }]',
    datastores: '[{ name: ds1, hosts: [esx1] }, { name: csv1, type: csv, hosts: [hv1] }]',
    vms: `[{ name: vm1, tracking: none, disks: ${DISK} }, { name: vm2, disks: [{ size: 1 GB, datastore: csv1 }] }]`,
  };
  expect(settings(night({ ...both, jobs: JOBS }))).toEqual([]);
});
