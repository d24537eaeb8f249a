import { expect, test } from 'vitest';
import { compile } from '../../src/model/compile.ts';
import type { CapacityFilter } from '../../src/policy/policy.ts';
import { isShipped, resolvePolicy } from '../../src/policy/resolve.ts';
import { withoutIdleFilters } from '../../src/policy/rules/capacity-filters.ts';
import { night, type Sections } from '../helpers/night.ts';
import { scenarioOf } from '../helpers/run-scenario-text.ts';

const resolved = resolvePolicy({ preset: 'rts' });
if (!resolved.ok) throw new Error('rts ships');
const { policy } = resolved;

const unlimited: Sections = {
  hosts: '[{ name: esx1, nbdMaxDisks: unlimited }]',
  datastores: '[{ name: ds1, maxSnapshots: unlimited }]',
};
const asked = (sections: Sections, filters = policy.filters) => {
  const model = compile(scenarioOf(night({ ...unlimited, ...sections })), { seed: 1, replication: 0 });
  return withoutIdleFilters({ ...policy, filters }, model).filters.map(({ name }) => name);
};
const ALWAYS = ['proxy-slot', 'repository-slot', 'hotadd-disks'];

test.each<[string, Sections, readonly string[]]>([
  ['nothing', {}, []],
  [
    'a datastore that bears so many snapshots',
    { datastores: '[{ name: ds1, maxSnapshots: 4 }]' },
    ['datastore-snapshots'],
  ],
  [
    'a host that bears so many connections',
    { hosts: '[{ name: esx1, nbdMaxDisks: 4 }]' },
    ['nbd-connections'],
  ],
  [
    'latency control',
    { latencyControl: '{ stop: 20ms, throttle: 30ms }' },
    ['datastore-latency', 'start-spacing'],
  ],
  ['memory that counts', { enforceRam: 'true' }, ['ram']],
])('with %s the filters are asked that may refuse somebody', (_, sections, more) => {
  expect(asked(sections).toSorted()).toEqual([...ALWAYS, ...more].toSorted());
});

test("a filter of a user's own is always asked, and the slots come first", () => {
  const own: CapacityFilter = { name: 'ram', hasRoom: () => true };
  expect(asked({}, [...policy.filters, own])).toEqual([...ALWAYS, 'ram']);
  const model = compile(scenarioOf(night(unlimited)), { seed: 1, replication: 0 });
  expect(isShipped(withoutIdleFilters(policy, model))).toBe(true);
});
