import { expect, test } from 'vitest';
import { vm } from '../../helpers/night.ts';
import { found, warnings } from './warnings.ts';

test('a sound scenario gets no warning', () => {
  expect(warnings({})).toEqual([]);
});

test('every warning comes with advice', () => {
  const all = found({
    hosts: '[{ name: esx1 }, { name: esx2 }]',
    latencyControl: 'true',
    datastores:
      '[{ name: ds1, latency: { base: 20ms } }, { name: one, hosts: [esx1] }, { name: pool, type: vsan, latency: { base: 1ms } }]',
    proxies: '[{ name: a, cores: 1, ram: 2 GB, maxConcurrentTasks: 2 }, { name: off, enabled: false }]',
    repositories: '[{ name: repo, affinity: [off] }]',
    vms: `[${vm('in', [100])}, ${vm('out', [1])}, ${vm('blind', [1], 'one', 'host: esx2')}]`,
    jobs: '[{ name: night, vms: [in], repository: repo, run: full, window: 5 min }]',
  });
  expect(new Set(all.map(({ code }) => code))).toEqual(
    new Set([
      'oversubscribed',
      'ram-short',
      'affinity-not-honoured',
      'vm-in-no-job',
      'datastore-not-visible',
      'datastore-never-calm',
      'latency-not-controlled',
      'window-shorter-than-disk',
    ]),
  );
  for (const { code, hint } of all) expect(`${code}: ${hint}`).toMatch(/^[a-z-]+: [A-Z].{30,}\.$/);
});

test('V36: an affinity to a proxy that is switched off is reported as not honoured', () => {
  const found = warnings({
    proxies: '[{ name: on }, { name: off, enabled: false }]',
    repositories: '[{ name: repo, affinity: [off, on] }]',
  });
  expect(found).toEqual([
    "warning affinity-not-honoured at repositories.repo: Repository 'repo' prefers off, which is switched off: other proxies are used.",
  ]);
  const both = warnings({
    proxies: '[{ name: on }, { name: "off{1..2}", enabled: false }]',
    repositories: '[{ name: repo, affinity: ["off{1..2}"] }]',
  });
  expect(both[0]).toContain('prefers off1, off2, which');
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
