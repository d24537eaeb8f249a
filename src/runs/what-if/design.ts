import type { Scenario } from '../../scenario/scenario.ts';
import {
  type Dimension,
  doubled,
  doubledPart,
  type Evidence,
  listed,
  type Named,
  type Section,
  useOf,
} from './dimension.ts';

type Proxy = Scenario['proxies'][number];
type Repository = Scenario['repositories'][number];
type Host = Scenario['hosts'][number];

const PROXIES: Section<Proxy> = {
  ...listed('proxies', [
    doubled(
      'slots',
      'maxConcurrentTasks',
      'count',
      ({ name }, { summary }) => summary.proxies[name]?.slotUtilisation ?? 0,
    ),
    moreCores(),
    largerHost(),
    coreSpeed(),
    ownNetwork(),
    doubledPart('storage', {
      field: 'storage.bandwidth',
      unit: 'bit/s',
      used: useOf(({ name }) => [`proxies.${name}.storage`]),
      get: ({ storage }) => storage?.bandwidth ?? Number.POSITIVE_INFINITY,
      put: (proxy, bandwidth) => ({ ...proxy, storage: { ...proxy.storage!, bandwidth } }),
    }),
    doubled('ram', 'ram', 'B', ({ name, ram }, { summary }) => {
      const peak = summary.proxies[name]?.peakMemoryBytes ?? 0;
      // Enough memory is never a limit, however much of it is used.
      return summary.waits.ram > 0 || peak > ram ? Math.min(1, peak / ram) : 0;
    }),
  ]),
  // A Hyper-V host is a proxy that the file declares among the hosts.
  declaredIn: ({ isHost }) => (isHost ? 'hosts' : 'proxies'),
};

/** A Hyper-V host has no such field. */
function coreSpeed(): Dimension<Proxy> {
  const { change, ...rest } = doubled<Proxy>('speed', 'speed', 'count', ({ name }, { limited }) =>
    limited.share('proxy', { proxy: name }),
  );
  return {
    ...rest,
    change: (proxy) => {
      const changed = change(proxy);
      return changed && { ...changed, settings: proxy.isHost ? [] : changed.settings };
    },
  };
}

/** Slots and cores of a Hyper-V host: where both are as tight, one of them alone gains nothing, and hosts have no copies. */
function largerHost(): Dimension<Proxy> {
  return {
    kind: 'size',
    field: 'maxConcurrentTasks',
    change: (proxy) => {
      if (!proxy.isHost) return undefined;
      const [cores, slots] = [2 * proxy.cores, 2 * proxy.maxConcurrentTasks];
      return {
        thing: { ...proxy, cores, maxConcurrentTasks: slots },
        settings: [`cores=${cores}`, `maxConcurrentTasks=${slots}`],
      };
    },
    used: ({ name }, { summary }) =>
      summary.waits['proxy-slot'] === 0 ? 0 : (summary.proxies[name]?.slotUtilisation ?? 0),
  };
}

/** That of a Hyper-V host is doubled among the hosts. */
function ownNetwork(): Dimension<Proxy> {
  const used = ({ name }: Named, { summary }: Evidence) => summary.proxies[name]?.networkUtilisation ?? 0;
  const { change, ...rest } = doubled<Proxy>('network', 'network', 'bit/s', used);
  return { ...rest, change: (proxy) => (proxy.isHost ? undefined : change(proxy)) };
}

/** Slots keep their number where their default is one per core. */
function moreCores(): Dimension<Proxy> {
  const used = ({ name }: Named, { summary }: Evidence) => summary.proxies[name]?.cpuUtilisation ?? 0;
  const { change, ...rest } = doubled<Proxy>('cores', 'cores', 'count', used);
  return {
    ...rest,
    change: (proxy) => {
      const changed = change(proxy);
      if (changed === undefined || proxy.isHost) return changed;
      return {
        ...changed,
        settings: [...changed.settings, `maxConcurrentTasks=${proxy.maxConcurrentTasks}`],
      };
    },
  };
}

const DATASTORES = listed('datastores', [
  doubled(
    'read',
    'read',
    'B/s',
    useOf(({ name }) => [`datastores.${name}.read`]),
  ),
  doubled(
    'write',
    'write',
    'B/s',
    useOf(({ name }) => [`datastores.${name}.write`]),
  ),
  doubled(
    'maxSnapshots',
    'maxSnapshots',
    'count',
    ({ name, maxSnapshots }, { summary }) => (summary.datastores[name]?.peakSnapshots ?? 0) / maxSnapshots,
  ),
]);

const REPOSITORIES = listed('repositories', [
  doubled(
    'slots',
    'maxConcurrentTasks',
    'count',
    ({ name }, { summary }) => summary.repositories[name]?.slotUtilisation ?? 0,
  ),
  doubled(
    'write',
    'write',
    'B/s',
    useOf(({ name }) => [`repositories.${name}.write`]),
  ),
  doubled(
    'read',
    'read',
    'B/s',
    useOf(({ name }) => [`repositories.${name}.read`]),
  ),
  doubled('perStream', 'perStream', 'B/s', ({ name }, evidence) => limitedAtTarget([name], evidence)),
  filePerVm(),
  doubled(
    'network',
    'network',
    'bit/s',
    useOf(({ name }) => [`repositories.${name}.network`, `repositories.${name}.networkReads`]),
  ),
  ingest('write', 'ingestWrite'),
  ingest('read', 'ingestRead'),
]);

/** A file per VM, where one file per job is written by one stream of limited rate. */
function filePerVm(): Dimension<Repository> {
  return {
    kind: 'perVmFiles',
    field: 'perVmFiles',
    change: (repository) =>
      repository.perVmFiles
        ? undefined
        : { thing: { ...repository, perVmFiles: true }, settings: ['perVmFiles=true'] },
    used: ({ name, extents, perStream }, evidence) => {
      if (extents.length > 0) return limitedAtTarget(extents, evidence);
      return Number.isFinite(perStream) ? limitedAtTarget([name], evidence) : 0;
    },
  };
}

function ingest(way: 'read' | 'write', kind: string): Dimension<Repository> {
  return doubledPart<Repository>(kind, {
    field: `ingest.${way}`,
    unit: 'B/s',
    used: useOf(({ name }) => [`repositories.${name}.${kind}`]),
    get: (repository) => repository.ingest[way],
    put: (repository, rate) => ({ ...repository, ingest: { ...repository.ingest, [way]: rate } }),
  });
}

function limitedAtTarget(repositories: readonly string[], { limited }: Evidence): number {
  return repositories.reduce((sum, repository) => sum + limited.share('target', { repository }), 0);
}

const HOSTS: Section<Host> = {
  ...listed('hosts', [
    doubled('network', 'network', 'bit/s', ({ name }, { summary }) =>
      Math.max(summary.hosts[name]?.networkUtilisation ?? 0, summary.proxies[name]?.networkUtilisation ?? 0),
    ),
    doubled(
      'managementNetwork',
      'managementNetwork',
      'bit/s',
      ({ name }, { summary }) => summary.hosts[name]?.managementUtilisation ?? 0,
    ),
    doubled(
      'nbdMaxDisks',
      'nbdMaxDisks',
      'count',
      ({ name, nbdMaxDisks }, { summary }) => (summary.hosts[name]?.peakNbdDisks ?? 0) / nbdMaxDisks,
    ),
  ]),
  // The network of a Hyper-V host is also that of the proxy which it is.
  replaced: (scenario, hosts) => {
    const networks = new Map(hosts.map(({ name, network }) => [name, network]));
    const proxies = scenario.proxies.map((proxy) =>
      proxy.isHost ? { ...proxy, network: networks.get(proxy.name) ?? proxy.network } : proxy,
    );
    return { ...scenario, hosts, proxies };
  },
};

const LINKS = listed('links', [
  doubled(
    'bandwidth',
    'bandwidth',
    'bit/s',
    ({ name }, { summary }) => summary.links[name]?.utilisation ?? 0,
  ),
]);

const FABRICS = listed('fabrics', [
  doubled(
    'bandwidth',
    'bandwidth',
    'bit/s',
    useOf(({ name }) => [`fabrics.${name}`]),
  ),
]);

const THROTTLES = listed('throttles', [
  doubled('rate', 'rate', 'B/s', (_, { limited }) => limited.share('throttling')),
]);

/**
 * Everything in a design that can be bought or set, in the order of reports. What one task gets in a transport mode is no part
 * of the design.
 */
export const DESIGN: readonly Section<Named>[] = [
  PROXIES,
  DATASTORES,
  REPOSITORIES,
  HOSTS,
  LINKS,
  FABRICS,
  THROTTLES,
  // A section is only ever handed its own things.
].map((section) => section as unknown as Section<Named>);
