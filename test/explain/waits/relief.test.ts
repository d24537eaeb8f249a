import { expect, test } from 'vitest';
import { oneMore } from '../../../src/explain/waits/relief.ts';
import { compile } from '../../../src/model/compile.ts';
import type { WaitCause } from '../../../src/trace/wait-cause.ts';
import { night, type Sections, vm } from '../../helpers/night.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { withSettings } from '../../helpers/with-settings.ts';

const FIVE = `[${['a', 'b', 'c', 'd', 'e'].map((name) => vm(name, [100], 'ds1', 'host: esx1')).join(', ')}]`;
const ATTACHED: Sections = {
  transport: '{ hotadd: { perTask: 100 MB/s } }',
  proxies: '[{ name: px1, kind: virtual, host: esx1, cores: 8, modes: [hotadd] }]',
};
const ON_HOST: Sections = {
  hosts: '[{ name: esx1, platform: hyperv, cores: 8, maxConcurrentTasks: 2 }]',
  datastores: '[{ name: ds1, type: csv, maxSnapshots: unlimited, hosts: [esx1], read: 100 MB/s }]',
  proxies: '[]',
};

/** Five VMs that could all start at once; two do. */
test.each<[WaitCause, string, Sections]>([
  ['proxy-slot', 'proxies.px1', { proxies: '[{ name: px1, maxConcurrentTasks: 2 }]' }],
  ['proxy-slot', 'proxies.esx1', ON_HOST],
  ['repository-slot', 'repositories.repo', { repositories: '[{ name: repo, maxConcurrentTasks: 2 }]' }],
  ['datastore-snapshots', 'datastores.ds1', { datastores: '[{ name: ds1, maxSnapshots: 2 }]' }],
  ['hotadd-disks', 'proxies.px1', { ...ATTACHED, policy: '{ hotaddMaxDisks: 2 }' }],
  ['nbd-connections', 'hosts.esx1', { hosts: '[{ name: esx1, nbdMaxDisks: 2 }]' }],
])('what relieves %s at %s lets exactly one more task start at once', (cause, thing, sections) => {
  const text = night({ proxies: '[{ name: px1, maxConcurrentTasks: 8 }]', vms: FIVE, ...sections });
  const before = scenarioOf(text);
  const { set } = oneMore(compile(before, { seed: 1, replication: 0 }), cause, thing)!;
  const startAtOnce = (scenario: typeof before) =>
    run(scenario).tasks.filter(({ startSeconds }) => startSeconds === 0).length;
  expect(run(before).tasks.flatMap(({ waitedFor }) => waitedFor.map((one) => one.cause))).toContain(cause);
  expect(startAtOnce(before)).toBe(2);
  expect(startAtOnce(withSettings(text, [set!]))).toBe(3);
});
