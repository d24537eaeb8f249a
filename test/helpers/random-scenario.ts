import * as fc from 'fast-check';

/** Something with a name, as a scenario file would say it; undefined fields are left out of the text. */
export interface Entry {
  name: string;
  [field: string]: unknown;
}

/** A scenario as data, before it is text: laws change it (rename, permute, scale) and run it again. */
export interface ScenarioData {
  version: 1;
  name: string;
  seed: number;
  clock: { start?: string | undefined; horizon?: string | undefined };
  sites: string[];
  links: Entry[];
  fabrics: Entry[];
  hosts: Entry[];
  datastores: Entry[];
  proxies: Entry[];
  repositories: Entry[];
  throttles: Entry[];
  vms: Entry[];
  jobs: Entry[];
  policy: Record<string, unknown>;
  [setting: string]: unknown;
}

/** Every JSON text is a YAML text; without blanks and line ends, which take a third of the time of reading it. */
export function textOf(data: unknown): string {
  return JSON.stringify(data);
}

const index = fc.nat({ max: 11 });
const one = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const nothing = fc.constant(undefined);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof(nothing, arbitrary);
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: nothing }, { weight: 1, arbitrary });
const pick = <T>(from: readonly T[], at: number): T => from[at % from.length]!;

// Few different figures, so that ties and exactly full capacities are common.
const rate = one('50 MB/s', '100 MB/s', '200 MB/s', '130 MB/s', '1 GB/s', '1 Gbit/s');
const load = one(
  { '00:00-24:00': '25%' },
  { '21:00-23:00': '50%' },
  { '20:05-20:20': '90%', '22:00-02:00': '10%' },
);

const host = fc.record({
  site: index,
  network: maybe(rate),
  managementNetwork: maybe(rate),
  managementShare: rarely(one('30%', '100%')),
  nbdMaxDisks: maybe(fc.integer({ min: 1, max: 3 })),
  productionLoad: rarely(load),
});

const datastore = fc.record({
  kind: one(
    ['vmfs', 'fc'],
    ['vmfs', 'fc'],
    ['vmfs', 'iscsi'],
    ['vmfs', 'sas'],
    ['nfs', 'nfs'],
    ['vsan', 'local'],
    ['vvol', 'fc'],
    ['local', 'local'],
  ),
  home: index,
  mountedByAll: fc.boolean(),
  read: maybe(rate),
  maxSnapshots: one<number | string | undefined>(undefined, 1, 2, 'unlimited'),
  fabric: rarely(index),
  productionLoad: rarely(load),
});

const modes = one<readonly string[] | undefined>(
  undefined,
  undefined,
  ['nbd'],
  ['nbdssl'],
  ['hotadd'],
  ['san', 'hotadd'],
  ['nfs', 'nbdssl'],
  ['san', 'nfs', 'nbd'],
);

const proxy = fc.record({
  kind: one('default', 'virtual', 'virtual', 'physical', 'storage', 'storage', 'iscsi-in-vm'),
  host: index,
  cores: maybe(one(2, 4)),
  slots: maybe(fc.integer({ min: 1, max: 4 })),
  speed: rarely(one(0.5, 2)),
  ram: rarely(one('2 GB', '4 GB', '8 GB')),
  network: maybe(rate),
  storage: maybe(
    fc.record({
      protocols: fc.uniqueArray(one('fc', 'iscsi', 'nfs', 'sas'), { minLength: 1, maxLength: 3 }),
      bandwidth: maybe(rate),
    }),
  ),
  modes,
  failoverToNetwork: rarely(fc.constant(false)),
  fabric: rarely(index),
  added: rarely(one('5 min', '1h')),
  enabled: rarely(fc.constant(false)),
});

const repository = fc.record({
  site: index,
  server: rarely(index),
  write: maybe(rate),
  perStream: maybe(rate),
  network: maybe(rate),
  slots: one<number | string | undefined>(undefined, 1, 2, 3, 'unlimited'),
  perVmFiles: fc.boolean(),
  affinity: rarely(index),
});

const disk = fc.record({
  size: fc.integer({ min: 1, max: 60 }),
  used: one('100%', '100%', '50%', '20%', '0%'),
  datastore: index,
  changeRate: maybe(one('0%', '1%', '20%', '100%')),
  deleted: rarely(one('10%', '50%')),
  swap: rarely(one('5%', '50%')),
});

const vm = fc.record({
  host: index,
  guest: rarely(one('windows', 'linux')),
  tracking: rarely(fc.constant('none')),
  lastBackup: rarely(one('24h', '6h', '72h')),
  /** The datastore of all its disks, or each disk has its own. */
  datastore: maybe(index),
  disks: fc.array(disk, { minLength: 1, maxLength: 4 }),
});

const job = fc.record({
  takes: fc.uniqueArray(index, { minLength: 1, maxLength: 6 }),
  repository: index,
  schedule: one<Record<string, unknown> | undefined | 'chain'>(
    undefined,
    undefined,
    { start: '10 min' },
    { at: ['20:01', '21:00'] },
    { daily: '20:00' },
    { daily: '22:00', days: ['tue'] },
    { every: '8h', offset: '1h' },
    { every: '30 min', within: '20:00-21:30' },
    'chain',
  ),
  window: rarely(
    one<unknown>(
      '2h',
      { length: '3 min', onClose: 'stop' },
      { length: '20 min', onClose: 'stop' },
      { length: '5s', onClose: 'stop' },
      { length: '5 min', onClose: 'report' },
    ),
  ),
  priority: rarely(fc.constant('high')),
  compression: rarely(one('none', 'dedupe-friendly', 'high', 'extreme')),
  compressionRatio: rarely(one(1, 0.25)),
  vmPrepare: rarely(one('0s', '45s')),
  encryption: rarely(fc.constant(true)),
  bitLooker: rarely(fc.constant(false)),
  blockSize: rarely(one('256 KB', '4 MB')),
  method: rarely(fc.constant('active-full')),
  run: rarely(one('full', 'incremental', 'auto')),
  proxies: rarely(fc.uniqueArray(index, { minLength: 1, maxLength: 3 })),
});

const policy = fc.record({
  order: rarely(one('fifo', 'list', 'largest-first', 'smallest-first', 'longest-job-first', 'random', 'rts')),
  select: rarely(
    one('load-first', 'least-loaded', 'most-free-slots', 'round-robin', 'random', 'two-choices'),
  ),
  load: rarely(fc.constant('count')),
  whenBestBusy: rarely(one<unknown>('wait', 'degrade', { san: 'wait' }, { hotadd: 'wait', nfs: 'degrade' })),
  sameHostHotAdd: rarely(one(1, 2)),
  schedulerTick: rarely(one('10s', '7s', '1 min')),
  hotaddMaxDisks: rarely(one(1, 2)),
});

const raw = fc.record({
  seed: fc.nat({ max: 1000 }),
  horizon: rarely(one('40 min', '3h', '2d')),
  twoSites: fc.boolean(),
  link: maybe(fc.record({ bandwidth: maybe(rate), productionLoad: rarely(load) })),
  fabricRate: maybe(rate),
  hosts: fc.array(host, { minLength: 1, maxLength: 3 }),
  datastores: fc.array(datastore, { minLength: 1, maxLength: 4 }),
  proxies: fc.array(proxy, { minLength: 1, maxLength: 4 }),
  repositories: fc.array(repository, { minLength: 1, maxLength: 2 }),
  throttle: rarely(one('20 MB/s', '80 MB/s')),
  vms: fc.array(vm, { minLength: 1, maxLength: 8 }),
  jobs: fc.array(job, { minLength: 1, maxLength: 3 }),
  policy,
  settings: fc.record({
    overheads: one<unknown>('default', 'default', 'none', {
      base: 'none',
      openNbd: '2s',
      hotaddAttach: '7s',
    }),
    profile: one<unknown>(
      undefined,
      'calc16',
      { full: '100 MB/s', incremental: '50 MB/s' },
      { full: 'unlimited', incremental: 'unlimited' },
    ),
    coresPerTask: rarely(one(0.5, 2)),
    parallelProcessing: rarely(fc.constant(false)),
    oversubscriptionPenalty: rarely(one(0.1, 1)),
    enforceRam: rarely(fc.constant(true)),
    blockGrowth: rarely(fc.constant({ '256 KB': 0.7, '4 MB': 1.9 })),
    transport: rarely(fc.constant({ nbd: { perTask: '60 MB/s' }, hotadd: { perTask: '150 MB/s' } })),
  }),
});

type Raw = typeof raw extends fc.Arbitrary<infer T> ? T : never;

/** Storage ports that come with a kind of proxy. */
const PORTS: Readonly<Record<string, unknown>> = {
  storage: { protocols: ['fc', 'iscsi', 'nfs', 'sas'], bandwidth: '400 MB/s' },
  'iscsi-in-vm': { protocols: ['iscsi', 'nfs'] },
};

/** Small but varied scenarios: every one is valid, and none takes long to run. */
export const randomScenario: fc.Arbitrary<ScenarioData> = raw.map(build);

function build(given: Raw): ScenarioData {
  const sites = given.twoSites ? ['hq', 'dr'] : ['hq'];
  const fabrics = given.fabricRate === undefined ? [] : ['san-a', 'san-b'];
  const fabricOf = (at: number | undefined) =>
    at === undefined || fabrics.length === 0 ? undefined : pick(fabrics, at);
  const hosts = given.hosts.map((h, n) => ({ ...h, name: `esx${n + 1}`, site: pick(sites, h.site) }));
  const datastores = given.datastores.map(({ kind, home, mountedByAll, ...d }, n) => {
    const own = pick(hosts, home);
    const mounts = mountedByAll && kind[0] !== 'local' ? hosts.filter((h) => h.site === own.site) : [own];
    return {
      ...d,
      name: `ds${n + 1}`,
      site: own.site,
      type: kind[0],
      protocol: kind[1],
      hosts: mounts.map((h) => h.name),
      fabric: fabricOf(d.fabric),
    };
  });
  const proxies = given.proxies.map(({ kind, host: at, slots, ...p }, n) => {
    const onHost = pick(hosts, at);
    const isVirtual = kind === 'virtual' || kind === 'iscsi-in-vm';
    return {
      ...p,
      name: `px${n + 1}`,
      site: onHost.site,
      kind: isVirtual ? 'virtual' : 'physical',
      host: isVirtual ? onHost.name : undefined,
      default: kind === 'default' ? true : undefined,
      maxConcurrentTasks: slots,
      storage: PORTS[kind] ?? p.storage,
      fabric: fabricOf(p.fabric),
    };
  });
  const repositories = given.repositories.map(({ slots, server, affinity, ...r }, n) => {
    const machine = server === undefined ? undefined : pick(proxies, server);
    return {
      ...r,
      name: `repo${n + 1}`,
      site: machine?.site ?? pick(sites, r.site),
      server: machine?.name,
      maxConcurrentTasks: slots,
      affinity: affinity === undefined ? undefined : [pick(proxies, affinity).name],
    };
  });
  const vms = given.vms.map(({ datastore: home, ...v }, n) => ({
    ...v,
    name: `vm${n + 1}`,
    host: pick(hosts, v.host).name,
    disks: v.disks.map((d) => ({
      ...d,
      size: `${d.size} GB`,
      datastore: pick(datastores, home ?? d.datastore).name,
    })),
  }));
  const jobs = given.jobs.map(({ takes, proxies: own, schedule, ...j }, n) => ({
    ...j,
    name: `job${n + 1}`,
    vms: distinct(takes.map((at) => pick(vms, at).name)),
    repository: pick(repositories, j.repository).name,
    schedule: schedule === 'chain' ? (n > 0 ? { after: `job${n}` } : undefined) : schedule,
    proxies: own && distinct(own.map((at) => pick(proxies, at).name)),
  }));
  const links =
    given.link !== undefined && sites.length > 1 ? [{ ...given.link, name: 'wan', between: sites }] : [];
  const between = sites.length > 1 ? sites : undefined;
  return {
    version: 1,
    name: 'random',
    seed: given.seed,
    clock: { horizon: given.horizon },
    ...given.settings,
    sites,
    links,
    fabrics: fabrics.map((name) => ({ name, bandwidth: given.fabricRate })),
    hosts,
    datastores,
    proxies,
    repositories,
    throttles:
      given.throttle !== undefined && between !== undefined
        ? [{ name: 'night-rule', between, rate: given.throttle, during: RULE_HOURS[given.seed % 4] }]
        : [],
    vms,
    jobs,
    policy: given.policy,
  };
}

/** Nights begin on a Monday at 20:00. */
export const RULE_HOURS: readonly unknown[] = [
  undefined,
  '20:01-20:03',
  [{ within: '19:00-20:00:40' }, { days: ['mon', 'tue'], within: '20:02-20:10' }],
  [{ days: ['sun', 'tue'], within: '20:00-20:10' }],
];

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
