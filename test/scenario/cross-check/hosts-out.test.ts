import { describe, expect, test } from 'vitest';
import { boundToHosts } from '../../../src/scenario/vms/other-hosts.ts';
import { night, type Sections } from '../../helpers/night.ts';
import { runText, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { parse } from '../parse-fixture.ts';

/** Six VMs, two on each of three hosts; each host has a proxy, and reads its VMs over its own network. */
const ESTATE: Sections = {
  hosts: '[{ name: "esx{1..3}", managementNetwork: 250 MB/s }]',
  proxies: '[{ name: "px{1..3}", host: "esx{1..3}", maxConcurrentTasks: 4, modes: [nbd] }]',
  vms: '[{ name: "vm{1..6}", hosts: ["esx{1..3}"], disks: { count: 1, size: 100 GB, datastores: [ds1] } }]',
};
const OUT =
  '[{ name: esx1, enabled: false, managementNetwork: 250 MB/s }, { name: "esx{2..3}", managementNetwork: 250 MB/s }]';

const hostsOf = (sections: Sections) => scenarioOf(night(sections)).vms.traits.map(({ host }) => host);
const boundBy = (sections: Sections) => Object.fromEntries(boundToHosts(scenarioOf(night(sections))));

describe('a host that is out of service', () => {
  test('is the same as its VMs written on the other hosts in turn, and its proxies switched off', () => {
    const elsewhere = { ...ESTATE, hosts: OUT };
    expect(hostsOf(ESTATE)).toEqual(['esx1', 'esx2', 'esx3', 'esx1', 'esx2', 'esx3']);
    expect(hostsOf(elsewhere)).toEqual(['esx2', 'esx2', 'esx3', 'esx3', 'esx2', 'esx3']);
    const written = {
      ...ESTATE,
      proxies:
        '[{ name: px1, host: esx1, maxConcurrentTasks: 4, modes: [nbd], enabled: false }, { name: "px{2..3}", host: "esx{2..3}", maxConcurrentTasks: 4, modes: [nbd] }]',
      vms: '[{ name: "vm{1..6}", hosts: [esx2, esx2, esx3, esx3, esx2, esx3], disks: { count: 1, size: 100 GB, datastores: [ds1] } }]',
    };
    const [out, same] = [runText(night(elsewhere)), runText(night(written))];
    expect(out.tasks).toEqual(same.tasks);
    expect(out.summary.fingerprint).toBe(same.summary.fingerprint);
    // 300 GB over the 40% of 250 MB/s that network mode can use of each of two hosts.
    expect(out.summary.window?.seconds).toBe(3000);
    expect(runText(night(ESTATE)).summary.window?.seconds).toBe(2000);
  });

  test('of Hyper-V: another host owns its volumes and works on its VMs', () => {
    const hosts = (more: string) =>
      `[{ name: hv1, platform: hyperv, cluster: blue${more} }, { name: hv2, platform: hyperv, cluster: blue }]`;
    const sections = (more: string) => ({
      hosts: hosts(more),
      datastores: '[{ name: ds1, type: csv, owner: hv1, maxSnapshots: unlimited }]',
      proxies: '[]',
      vms: '[{ name: "vm{1..2}", hosts: [hv1, hv2], disks: { count: 1, size: 100 GB, datastores: [ds1] } }]',
    });
    const proxiesOf = (more: string) => runText(night(sections(more))).tasks.map(({ proxy }) => proxy);
    expect(proxiesOf('')).toEqual(['hv1', 'hv1']);
    expect(proxiesOf(', enabled: false')).toEqual(['hv2', 'hv2']);
    expect(scenarioOf(night(sections(', enabled: false'))).proxies.map(({ enabled }) => enabled)).toEqual([
      false,
      true,
    ]);
  });

  test('of Hyper-V: its volumes go to the hosts that own fewest, and the others keep theirs', () => {
    const { datastores } = scenarioOf(
      night({
        hosts: '[{ name: hv1, platform: hyperv, enabled: false }, { name: "hv{2..4}", platform: hyperv }]',
        datastores: `[{ name: "v{1..4}", type: csv, owner: hv1 }, { name: a, type: csv, owner: hv2 },
          { name: only, type: csv, owner: hv1, hosts: [hv1, hv2] }]`,
        proxies: '[]',
        vms: '[{ name: vm, host: hv2, disks: [{ size: 1 GB, datastore: a }] }]',
      }),
    );
    expect(datastores.map(({ name, owner }) => `${name} ${owner}`)).toEqual([
      'v1 hv3',
      'v2 hv4',
      'v3 hv2',
      'v4 hv3',
      'a hv2',
      'only hv2',
    ]);
  });

  test('leaves VMs that name no host to the next one that mounts their datastore, and jobs what they selected', () => {
    const vms = '[{ name: a, disks: [{ size: 10 GB, datastore: ds1 }] }]';
    const jobs = '[{ name: night, vms: [{ host: esx1 }], repository: repo, run: full }]';
    const { datastores, jobs: read } = scenarioOf(night({ ...ESTATE, hosts: OUT, vms, jobs }));
    expect(datastores[0]!.hosts).toEqual(['esx2', 'esx3']);
    expect(read[0]!.vms).toEqual([0]);
  });

  test('writes to another host what a job would have written to it', () => {
    const jobs =
      '[{ name: dr, type: replication, vms: ["*"], target: { datastore: ds1, host: esx1 }, run: full }]';
    expect(scenarioOf(night({ ...ESTATE, hosts: OUT, jobs })).jobs[0]!.target!.host).toBe('esx2');
  });

  test('is an error where something needs it: a VM on its own disks, a repository on its proxy, a target', () => {
    const told = (sections: Sections) => {
      const read = parse(night({ ...ESTATE, hosts: OUT, ...sections }));
      return read.ok ? [] : read.diagnostics.map(({ path, message }) => `${path}: ${message}`);
    };
    const onItsOwn = {
      datastores: '[{ name: ds1, type: local, hosts: [esx1] }]',
      vms: '[{ name: "vm{1..5}", host: esx1, disks: [{ size: 10 GB, datastore: ds1 }] }]',
    };
    expect(told(onItsOwn)).toEqual([
      "hosts.esx1.enabled: 'esx1' is out of service, and no other host could run 'vm1', 'vm2', 'vm3' and 2 more.",
    ]);
    expect(told({ repositories: '[{ name: repo, server: px1 }]' })).toEqual([
      "hosts.esx1.enabled: 'esx1' is out of service, but 'repo' needs the machine of one of its proxies.",
    ]);
    const toIt = {
      datastores: '[{ name: ds1, maxSnapshots: unlimited }, { name: far, hosts: [esx1] }]',
      jobs: '[{ name: dr, type: replication, vms: ["*"], target: { datastore: far }, run: full }]',
    };
    expect(told(toIt)).toEqual(["hosts.esx1.enabled: 'esx1' is out of service, but 'dr' writes VMs to it."]);
  });
});

describe('bound to a host', () => {
  test('is a VM where no other host of its cluster mounts all of its datastores', () => {
    const estate = {
      hosts:
        '[{ name: esx1, cluster: blue }, { name: esx2, cluster: blue }, { name: esx3, cluster: green }, { name: esx4 }]',
      datastores:
        '[{ name: ds1, maxSnapshots: unlimited }, { name: ds2, hosts: [esx1, esx3] }, { name: ds3, hosts: [esx2] }]',
      vms: `[
        { name: both, host: esx1, disks: [{ size: 1 GB, datastore: ds1 }] },
        { name: other-cluster, host: esx1, disks: [{ size: 1 GB, datastore: ds1 }, { size: 1 GB, datastore: ds2 }] },
        { name: only-of-its-cluster, host: esx3, disks: [{ size: 1 GB, datastore: ds1 }] },
        { name: no-cluster, host: esx4, disks: [{ size: 1 GB, datastore: ds1 }] },
        { name: of-its-datastore, disks: [{ size: 1 GB, datastore: ds3 }] },
        { name: of-two, disks: [{ size: 1 GB, datastore: ds2 }] }
      ]`.replaceAll('\n', ' '),
    };
    const nothing = { repositories: [], jobs: [] };
    expect(boundBy(estate)).toEqual({
      esx1: { vms: [1], ...nothing },
      esx2: { vms: [4], ...nothing },
      esx3: { vms: [2], ...nothing },
      esx4: { vms: [3], ...nothing },
    });
  });

  test('is a repository on a virtual proxy or written through it, and a job whose target only it mounts', () => {
    const estate = {
      ...ESTATE,
      datastores: '[{ name: ds1, maxSnapshots: unlimited }, { name: far, hosts: [esx3] }]',
      repositories: '[{ name: repo, server: px1, gateway: px2 }, { name: free, gateway: auto }]',
      jobs: '[{ name: dr, type: replication, vms: ["*"], target: { datastore: far }, run: full }]',
    };
    expect(boundBy(estate)).toEqual({
      esx1: { vms: [], repositories: ['repo'], jobs: [] },
      esx2: { vms: [], repositories: ['repo'], jobs: [] },
      esx3: { vms: [], repositories: [], jobs: ['dr'] },
    });
  });
});
