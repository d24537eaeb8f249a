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
