import {
  type Data,
  type FieldCase,
  SAN_PROXY,
  SMALL,
  small,
  TWO_SITES,
  VIRTUAL_PROXY,
  withMore,
} from '../field-case.ts';

const EVENING = { '20:00-23:00': '50%' };
const SLOW_HOSTS: Data = withMore('hosts', { managementNetwork: '100 MB/s' });
const OVER_SAN: Data = small({
  fabrics: [{ name: 'san-a' }, { name: 'san-b' }],
  datastores: [{ name: 'ds1', site: 'hq', hosts: ['esx1'], fabric: 'san-a' }],
  proxies: [{ ...SAN_PROXY, fabric: 'san-a' }],
});
const OVER_HOTADD: Data = small({
  hosts: [
    { name: 'esx1', site: 'hq', network: '1 GB/s' },
    { name: 'esx2', site: 'hq' },
  ],
  datastores: [{ name: 'ds1', site: 'hq', protocol: 'iscsi', hosts: ['esx1'] }],
  proxies: [VIRTUAL_PROXY],
});
const HOTADD_OF_TWO_SITES: Data = { ...OVER_HOTADD, sites: ['hq', 'dr'] };
/** The link joins the two sites that are in use, or one of them and a third. */
const THREE_SITES: Data = {
  ...TWO_SITES,
  sites: ['hq', 'dr', 'far'],
  links: [{ name: 'wan', between: ['hq', 'far'], bandwidth: '10 MB/s' }],
};
const SLOW_LINK: Data = {
  ...TWO_SITES,
  links: [{ name: 'wan', between: ['hq', 'dr'], bandwidth: '10 MB/s' }],
};
const OFFICE_HOURS: Data = {
  ...TWO_SITES,
  throttles: [{ from: ['hq'], rate: '5 MB/s', during: [{ days: ['mon'], within: '00:00-24:00' }] }],
};
const MANY_SITES: Data = { ...SLOW_LINK, repositories: [{ name: 'repo1', site: 'hq' }] };
const WHOLE_CLUSTER: Data = {
  ...withMore('jobs', { vms: [{ cluster: 'blue' }] }),
  hosts: [
    { name: 'esx1', site: 'hq', cluster: 'blue' },
    { name: 'esx2', site: 'hq' },
  ],
  vms: [
    { name: 'vm1', host: 'esx1', disks: [{ size: '10 GB', datastore: 'ds1' }] },
    { name: 'vm2', host: 'esx2', disks: [{ size: '4 GB', datastore: 'ds1' }] },
  ],
};

/** Each VM is read over the network of its own host. */
const TWO_SLOW_HOSTS: Data = small({
  hosts: ['esx1', 'esx2'].map((name) => ({ name, site: 'hq', managementNetwork: '50 MB/s' })),
  datastores: [{ name: 'ds1', site: 'hq' }],
  vms: WHOLE_CLUSTER['vms'],
});

export const NETWORK: readonly FieldCase[] = [
  { at: 'links.0.between', base: THREE_SITES, value: ['hq', 'dr'] },
  { at: 'links.0.bandwidth', base: TWO_SITES, value: '10 MB/s' },
  { at: 'links.0.productionLoad', base: SLOW_LINK, value: EVENING },
  { at: 'fabrics.0.bandwidth', base: OVER_SAN, value: '10 MB/s' },
  {
    at: 'throttles.0.between',
    base: {
      ...TWO_SITES,
      sites: ['hq', 'dr', 'far'],
      throttles: [{ between: ['hq', 'far'], rate: '5 MB/s' }],
    },
    value: ['hq', 'dr'],
  },
  {
    at: 'throttles.0.from',
    base: { ...TWO_SITES, throttles: [{ name: 'rule', from: ['dr'], rate: '5 MB/s' }] },
    value: ['hq'],
  },
  {
    at: 'throttles.0.to',
    base: {
      ...TWO_SITES,
      sites: ['hq', 'dr', 'far'],
      throttles: [{ name: 'rule', from: ['hq'], to: ['far'], rate: '5 MB/s' }],
    },
    value: ['dr'],
  },
  {
    at: 'throttles.0.rate',
    base: { ...TWO_SITES, throttles: [{ from: ['hq'], rate: '50 MB/s' }] },
    value: '5 MB/s',
  },
  {
    at: 'throttles.0.during',
    base: { ...TWO_SITES, throttles: [{ from: ['hq'], rate: '5 MB/s' }] },
    value: '12:00-13:00',
  },
  { at: 'throttles.0.during.0.days', base: OFFICE_HOURS, value: ['sat'] },
  { at: 'throttles.0.during.0.within', base: OFFICE_HOURS, value: '00:00-01:00' },
];

export const HOSTS: readonly FieldCase[] = [
  { at: 'hosts.0.site', base: SLOW_LINK, value: 'dr' },
  { at: 'hosts.0.network', base: OVER_HOTADD, value: '10 MB/s' },
  { at: 'hosts.0.managementNetwork', base: SMALL, value: '20 MB/s' },
  { at: 'hosts.0.managementShare', base: SLOW_HOSTS, value: '10%' },
  { at: 'hosts.0.nbdMaxDisks', base: SMALL, value: 1 },
  { at: 'hosts.1.cluster', base: WHOLE_CLUSTER, value: 'blue' },
  { at: 'hosts.0.productionLoad', base: SLOW_HOSTS, value: EVENING },
  { at: 'hosts.1.enabled', base: TWO_SLOW_HOSTS, value: false },
];

export const DATASTORES: readonly FieldCase[] = [
  { at: 'datastores.0.site', base: HOTADD_OF_TWO_SITES, value: 'dr' },
  { at: 'datastores.0.type', base: small({ proxies: [SAN_PROXY] }), value: 'vvol' },
  { at: 'datastores.0.protocol', base: small({ proxies: [SAN_PROXY] }), value: 'iscsi' },
  { at: 'datastores.0.read', base: SMALL, value: '20 MB/s' },
  { at: 'datastores.0.hosts', base: OVER_HOTADD, value: ['esx2'] },
  { at: 'datastores.0.fabric', base: OVER_SAN, value: 'san-b' },
  { at: 'datastores.0.maxSnapshots', base: SMALL, value: 1 },
  { at: 'datastores.0.productionLoad', base: SMALL, value: EVENING },
];

export const PROXIES: readonly FieldCase[] = [
  { at: 'proxies.0.site', base: MANY_SITES, value: 'dr' },
  { at: 'proxies.0.host', base: OVER_HOTADD, value: 'esx2' },
  { at: 'proxies.0.cores', base: small({ profile: { full: '40 MB/s', incremental: '40 MB/s' } }), value: 1 },
  {
    at: 'proxies.0.speed',
    base: small({ profile: { full: '40 MB/s', incremental: '40 MB/s' } }),
    value: 0.5,
  },
  {
    at: 'proxies.0.ram',
    base: small({ profile: { full: '40 MB/s', incremental: '40 MB/s' } }),
    value: '2 GB',
  },
  { at: 'proxies.0.network', base: SMALL, value: '10 MB/s' },
  { at: 'proxies.0.storage.protocols', base: small({ proxies: [SAN_PROXY] }), value: ['iscsi'] },
  { at: 'proxies.0.storage.bandwidth', base: small({ proxies: [SAN_PROXY] }), value: '10 MB/s' },
  { at: 'proxies.0.modes', base: SMALL, value: ['nbdssl'] },
  {
    at: 'proxies.0.failoverToNetwork',
    base: withMore('proxies', { modes: ['hotadd'] }),
    value: false,
  },
  {
    at: 'proxies.0.default',
    base: small({ proxies: [{ name: 'px1', site: 'hq', cores: 1 }] }),
    value: true,
  },
  { at: 'proxies.0.maxConcurrentTasks', base: SMALL, value: 1 },
  { at: 'proxies.0.enabled', base: SMALL, value: false },
  { at: 'proxies.0.fabric', base: OVER_SAN, value: 'san-b' },
  { at: 'proxies.0.added', base: SMALL, value: '5 min' },
];

const ONE_STREAM: Data = withMore('repositories', { perStream: '20 MB/s', perVmFiles: true });
const SECOND: Data = { name: 'px2', site: 'hq', cores: 2, maxConcurrentTasks: 2 };

export const REPOSITORIES: readonly FieldCase[] = [
  { at: 'repositories.0.site', base: SLOW_LINK, value: 'hq' },
  {
    at: 'repositories.0.server',
    base: small({ proxies: [{ ...SAN_PROXY, network: '30 MB/s' }] }),
    value: 'px1',
  },
  { at: 'repositories.0.write', base: SMALL, value: '10 MB/s' },
  { at: 'repositories.0.perStream', base: SMALL, value: '10 MB/s' },
  { at: 'repositories.0.network', base: SMALL, value: '10 MB/s' },
  { at: 'repositories.0.maxConcurrentTasks', base: SMALL, value: 1 },
  { at: 'repositories.0.perVmFiles', base: ONE_STREAM, value: false },
  {
    at: 'repositories.0.affinity',
    base: small({ proxies: [...(SMALL['proxies'] as Data[]), SECOND] }),
    value: ['px2'],
  },
];
