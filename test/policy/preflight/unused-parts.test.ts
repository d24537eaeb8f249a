import { describe, expect, test } from 'vitest';
import { type Sections, vm } from '../../helpers/night.ts';
import { found } from './warnings.ts';

const said = (sections: Sections): string[] =>
  found(sections).map(({ code, path, message }) => `${code} at ${path}: ${message}`);

const ESTATE: Sections = {
  hosts: '[{ name: esx1 }, { name: esx2 }]',
  datastores: '[{ name: ds1, protocol: fc }, { name: far, protocol: iscsi, hosts: [esx2] }]',
};
const withProxies = (proxies: string, more: Sections = {}) =>
  said({ ...ESTATE, proxies: `[{ name: px1, maxConcurrentTasks: 2 }, ${proxies}]`, ...more });
const job = (name: string, rest = '') => `{ name: ${name}, vms: ["*"], repository: repo, run: full${rest} }`;

describe('a proxy that can take no task of any job', () => {
  test('is named with the reason, alike ones together', () => {
    const off = 'platform: hyperv, storage: { protocols: [fc] }';
    expect(withProxies(`{ name: off1, ${off} }, { name: off2, ${off} }`)).toEqual([
      "unused-proxy at proxies.off1: Proxies 'off1', 'off2' can take no task of any job: no job reads or writes disks of a Hyper-V VM.",
    ]);
    expect(withProxies('{ name: px2 }', { jobs: `[${job('a', ', proxies: [px1]')}]` })).toEqual([
      "unused-proxy at proxies.px2: Proxy 'px2' can take no task of any job: every job names other proxies.",
    ]);
    const attach = '{ name: px2, host: esx1, modes: [hotadd], failoverToNetwork: false }';
    const onlyFar = { vms: `[${vm('a', [1], 'far')}]` };
    expect(withProxies(attach, onlyFar)).toEqual([
      "unused-proxy at proxies.px2: Proxy 'px2' can take no task of any job: none of their disks can be reached.",
    ]);
    expect(withProxies(attach)).toEqual([]);
  });

  test('has the reason that holds for the jobs that could use it: a list of a restore counts, a copy and other platforms do not', () => {
    const why = (jobs: string, more: Sections = {}) =>
      withProxies('{ name: px2 }', { jobs: `[${jobs}]`, ...more }).map((text) => text.split('job: ')[1]);
    const restore = (rest: string) => `{ name: back, type: restore, vms: ["*"], repository: repo${rest} }`;
    const named = ['every job names other proxies.'];
    expect(why(restore(', proxies: [px1]'))).toEqual(named);
    expect(why(restore(', target: { datastore: ds1, proxies: [px1] }'))).toEqual(named);
    const copy = '{ name: copy, type: backup-copy, vms: ["*"], source: repo, repository: second }';
    const repositories = '[{ name: repo }, { name: second }]';
    expect(why(`${job('a', ', proxies: [px1]')}, ${copy}`, { repositories })).toEqual(named);
    const both: Sections = {
      hosts: '[{ name: esx1 }, { name: hv1, platform: hyperv }]',
      datastores: '[{ name: ds1 }, { name: csv1, type: csv, owner: hv1 }]',
      vms: `[${vm('v', [1])}, ${vm('h', [1], 'csv1', 'host: hv1')}]`,
      jobs: '[{ name: a, vms: [v], repository: repo }, { name: b, vms: [h], repository: repo }]',
    };
    const off = '{ name: off, kind: physical, platform: hyperv, storage: { protocols: [smb] } }';
    expect(withProxies(off, both)).toEqual([
      "unused-proxy at proxies.off: Proxy 'off' can take no task of any job: none of their disks can be reached.",
    ]);
  });

  test('is not named a second time where its modes are of no use', () => {
    const codes = withProxies('{ name: px2, modes: [hotadd], failoverToNetwork: false }').map(
      (text) => text.split(' ')[0],
    );
    expect(codes).toEqual(['modes-without-use']);
  });

  test('on Hyper-V is advised to have what off-host work needs', () => {
    const hints = (proxy: string) =>
      found({
        hosts: '[{ name: hv1, platform: hyperv }]',
        datastores: '[{ name: csv1, type: csv, protocol: fc }]',
        proxies: `[{ name: off1, platform: hyperv, ${proxy} }]`,
        vms: '[{ name: a, host: hv1, disks: [{ size: 1 GB, datastore: csv1 }] }]',
      }).map(({ code, hint }) => `${code}: ${hint}`);
    expect(hints('kind: virtual, host: hv1')).toEqual([
      "unused-proxy: Off-host work needs a physical proxy with storage ports: write for example 'kind: physical, storage: { protocols: [fc] }'.",
    ]);
    expect(hints('kind: physical, storage: { protocols: [smb] }')).toEqual([
      "unused-proxy: Compare 'storage' and fabric with the datastores: a Hyper-V proxy reads over its storage ports only.",
    ]);
    expect(hints('kind: physical, storage: { protocols: [fc] }')).toEqual([]);
  });

  test('a proxy that writes has work, and so has one that only a job that is switched off may use', () => {
    const replica =
      '{ name: replica, type: replication, vms: ["*"], proxies: [px1], target: { datastore: far, proxies: [px2] } }';
    expect(withProxies('{ name: px2 }', { jobs: `[${replica}]`, repositories: '[]' })).toEqual([]);
    const jobs = `[${job('a', ', proxies: [px1]')}, ${job('b', ', proxies: [px2], enabled: false')}]`;
    expect(withProxies('{ name: px2 }', { jobs })).toEqual([]);
  });

  test('is not the backup server, one that is switched off, or the machine of a repository', () => {
    const jobs = `[${job('a', ', proxies: [px1]')}]`;
    expect(withProxies('{ name: vbr, default: true }, { name: px2, enabled: false }', { jobs })).toEqual([]);
    const repositories = '[{ name: repo, gateway: gate }, { name: other, server: machine }]';
    expect(withProxies('{ name: gate }, { name: machine }', { jobs, repositories })).toEqual([
      "unused-repository at repositories.other: No job writes to 'other' or reads from it.",
    ]);
  });

  test('is not reported where no job works through proxies, or where proxies are missing anyway', () => {
    const repositories = '[{ name: repo }, { name: second }]';
    const copy = '{ name: copy, type: backup-copy, vms: ["*"], source: repo, repository: second }';
    expect(withProxies('{ name: px2 }', { jobs: `[${copy}]`, repositories })).toEqual([]);
    const lost = said({
      ...ESTATE,
      proxies: '[{ name: px1, host: esx1, modes: [hotadd], failoverToNetwork: false }]',
      vms: `[${vm('a', [1], 'far')}]`,
    });
    expect(lost.map((text) => text.split(' ')[0])).toEqual(['unreachable-disk']);
  });
});

describe('storage ports that reach no disk of any job', () => {
  const ports = (storage: string, more = '') => `{ name: san1, storage: { ${storage} }${more} }`;
  const message = "no-effect at proxies.san1: The storage ports of 'san1' reach no disk of any job.";

  test.each([
    [ports('protocols: [iscsi]'), [message]],
    [ports('protocols: [fc]', ', modes: [nbd]'), [message]],
    // A virtual machine has no fc.
    [ports('protocols: [fc]', ', host: esx1'), [message]],
    [ports('protocols: [fc]', ', enabled: false'), []],
    [ports('protocols: [iscsi, fc]'), []],
  ])('%s', (proxy, expected) => expect(withProxies(proxy)).toEqual(expected));
});

test('repositories that no job names are one finding; an extent belongs to its scale-out repository', () => {
  const repositories =
    '[{ name: repo }, { name: "ext{1..2}" }, { name: all, extents: ["ext*"] }, { name: old }]';
  expect(said({ repositories })).toEqual([
    "unused-repository at repositories.all: No job writes to 'all', 'old' or reads from them.",
  ]);
  const restore = '{ name: back, type: restore, vms: ["*"], repository: old }';
  const jobs = `[${job('night').replace('repo,', 'all,')}, ${restore}]`;
  expect(said({ repositories: repositories.replace('{ name: repo }, ', ''), jobs })).toEqual([]);
});

describe('datastores that no host mounts', () => {
  const csv = '[{ name: ds1 }, { name: "csv{1..2}", type: csv }]';
  const vms = `[${vm('a', [1], 'csv1')}, ${vm('b', [1], 'csv2')}]`;

  test('are one finding if VMs that name no host have disks there', () => {
    expect(said({ datastores: csv, vms })).toEqual([
      "datastore-without-hosts at datastores.csv1: No host mounts 'csv1', 'csv2': no proxy can hot-add these disks, and no host limits network mode.",
    ]);
  });

  test('do not include a mounted one on which such a VM has another disk', () => {
    const disks = '[{ size: 1 GB, datastore: csv1 }, { size: 1 GB, datastore: ds1 }]';
    expect(said({ datastores: csv, vms: `[{ name: a, disks: ${disks} }]` })).toEqual([
      "datastore-without-hosts at datastores.csv1: No host mounts 'csv1': no proxy can hot-add these disks, and no host limits network mode.",
    ]);
  });

  test('are fine if nothing is on them, or if the scenario has no hosts at all', () => {
    expect(said({ datastores: csv })).toEqual([]);
    expect(said({ datastores: csv, vms, hosts: '[]' })).toEqual([]);
  });

  test('are reported with the VM where it names its host', () => {
    const named = `[${vm('a', [1], 'csv1', 'host: esx1')}]`;
    expect(said({ datastores: csv, vms: named }).map((text) => text.split(' ')[0])).toEqual([
      'datastore-not-visible',
    ]);
  });
});

describe('sites that no links join', () => {
  const sections: Sections = {
    sites: '[hq, dr, lab]',
    links: '[{ between: [hq, dr] }]',
    hosts: '[{ name: esx1, site: hq }, { name: esx2, site: lab }]',
    datastores: '[{ name: ds1, site: hq }, { name: ds2, site: lab }]',
    proxies: '[{ name: px1, site: hq }]',
    repositories: '[{ name: near, site: hq }, { name: repo, site: dr }, { name: alone, site: lab }]',
    vms: `[${vm('a', [1])}, ${vm('b', [1], 'ds2')}]`,
  };
  const jobs = (...list: string[]) => ({ ...sections, jobs: `[${list.join(', ')}]` });
  const unjoined = (given: Sections) => said(given).filter((text) => text.startsWith('sites-not-joined'));
  const to = (name: string, vms: string, repository: string) =>
    `{ name: ${name}, vms: [${vms}], repository: ${repository} }`;
  const found = (name: string, a: string, b: string) =>
    `sites-not-joined at jobs.${name}: Job '${name}' moves data from site '${a}' to site '${b}', but no links join them: nothing limits it there.`;

  test('are named once, with the first job that moves data between them', () => {
    expect(unjoined(jobs(to('x', 'a, b', 'repo'), to('y', 'b', 'repo'), to('z', 'b', 'near')))).toEqual([
      found('x', 'lab', 'dr'),
      found('z', 'lab', 'hq'),
    ]);
    expect(unjoined(jobs(to('x', 'b', 'near'), to('y', 'a', 'alone')))).toEqual([found('x', 'lab', 'hq')]);
    expect(unjoined(jobs(to('x', 'a', 'repo'), to('y', 'b', 'alone')))).toEqual([]);
  });

  test('count for replicas, restores and extents, not for jobs that are switched off', () => {
    const replica = '{ name: r, type: replication, vms: [a], target: { datastore: ds2 } }';
    const restore = '{ name: r, type: restore, vms: [b], repository: repo }';
    expect(unjoined(jobs(replica))).toEqual([found('r', 'hq', 'lab')]);
    expect(unjoined(jobs(restore))).toEqual([found('r', 'dr', 'lab')]);
    expect(unjoined(jobs(replica.replace(' vms', ' enabled: false, vms'), to('x', 'a', 'near')))).toEqual([]);
    const scan = '{ name: scan, type: snapshot-scan, vms: [b] }';
    const arrays = '[{ name: array1 }]';
    const datastores = sections['datastores']!.replace('site: lab', 'site: lab, array: array1');
    expect(unjoined({ ...jobs(scan, restore), arrays, datastores })).toEqual([found('r', 'dr', 'lab')]);
    const spread = jobs(to('x', 'a', 'all'));
    const repositories =
      '[{ name: near, site: hq }, { name: alone, site: lab }, { name: all, extents: [near, alone] }]';
    expect(unjoined({ ...spread, repositories })).toEqual([found('x', 'hq', 'lab')]);
  });

  test('are fine where links join them by way of others, or where no link is declared', () => {
    const links = '[{ between: [hq, dr] }, { between: [lab, hq] }]';
    expect(unjoined({ ...jobs(to('x', 'b', 'repo')), links })).toEqual([]);
    expect(unjoined({ ...jobs(to('x', 'b', 'repo')), links: '[]' })).toEqual([]);
  });
});
