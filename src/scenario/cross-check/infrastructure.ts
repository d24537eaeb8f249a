import type * as z from 'zod';
import { shown } from '../../units/quantity-problem.ts';
import type { Declared } from '../declared.ts';
import { DEFAULTS } from '../defaults.ts';
import type { Datastore, DatastoreType, Host, Repository, StorageProtocol } from '../scenario.ts';
import type { datastore as datastoreShape } from '../sections/infrastructure.ts';
import { type Context, present } from './context.ts';

const UNLIMITED = Number.POSITIVE_INFINITY;

export function hostsOf(context: Context): Host[] {
  return context.tables.hosts.entries.map((entry): Host => {
    const { name, value, origin } = entry;
    const site = context.siteOf(entry, undefined);
    context.hostSites.set(name, site);
    return {
      name,
      site,
      platform: value.platform ?? 'vsphere',
      cores: value.cores ?? UNLIMITED,
      network: value.network ?? UNLIMITED,
      managementNetwork: value.managementNetwork ?? UNLIMITED,
      managementShare: value.managementShare ?? DEFAULTS.managementShare.value,
      nbdMaxDisks: value.nbdMaxDisks ?? DEFAULTS.nbdMaxDisks.value,
      ...present({ cluster: value.cluster, productionLoad: value.productionLoad }),
      origin,
    };
  });
}

type DatastoreEntry = Declared<z.output<typeof datastoreShape>>;

export function datastoresOf(context: Context): Datastore[] {
  return context.tables.datastores.entries.map((entry): Datastore => {
    const { name, value, origin } = entry;
    for (const key of ['hosts', 'owner']) context.checkReferences(entry, key, 'hosts');
    context.checkReferences(entry, 'fabric', 'fabrics');
    const site = context.siteOf(entry, commonSite(context, value.hosts ?? []));
    const hosts = value.hosts ?? [...context.hostSites].filter(([, of]) => of === site).map(([host]) => host);
    const { type, protocol } = kindOf(context, entry);
    if (type === 'local' && hosts.length > 1) {
      const hint = `Name one in 'hosts'.`;
      context.error(
        'contradiction',
        entry,
        value.hosts === undefined ? [] : ['hosts'],
        `A local datastore is on one host, ${shown(name)} on ${hosts.length}.`,
        hint,
      );
    }
    return {
      name,
      site,
      type,
      protocol,
      read: value.read ?? UNLIMITED,
      write: value.write ?? UNLIMITED,
      hosts: [...new Set(hosts)],
      ...present({ owner: value.owner, fabric: value.fabric, productionLoad: value.productionLoad }),
      maxSnapshots: value.maxSnapshots ?? DEFAULTS.maxSnapshots.value,
      origin,
    };
  });
}

/** The site that all the hosts share, if they do. */
function commonSite(context: Context, hosts: readonly string[]): string | undefined {
  const sites = new Set(hosts.map((host) => context.hostSites.get(host)));
  return sites.size === 1 ? [...sites][0] : undefined;
}

/** Type and protocol say the same about nfs and local: one follows from the other, and they must agree. */
function kindOf(context: Context, entry: DatastoreEntry): { type: DatastoreType; protocol: StorageProtocol } {
  const { type, protocol } = entry.value;
  const implied = protocol === 'nfs' || protocol === 'local' ? protocol : 'vmfs';
  const resolved = type ?? implied;
  const fitting: StorageProtocol =
    resolved === 'nfs' || resolved === 'local' ? resolved : resolved === 'vsan' ? 'local' : 'fc';
  const clash =
    type !== undefined &&
    protocol !== undefined &&
    (resolved === 'nfs' || resolved === 'local' || resolved === 'vmfs');
  if (clash && resolved !== implied) {
    context.error(
      'contradiction',
      entry,
      ['protocol'],
      `A datastore of type ${shown(type)} does not speak ${shown(protocol)}.`,
    );
  }
  return { type: resolved, protocol: protocol ?? fitting };
}

export function repositoriesOf(context: Context): Repository[] {
  return context.tables.repositories.entries.map((entry): Repository => {
    const { name, value, origin } = entry;
    for (const key of ['server', 'affinity']) context.checkReferences(entry, key, 'proxies');
    const serverSite = value.server === undefined ? undefined : context.proxySites.get(value.server);
    const site = context.siteOf(entry, serverSite);
    if (serverSite !== undefined && site !== serverSite) {
      const message = `${shown(name)} is said to be in ${shown(site)}, but its machine ${shown(value.server!)} is in ${shown(serverSite)}.`;
      context.error('contradiction', entry, ['site'], message);
    }
    return {
      name,
      site,
      ...present({ server: value.server }),
      write: value.write ?? UNLIMITED,
      read: value.read ?? UNLIMITED,
      perStream: value.perStream ?? UNLIMITED,
      network: value.network ?? UNLIMITED,
      maxConcurrentTasks: value.maxConcurrentTasks ?? DEFAULTS.repositorySlots.value,
      perVmFiles: value.perVmFiles ?? DEFAULTS.perVmFiles.value,
      slotUnit: value.slotUnit ?? 'disk',
      blockCloning: value.blockCloning ?? DEFAULTS.blockCloning.value,
      affinity: value.affinity ?? [],
      origin,
    };
  });
}
