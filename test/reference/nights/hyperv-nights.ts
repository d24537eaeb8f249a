import * as fc from 'fast-check';
import { type Entry, randomScenario, type ScenarioData } from '../../helpers/random-scenario.ts';
import { distinct, index, maybe, one, pick, rarely, rate } from '../../laws/domain/draws.ts';

const load = one({ '00:00-24:00': '25%' }, { '20:05-20:20': '90%', '22:00-02:00': '10%' });

const hosts = fc.array(
  fc.record({
    site: index,
    version: one(undefined, '2012r2', '2016', '2022'),
    cluster: one('cluster1', 'cluster1', 'cluster2', undefined),
    cores: maybe(one(2, 4)),
    ram: rarely(one('2 GB', '3 GB', '4 GB')),
    maxConcurrentTasks: maybe(fc.integer({ min: 1, max: 3 })),
    network: maybe(rate),
    productionLoad: rarely(load),
  }),
  { minLength: 1, maxLength: 3 },
);

const stores = fc.array(
  fc.record({
    kind: one(['csv', 'fc'], ['csv', 'fc'], ['csv', 'iscsi'], ['smb', 'smb'], ['local', 'local']),
    home: index,
    owner: index,
    read: maybe(rate),
    write: maybe(rate),
    maxSnapshots: one<number | string | undefined>(undefined, 1, 2, 'unlimited'),
    fabric: rarely(index),
    productionLoad: rarely(load),
  }),
  { minLength: 1, maxLength: 3 },
);

const offHost = fc.array(
  fc.record({
    site: index,
    cores: maybe(one(2, 4)),
    speed: rarely(one(0.5, 2)),
    maxConcurrentTasks: maybe(fc.integer({ min: 1, max: 3 })),
    network: maybe(rate),
    storage: fc.record({
      protocols: one(['fc'], ['fc'], ['fc', 'iscsi'], ['iscsi', 'smb'], ['fc', 'smb']),
      bandwidth: maybe(rate),
    }),
    modes: rarely(one(['off-host'], ['on-host'], ['hotadd', 'off-host'])),
    /** In a virtual machine. */
    host: rarely(index),
    failoverToNetwork: one(undefined, undefined, false),
    fabric: rarely(index),
    added: rarely(one('5 min', '1h')),
    enabled: rarely(fc.constant(false)),
  }),
  { minLength: 0, maxLength: 3 },
);

const vms = fc.array(
  fc.record({
    host: maybe(index),
    tracking: rarely(fc.constant('none')),
    configVersion: rarely(one(5, 9)),
    guest: rarely(fc.constant('windows')),
    lastBackup: rarely(one('24h', '6h', '72h')),
    store: maybe(index),
    disks: fc.array(
      fc.record({
        size: fc.integer({ min: 1, max: 40 }),
        used: one('100%', '50%', '20%', '0%'),
        store: index,
        changeRate: maybe(one('0%', '1%', '20%', '100%')),
        deleted: rarely(one('10%')),
        thin: rarely(fc.constant(true)),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

const jobs = fc.array(
  fc.record({
    takes: fc.uniqueArray(index, { minLength: 1, maxLength: 6 }),
    /** It takes its vSphere VMs, too. */
    isMixed: rarely(fc.constant(true)),
    proxies: maybe(fc.uniqueArray(index, { minLength: 1, maxLength: 2 })),
    /** A target makes it a replication. */
    target: rarely(index),
    targetHost: rarely(index),
    run: rarely(one('full', 'auto')),
  }),
  { minLength: 3, maxLength: 3 },
);

const estate = fc.record({
  hosts,
  stores,
  offHost,
  vms,
  jobs,
  whenBestBusy: rarely(one<unknown>('wait', { 'off-host': 'wait' })),
});

type Estate = typeof estate extends fc.Arbitrary<infer T> ? T : never;

/** Likewise, with backups alone. */
export const hypervBackups: fc.Arbitrary<ScenarioData> = fc
  .tuple(randomScenario, estate)
  .map(([data, given]) =>
    withHyperV(data, {
      ...given,
      jobs: given.jobs.map((job) => ({ ...job, target: undefined })),
    }),
  );

/** Hosts of Hyper-V with volumes, shares and local disks, off-host proxies, and jobs for what is on them, beside a plain night. */
export const hypervNight: fc.Arbitrary<ScenarioData> = fc
  .tuple(randomScenario, estate)
  .map(([data, given]) => withHyperV(data, given));

function withHyperV(data: ScenarioData, given: Estate): ScenarioData {
  const { sites, fabrics } = data;
  const fabricOf = (at: number | undefined) =>
    at === undefined || fabrics.length === 0 ? undefined : pick(fabrics, at).name;
  const hosts = given.hosts.map((host, n) => ({
    ...host,
    name: `hv${n + 1}`,
    platform: 'hyperv',
    site: pick(sites, host.site),
  }));
  const stores = given.stores.map(({ kind, home, owner, ...store }, n) => {
    const own = pick(hosts, home);
    const mounting = kind[0] === 'local' ? [own] : hosts.filter(({ site }) => site === own.site);
    return {
      ...store,
      name: `csv${n + 1}`,
      site: own.site,
      type: kind[0],
      protocol: kind[1],
      hosts: mounting.map(({ name }) => name),
      owner: kind[0] === 'csv' ? pick(mounting, owner).name : undefined,
      fabric: fabricOf(store.fabric),
    };
  });
  const homeOf = ({ host, site }: Estate['offHost'][number]) => {
    const under = host === undefined ? undefined : pick(hosts, host);
    return { host: under?.name, site: under?.site ?? pick(sites, site) };
  };
  const offHost = given.offHost.map((proxy, n) => ({
    ...proxy,
    name: `off${n + 1}`,
    platform: 'hyperv',
    ...homeOf(proxy),
    fabric: fabricOf(proxy.fabric),
  }));
  const vms = given.vms.map(({ store: home, host, ...vm }, n) => ({
    ...vm,
    name: `guest${n + 1}`,
    host: host === undefined ? undefined : pick(hosts, host).name,
    disks: vm.disks.map(({ store, size, ...disk }) => ({
      ...disk,
      size: `${size} GB`,
      datastore: pick(stores, home ?? store).name,
    })),
  }));
  const whole: ScenarioData = {
    ...data,
    hosts: [...data.hosts, ...hosts],
    datastores: [...data.datastores, ...stores],
    proxies: [...data.proxies, ...offHost],
    vms: [...data.vms, ...vms],
    policy: { ...data.policy, whenBestBusy: given.whenBestBusy ?? data.policy['whenBestBusy'] },
  };
  return { ...whole, jobs: data.jobs.map((job, n) => jobOf(whole, job, given.jobs[n]!)) };
}

function jobOf(
  { vms, hosts, datastores, proxies }: ScenarioData,
  job: Entry,
  given: Estate['jobs'][number],
): Entry {
  const { takes, isMixed, target, targetHost } = given;
  const of = (things: readonly Entry[], start: string) =>
    things.map(({ name }) => name).filter((name) => name.startsWith(start));
  const guests = distinct(takes.map((at) => pick(of(vms, 'guest'), at)));
  const places = [...of(proxies, 'off'), ...of(proxies, 'off'), ...of(hosts, 'hv')];
  const own = given.proxies && distinct(given.proxies.map((at) => pick(places, at)));
  const run = given.run ?? job['run'];
  if (target === undefined) {
    const all = isMixed === true ? [...guests, ...(job['vms'] as string[])] : guests;
    return { ...job, vms: all, run, proxies: own };
  }
  const { method, ...more } = job;
  void method;
  const store = pick(
    datastores.filter(({ name }) => name.startsWith('csv')),
    target,
  );
  const host = targetHost === undefined ? undefined : pick(store['hosts'] as string[], targetHost);
  return {
    ...more,
    type: 'replication',
    vms: guests,
    run,
    proxies: own,
    target: { datastore: store.name, host },
  };
}
