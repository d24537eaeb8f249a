import { expect, test } from 'vitest';
import { found, warnings } from './warnings.ts';

test('more slots than cores are reported, one slot per core is not', () => {
  expect(
    warnings({ proxies: '[{ name: a, cores: 4, maxConcurrentTasks: 5 }, { name: b, cores: 4 }]' }),
  ).toEqual(["warning oversubscribed at proxies.a: Proxy 'a' takes 5 tasks on 4 cores."]);
});

test('one core is singular', () => {
  expect(warnings({ proxies: '[{ name: a, cores: 1, maxConcurrentTasks: 2 }]' })).toEqual([
    "warning oversubscribed at proxies.a: Proxy 'a' takes 2 tasks on 1 core.",
  ]);
});

test('a proxy that is switched off takes no tasks, so neither its slots nor its memory are reported', () => {
  const off = '{ name: off, cores: 1, ram: 2 GB, maxConcurrentTasks: 4, enabled: false }';
  expect(warnings({ proxies: `[{ name: px1 }, ${off}]` })).toEqual([]);
});

test('memory for 2 GB and 1 GB per slot is enough, a gigabyte less is reported', () => {
  const proxies =
    '[{ name: enough, cores: 4, ram: 6 GB }, { name: short, cores: 4, ram: 5 GB }, { name: unlimited, cores: 4 }]';
  expect(warnings({ proxies })).toEqual([
    "warning ram-short at proxies.short: Proxy 'short' needs 6 GB for 4 tasks and has 5 GB.",
  ]);
});

test('memory that is declared in GiB is reported in GB, rounded', () => {
  // 2 x 2^30 = 2,147,483,648 bytes.
  expect(warnings({ proxies: '[{ name: a, cores: 4, ram: 2 GiB }]' })).toEqual([
    "warning ram-short at proxies.a: Proxy 'a' needs 6 GB for 4 tasks and has 2.15 GB.",
  ]);
});

test('a Hyper-V host that is short of memory is called a host', () => {
  const sections = {
    hosts: '[{ name: hv1, platform: hyperv, cores: 4, ram: 5 GB }]',
    datastores: '[{ name: ds1, type: csv }]',
    proxies: '[]',
  };
  expect(warnings(sections)).toEqual([
    "warning ram-short at hosts.hv1: Host 'hv1' needs 6 GB for 4 tasks and has 5 GB.",
  ]);
});

test('the advice says what happens to a proxy that is short of memory', () => {
  const advice = (ram: string, enforceRam: string, cores = '') =>
    found({ proxies: `[{ name: px1, maxConcurrentTasks: 3, ram: ${ram}${cores} }]`, enforceRam })
      .filter(({ code }) => code === 'ram-short')
      .map(({ hint }) => hint);
  expect(advice('4 GB', 'false', ', cores: 4')).toEqual([
    'It slows down once the tasks outgrow the memory: 2 GB plus 1 GB per task.',
  ]);
  expect(advice('4 GB', 'false')).toEqual([
    "Without its 'cores', tasks that outgrow the memory (2 GB plus 1 GB per task) cost nothing: set them to model the slowdown.",
  ]);
  expect(advice('4 GB', 'true')).toEqual([
    'Memory is enforced, 2 GB plus 1 GB per task: it never takes more than 2 at once.',
  ]);
  expect(advice('2.5 GB', 'true')).toEqual([
    'Memory is enforced, 2 GB plus 1 GB per task: it never takes a task.',
  ]);
});

test('a Hyper-V host with more slots than cores is reported as a host', () => {
  const found = warnings({
    hosts: '[{ name: hv1, platform: hyperv, cores: 2 }]',
    datastores: '[{ name: ds1, type: csv, protocol: fc }]',
    proxies: '[]',
    vms: '[{ name: a, platform: hyperv, disks: [{ size: 1 GB, datastore: ds1 }] }]',
  });
  expect(found).toEqual(["warning oversubscribed at hosts.hv1: Host 'hv1' takes 4 tasks on 2 cores."]);
});
