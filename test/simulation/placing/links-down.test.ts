import { expect, test } from 'vitest';
import { night, places, vm, waited } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

/** A host, a datastore and a proxy at each of two sites; repositories may be at a third. Every two of them are linked. */
const THREE_SITES = {
  sites: '[a, b, c]',
  links: '[{ name: ab, between: [a, b] }, { name: bc, between: [b, c] }, { name: ac, between: [a, c] }]',
  hosts: '[{ name: esxa, site: a }, { name: esxb, site: b }]',
  datastores: `[
    { name: dsa, site: a, hosts: [esxa], maxSnapshots: unlimited },
    { name: dsb, site: b, hosts: [esxb], maxSnapshots: unlimited }]`,
  proxies: '[{ name: pxa, site: a, maxConcurrentTasks: 4 }, { name: pxb, site: b, maxConcurrentTasks: 4 }]',
  jobs: '[{ name: night, vms: ["*"], repository: repo, run: full, schedule: { start: 60s } }]',
};

test('a disk does not go to a proxy from which a link to the gateway is down that its file has just got', () => {
  const run = runText(
    night({
      ...THREE_SITES,
      repositories:
        '[{ name: repo, site: c, gateway: auto, perVmFiles: false, maxConcurrentTasks: unlimited }]',
      vms: `[${vm('vm1', [100], 'dsb')}, ${vm('vm2', [100], 'dsa')}]`,
      faults: '[{ kind: link-down, target: ab, at: 10s, for: 3590s }]',
    }),
  );
  // Alone, pxa could send the second to c. But all goes through pxb now, where the first one went in the same pass.
  expect(places(run)).toEqual(['vm1/0 pxb 60-1060', 'vm2/0 pxa 3600-4600']);
  expect(waited(run)).toEqual(['vm2/0 no-candidate 3540']);
});

test('with several extents, the one that a disk is given tells which proxies are cut off', () => {
  const run = runText(
    night({
      ...THREE_SITES,
      repositories: `[
        { name: e1, site: c, maxConcurrentTasks: unlimited }, { name: e2, site: b, maxConcurrentTasks: unlimited },
        { name: repo, site: c, extents: [e1, e2] }]`,
      vms: `[${vm('vm1', [100], 'dsa')}]`,
      faults: '[{ kind: link-down, target: ac, at: 10s }]',
    }),
  );
  // The extent is chosen first, and from pxa, which is nearer, there is no way to e1.
  expect(places(run)).toEqual(['vm1/0 pxb 60-1060']);
});

test('with several extents, a VM that is cut off from the proxy holds up none of another site', () => {
  const run = runText(
    night({
      ...THREE_SITES,
      proxies: '[{ name: pxc, site: c, maxConcurrentTasks: 4 }]',
      repositories: `[
        { name: e1, site: c, maxConcurrentTasks: unlimited }, { name: e2, site: c, maxConcurrentTasks: unlimited },
        { name: repo, site: c, extents: [e1, e2] }]`,
      vms: `[${vm('vm1', [100], 'dsa')}, ${vm('vm2', [100], 'dsb')}]`,
      faults: '[{ kind: link-down, target: ac, at: 10s, for: 3590s }]',
    }),
  );
  expect(places(run)).toEqual(['vm2/0 pxc 60-1060', 'vm1/0 pxc 3600-4600']);
  expect(waited(run)).toEqual(['vm1/0 no-candidate 3540']);
});

test('a replica that no proxy can write waits for that, not for the slot of the one that reads', () => {
  const run = runText(
    night({
      ...THREE_SITES,
      hosts: '[{ name: esxa, site: a }, { name: esxc, site: c }]',
      datastores: `[
        { name: dsa, site: a, hosts: [esxa], maxSnapshots: unlimited }, { name: copies, site: c, hosts: [esxc] }]`,
      proxies:
        '[{ name: pxa, site: a, maxConcurrentTasks: 1 }, { name: pxb, site: b, maxConcurrentTasks: 4 }]',
      repositories: '[{ name: repo, site: a, maxConcurrentTasks: unlimited }]',
      vms: `[${vm('x', [100], 'dsa')}, ${vm('v', [100], 'dsa')}]`,
      jobs: `[{ name: night, vms: [x], repository: repo, run: full, proxies: [pxa], schedule: { start: 60s } },
        { name: replica, type: replication, vms: [v], run: full, proxies: [pxa], schedule: { start: 60s },
          target: { datastore: copies, host: esxc, proxies: [pxb] } }]`,
      faults: '[{ kind: link-down, target: bc, at: 10s, for: 3590s }]',
    }),
  );
  // x has the only slot of pxa until 1060, but from pxb there is no way to esxc until 3600.
  expect(places(run)).toEqual(['x/0 pxa 60-1060', 'v/0 pxa 3600-4600']);
  expect(waited(run)).toEqual(['v/0 no-candidate 3540']);
});
