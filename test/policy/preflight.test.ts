import { expect, test } from 'vitest';
import { preflight } from '../../src/policy/preflight.ts';
import { modelOf, type Sections, vm } from '../helpers/night.ts';

const warnings = (sections: Sections) =>
  preflight(modelOf(sections)).map((d) => `${d.severity} ${d.code} at ${d.path}: ${d.message}`);

test('a sound scenario gets no warning', () => {
  expect(warnings({})).toEqual([]);
});

test('disks that no proxy can ever read are named, one finding per VM and job', () => {
  const found = warnings({
    hosts: '[{ name: esx1 }, { name: esx2 }]',
    datastores: '[{ name: ds1, hosts: [esx1] }, { name: lost, type: local, hosts: [esx2] }]',
    proxies: '[{ name: ha, host: esx1, modes: [hotadd], failoverToNetwork: false, maxConcurrentTasks: 2 }]',
    vms: `[${vm('ok', [1])}, ${vm('x', [1, 2], 'lost')}]`,
  });
  expect(found).toEqual([
    "warning unreachable-disk at vms.x: No proxy of job 'night' can ever read disk 0, 1 of 'x': it will be left unfinished.",
  ]);
});

test('more slots than cores are reported, one slot per core is not', () => {
  expect(
    warnings({ proxies: '[{ name: a, cores: 4, maxConcurrentTasks: 5 }, { name: b, cores: 4 }]' }),
  ).toEqual(["warning oversubscribed at proxies.a: Proxy 'a' takes 5 tasks on 4 cores."]);
});

test('memory for 2 GB and 1 GB per slot is enough, a gigabyte less is reported', () => {
  const proxies =
    '[{ name: enough, cores: 4, ram: 6 GB }, { name: short, cores: 4, ram: 5 GB }, { name: unlimited, cores: 4 }]';
  expect(warnings({ proxies })).toEqual([
    "warning ram-short at proxies.short: Proxy 'short' needs 6 GB for 4 tasks and has 5 GB.",
  ]);
});

test('V36: an affinity to a proxy that is switched off is reported as not honoured', () => {
  const found = warnings({
    proxies: '[{ name: on }, { name: off, enabled: false }]',
    repositories: '[{ name: repo, affinity: [off, on] }]',
  });
  expect(found).toEqual([
    "warning affinity-not-honoured at repositories.repo: Repository 'repo' prefers off, which is switched off: other proxies are used.",
  ]);
});

test('VMs that no job covers are counted', () => {
  const jobs = '[{ name: night, vms: [a], repository: repo }]';
  expect(warnings({ vms: `[${vm('a', [1])}, ${vm('b', [1])}]`, jobs })).toEqual([
    "warning vm-in-no-job at vms.b: 'b' is in no job.",
  ]);
  expect(warnings({ vms: `[${vm('a', [1])}, ${vm('b', [1])}, ${vm('c', [1])}]`, jobs })).toEqual([
    "warning vm-in-no-job at vms.b: 'b' and 1 more are in no job.",
  ]);
});

test('a VM whose host does not mount the datastore of a disk is named, the others are counted', () => {
  const hosts = '[{ name: esx1 }, { name: esx2 }]';
  const datastores = '[{ name: both }, { name: one, hosts: [esx1] }]';
  const on = (name: string, host: string, datastore: string) => vm(name, [1], datastore, `host: ${host}`);
  const fine = [on('a', 'esx1', 'one'), on('b', 'esx2', 'both')];
  expect(warnings({ hosts, datastores, vms: `[${fine.join(', ')}]` })).toEqual([]);
  const blind = [...fine, on('c', 'esx2', 'one'), on('d', 'esx2', 'one')];
  expect(warnings({ hosts, datastores, vms: `[${blind.join(', ')}]` })).toEqual([
    "warning datastore-not-visible at vms.c: 'c' runs on 'esx2', which does not mount 'one' of its disks. So it is with 1 more.",
  ]);
});
