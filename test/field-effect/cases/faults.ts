import { type Data, type FieldCase, SAN_PROXY, SMALL, small, TWO_SITES } from '../field-case.ts';

const TWO_PROXIES: Data = small({
  proxies: [
    { name: 'px1', site: 'hq', cores: 2, maxConcurrentTasks: 1 },
    { name: 'px2', site: 'hq', cores: 2, maxConcurrentTasks: 1 },
  ],
});

/** The small night takes 140 s; whatever happens to it happens at 10 s. */
const struck = (fault: Data, base: Data = SMALL): Data => ({ ...base, faults: [fault] });
const DOWN: Data = { kind: 'proxy-down', target: 'px1', at: '10s', for: '1 min' };
const BY_CHANCE: Data = { kind: 'proxy-down', target: ['px1', 'px2'], mtbf: '1 min', mttr: '10s' };
const SLOW_LINK: Data = {
  ...TWO_SITES,
  links: [{ name: 'wan', between: ['hq', 'dr'], bandwidth: '10 MB/s' }],
};

/** Two Hyper-V hosts; the first, with both VMs and their volume, is down before a job starts. */
const FAILING: Data = struck(
  { kind: 'host-down', target: 'hv1', at: '10s' },
  small({
    hosts: [
      { name: 'hv1', site: 'hq', platform: 'hyperv', cluster: 'c1' },
      { name: 'hv2', site: 'hq', platform: 'hyperv', cluster: 'c1' },
    ],
    datastores: [{ name: 'ds1', site: 'hq', type: 'csv', owner: 'hv1', read: '100 MB/s' }],
    proxies: [],
    vms: [
      { name: 'vm1', host: 'hv1', disks: [{ size: '10 GB', datastore: 'ds1' }] },
      { name: 'vm2', host: 'hv2', disks: [{ size: '4 GB', datastore: 'ds1' }] },
    ],
    jobs: [
      {
        name: 'nightly',
        vms: ['vm1', 'vm2'],
        repository: 'repo1',
        run: 'full',
        schedule: { start: '15s' },
      },
    ],
  }),
);

/** A proxy reads two datastores over the SAN and loses one of them; a second job starts ten minutes later. */
const CUT_OFF: Data = struck(
  { kind: 'connectivity-lost', target: 'px1', at: '5 min', datastore: 'ds1' },
  small({
    datastores: [
      { name: 'ds1', site: 'hq', read: '100 MB/s' },
      { name: 'ds2', site: 'hq', read: '50 MB/s' },
    ],
    hosts: [{ name: 'esx1', site: 'hq', managementNetwork: '20 MB/s' }],
    proxies: [SAN_PROXY, { ...SAN_PROXY, name: 'px2' }],
    vms: [
      { name: 'vm1', host: 'esx1', disks: [{ size: '10 GB', datastore: 'ds1' }] },
      { name: 'vm2', host: 'esx1', disks: [{ size: '4 GB', datastore: 'ds2' }] },
    ],
    jobs: [
      {
        name: 'nightly',
        vms: ['vm1', 'vm2'],
        repository: 'repo1',
        run: 'full',
        schedule: { start: '10 min' },
      },
    ],
  }),
);

export const FAULTS: readonly FieldCase[] = [
  { at: 'faults.0.kind', base: struck({ kind: 'proxy-down', target: 'px1', at: '10s' }), value: 'proxy-up' },
  { at: 'faults.0.target', base: struck(DOWN, TWO_PROXIES), value: 'px2' },
  {
    at: 'faults.0.targets',
    base: struck({ kind: 'proxy-down', targets: ['px1'], at: '10s', for: '1 min' }, TWO_PROXIES),
    value: ['px1', 'px2'],
  },
  // Struck at 100 s the smaller disk, done at 80 s, is spared.
  { at: 'faults.0.at', base: struck(DOWN), value: '100s' },
  { at: 'faults.0.for', base: struck(DOWN), value: '10 min' },
  { at: 'faults.0.mtbf', base: struck(BY_CHANCE, TWO_PROXIES), value: '10s' },
  { at: 'faults.0.mttr', base: struck(BY_CHANCE, TWO_PROXIES), value: '5 min' },
  { at: 'faults.0.burst', base: struck(BY_CHANCE, TWO_PROXIES), value: 2 },
  {
    at: 'faults.0.share',
    base: struck({ kind: 'link-degraded', target: 'wan', at: '10s', share: '50%' }, SLOW_LINK),
    value: '10%',
  },
  {
    at: 'faults.0.probability',
    base: struck({ kind: 'task-fails', probability: '0%' }),
    value: '100%',
  },
  { at: 'faults.0.datastore', base: CUT_OFF, value: 'ds2' },
  {
    at: 'faults.0.datastores',
    base: struck(
      { kind: 'connectivity-lost', target: 'px1', at: '5 min', datastores: ['ds1', 'ds2'] },
      CUT_OFF,
    ),
    value: ['ds2'],
  },
  // Lost at 5 min; a look at 5, 10, 15 … min finds out before the job starts, one every 4 h does not.
  { at: 'rescan', base: CUT_OFF, value: '5 min' },
  { at: 'hostFailover', base: FAILING, value: false },
  { at: 'hostFailover.vms', base: { ...FAILING, hostFailover: {} }, value: '10 min' },
  { at: 'hostFailover.volumes', base: { ...FAILING, hostFailover: {} }, value: '1 min' },
  {
    at: 'resume',
    base: struck({ kind: 'proxy-down', target: 'px1', at: '10s', for: '20 min' }),
    value: '5 min',
  },
  ...retries(),
];

function retries(): FieldCase[] {
  const base = small({
    faults: [{ kind: 'task-fails', probability: '100%' }],
    jobs: [
      { name: 'nightly', vms: ['vm1', 'vm2'], repository: 'repo1', run: 'full', schedule: { at: '21:00' } },
    ],
  });
  return [
    { at: 'jobs.0.retries', base, value: 5 },
    { at: 'jobs.0.retries.times', base, value: 5 },
    { at: 'jobs.0.retries.wait', base, value: '1 min' },
  ];
}
