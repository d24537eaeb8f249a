import { expect, test } from 'vitest';
import { night as nightText } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { found, warnings } from './warnings.ts';

const CLUSTER = '[{ name: "hv{1..3}", platform: hyperv, cluster: c1 }]';

/** `mounts`: who mounts the volume of the only VM, which runs on `vmHost`. hv1 owns the volume. */
function kept(changes: {
  readonly hosts?: string;
  readonly target?: string;
  readonly vmHost?: string;
  readonly mounts?: string;
  readonly at?: string;
}) {
  const { hosts = CLUSTER, target = 'hv1', vmHost = 'hv1', mounts = '[hv1]', at = '1h' } = changes;
  return {
    hosts,
    proxies: '[]',
    datastores: `[{ name: csv1, type: csv, hosts: ${mounts}, owner: hv1 }, { name: csv2, type: csv, hosts: [hv3], owner: hv3 }]`,
    vms: `[{ name: vm1, host: ${vmHost}, disks: [{ size: 10 GB, datastore: csv1 }] }]`,
    jobs: '[{ name: nightly, vms: ["*"], repository: repo }]',
    faults: `[{ kind: host-down, at: ${at}, target: ${target} }]`,
  };
}

test('VMs and volumes of jobs that no other host of the cluster can take over are reported', () => {
  expect(warnings(kept({}))).toEqual([
    "warning host-keeps-vms at faults.hv1: 'hv1' keeps its VMs ('vm1') and its volumes ('csv1') while it is down: no other host of the cluster mounts all that they need.",
  ]);
  expect(found(kept({})).map(({ hint }) => hint)).toEqual([
    "If one does, list it in 'hosts' of their datastores. Nothing can move a VM on a local datastore.",
  ]);
  // Nobody reads csv2.
  expect(warnings(kept({ target: 'hv3' }))).toEqual([]);
});

test('one other host that mounts them is enough', () => {
  expect(warnings(kept({ mounts: '[hv1, hv2]' }))).toEqual([]);
});

test('several hosts of one fault are one finding', () => {
  expect(warnings(kept({ target: '[hv1, hv2]', mounts: '[hv1, hv2]', vmHost: 'hv2' }))).toEqual([]);
  expect(warnings(kept({ target: '"*"', vmHost: 'hv2' }))).toContain(
    "warning host-keeps-vms at faults.*: 'hv1' keeps its volumes ('csv1') while it is down: no other host of the cluster mounts all that they need.",
  );
});

test('a host without another one of its cluster in service is not reported, nor one whose cluster moves nothing', () => {
  const hosts = (more: string) =>
    `[{ name: hv1, platform: hyperv${more} }, { name: hv2, platform: hyperv, cluster: c1 }, { name: hv3, platform: hyperv${more} }]`;
  expect(warnings(kept({ hosts: hosts('') }))).toEqual([]);
  expect(warnings(kept({ hosts: hosts(', cluster: c1') }))).toHaveLength(1);
  const alone =
    '[{ name: hv1, platform: hyperv, cluster: c2 }, { name: "hv{2..3}", platform: hyperv, cluster: c1 }]';
  expect(warnings(kept({ hosts: alone }))).toEqual([]);
  expect(warnings({ ...kept({}), hostFailover: 'false' })).toEqual([]);
});

test('is right: the VM is lost with its host, and protected where another host mounts its volume', () => {
  const night = (mounts: string) => runText(nightText(kept({ mounts, at: '0s' }))).summary.vms;
  expect(night('[hv1]')).toMatchObject({ protected: 0 });
  expect(night('[hv1, hv2]')).toMatchObject({ protected: 1 });
});
