import { expect, test } from 'vitest';
import { night as nightText } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';
import { found, warnings } from './warnings.ts';

const CLUSTER = '[{ name: "hv{1..3}", platform: hyperv, cluster: c1 }]';

function kept(changes: {
  readonly hosts?: string;
  readonly target?: string;
  readonly vmHost?: string;
  readonly at?: string;
}) {
  const { hosts = CLUSTER, target = 'hv2', vmHost = 'hv2', at = '1h' } = changes;
  return {
    hosts,
    proxies: '[]',
    datastores: '[{ name: csv1, type: csv, owner: hv1 }, { name: csv2, type: csv, owner: hv3 }]',
    vms: `[{ name: vm1, host: ${vmHost}, disks: [{ size: 10 GB, datastore: csv1 }] }]`,
    jobs: '[{ name: nightly, vms: ["*"], repository: repo }]',
    faults: `[{ kind: host-down, at: ${at}, target: ${target} }]`,
  };
}

test('a host of a cluster that goes down with VMs of a job on it is reported: in a run they stay on it', () => {
  expect(warnings(kept({}))).toEqual([
    "warning host-keeps-vms at faults.hv2: 'hv2' keeps its VMs while it is down: that a cluster moves them to other hosts is not simulated.",
  ]);
  expect(found(kept({})).map(({ hint }) => hint)).toEqual([
    "A real cluster does that within minutes. With '--set hosts.hv2.enabled=false' they are there from the start of the run.",
  ]);
});

test('so is the owner of a volume that a job reads, and of no other volume', () => {
  expect(warnings(kept({ target: 'hv1' }))).toEqual([
    "warning host-keeps-vms at faults.hv1: 'hv1' keeps its volumes ('csv1') while it is down: that a cluster moves them to other hosts is not simulated.",
  ]);
  expect(warnings(kept({ target: 'hv3' }))).toEqual([]);
});

test('several hosts of one fault are one finding', () => {
  expect(warnings(kept({ target: '"*"' }))).toEqual([
    "warning host-keeps-vms at faults.*: 'hv1', 'hv2' keep their VMs and their volumes ('csv1') while they are down: that a cluster moves them to other hosts is not simulated.",
  ]);
});

test('a host that nothing could stand in for is not reported', () => {
  const hosts = (more: string) =>
    `[{ name: hv1, platform: hyperv${more} }, { name: hv2, platform: hyperv, cluster: c1 }, { name: hv3, platform: hyperv${more} }]`;
  expect(warnings(kept({ hosts: hosts('') }))).toEqual([]);
  expect(warnings(kept({ hosts: hosts(', cluster: c2') }))).toEqual([]);
  // Without a cluster nothing moves, however many others there are without one.
  expect(warnings(kept({ hosts: '[{ name: "hv{1..3}", platform: hyperv }]' }))).toEqual([]);
  expect(warnings(kept({ hosts: hosts(', cluster: c1') }))).toHaveLength(1);
});

test('is right, and so is its advice: the VM is lost with the host, and protected where the host is out from the start', () => {
  const night = (enabled: boolean) => {
    const first = `{ name: hv2, platform: hyperv, cluster: c1, enabled: ${enabled} }`;
    const hosts = `[${first}, { name: hv1, platform: hyperv, cluster: c1 }, { name: hv3, platform: hyperv, cluster: c1 }]`;
    return kept({ hosts, at: '0s' });
  };
  expect(runText(nightText(night(true))).summary.vms).toMatchObject({ protected: 0 });
  expect(runText(nightText(night(false))).summary.vms).toMatchObject({ protected: 1 });
  expect(warnings(night(false))).toEqual([]);
});
