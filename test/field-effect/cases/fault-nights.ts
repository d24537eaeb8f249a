import type { Fault } from '../../../src/scenario/fault.ts';
import { type Data, SAN_PROXY, TWO_SITES } from '../field-case.ts';

/** A night in which everything can break: 10 + 4 GB over the SAN and a link of 50 MB/s, and one proxy to come. */
export const QUIET: Data = {
  ...TWO_SITES,
  links: [{ name: 'wan', between: ['hq', 'dr'], bandwidth: '50 MB/s' }],
  hosts: [{ name: 'esx1', site: 'hq', managementNetwork: '50 MB/s' }],
  proxies: [
    { ...SAN_PROXY, maxConcurrentTasks: 1 },
    { ...SAN_PROXY, name: 'px2', maxConcurrentTasks: 1 },
  ],
  jobs: [
    {
      name: 'nightly',
      vms: ['vm1', 'vm2'],
      repository: 'repo1',
      run: 'incremental',
      schedule: { start: '1 min' },
    },
  ],
};

/** By kind, the faults of a night; where there are more than one, the last is of the kind and comes on top of the others. */
export const FAULT_NIGHTS: Readonly<Record<Fault['kind'], readonly Data[]>> = {
  'proxy-down': [{ kind: 'proxy-down', target: 'px1', at: '61s', for: '1h' }],
  'proxy-up': [
    { kind: 'proxy-down', target: 'px1', at: '10s' },
    { kind: 'proxy-up', target: 'px1', at: '20s' },
  ],
  'proxy-added': [{ kind: 'proxy-added', target: 'px2', at: '65s' }],
  'host-down': [{ kind: 'host-down', target: 'esx1', at: '61s', for: '1 min' }],
  'datastore-down': [{ kind: 'datastore-down', target: 'ds1', at: '61s', for: '1 min' }],
  'link-down': [{ kind: 'link-down', target: 'wan', at: '61s', for: '1 min' }],
  'link-degraded': [{ kind: 'link-degraded', target: 'wan', at: '61s', for: '1 min', share: '1%' }],
  'repository-down': [{ kind: 'repository-down', target: 'repo1', at: '61s', for: '1 min' }],
  'connectivity-lost': [{ kind: 'connectivity-lost', target: 'px1', datastore: 'ds1', at: '10s' }],
  'tracking-reset': [{ kind: 'tracking-reset', target: 'vm1', at: '10s' }],
  'task-fails': [{ kind: 'task-fails', target: 'vm1', probability: '100%' }],
};
