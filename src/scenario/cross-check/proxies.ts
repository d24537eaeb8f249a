import type * as z from 'zod';
import { shown } from '../../units/quantity-problem.ts';
import type { Declared } from '../declared.ts';
import { DEFAULTS } from '../defaults.ts';
import { child } from '../located.ts';
import type { Proxy as BackupProxy } from '../scenario.ts';
import type { proxy as proxyShape } from '../sections/infrastructure.ts';
import { type Context, present } from './context.ts';

type ProxyEntry = Declared<z.output<typeof proxyShape>>;

const UNLIMITED = Number.POSITIVE_INFINITY;
const MOST_SLOTS = 100;
const ADVISED_CORES = 2;

/** The proxies declared; where none is, the one on the backup server (simple deployment). */
export function proxiesOf(context: Context): BackupProxy[] {
  const { entries } = context.tables.proxies;
  if (entries.length === 0 && !context.sections.broken.has('proxies')) return [simpleDeployment(context)];
  return entries.map((entry) => proxyOf(context, entry));
}

function proxyOf(context: Context, entry: ProxyEntry): BackupProxy {
  const { name, value, origin } = entry;
  const kind = value.kind ?? (value.host === undefined ? 'physical' : 'virtual');
  checkHost(context, entry, kind);
  context.checkReferences(entry, 'fabric', 'fabrics');
  const hostSite = value.host === undefined ? undefined : context.hostSites.get(value.host);
  const site = context.siteOf(entry, hostSite);
  if (hostSite !== undefined && site !== hostSite) {
    const message = `${shown(name)} is said to be in ${shown(site)}, but its host ${shown(value.host!)} is in ${shown(hostSite)}.`;
    context.error('contradiction', entry, ['site'], message);
  }
  context.proxySites.set(name, site);
  return {
    name,
    site,
    platform: value.platform ?? 'vsphere',
    kind,
    ...present({ host: value.host }),
    cores: value.cores ?? UNLIMITED,
    speed: value.speed ?? DEFAULTS.speed.value,
    ram: value.ram ?? UNLIMITED,
    network: value.network ?? UNLIMITED,
    ...present({
      storage: value.storage && {
        protocols: value.storage.protocols,
        bandwidth: value.storage.bandwidth ?? UNLIMITED,
      },
    }),
    modes: value.modes ?? 'auto',
    failoverToNetwork: value.failoverToNetwork ?? DEFAULTS.failoverToNetwork.value,
    isDefault: value.default ?? false,
    maxConcurrentTasks: slotsOf(context, entry),
    enabled: value.enabled ?? true,
    ...present({ fabric: value.fabric }),
    addedAtUs: value.added ?? 0,
    origin,
  };
}

function checkHost(context: Context, entry: ProxyEntry, kind: 'physical' | 'virtual'): void {
  const { name, value } = entry;
  context.checkReferences(entry, 'host', 'hosts');
  if (kind === 'virtual' && value.host === undefined) {
    context.error(
      'missing-key',
      entry,
      [],
      `'host' is missing in ${shown(name)}: a virtual proxy runs on one.`,
    );
  }
  if (kind === 'physical' && value.host !== undefined) {
    context.error(
      'contradiction',
      entry,
      ['host'],
      `${shown(name)} is physical, so it has no host.`,
      "Write 'kind: virtual' or leave 'host' out.",
    );
  }
}

/** Model 2: the default proxy 2, any other one per core. A proxy of unlimited cores gets the least that is advised. */
function slotsOf(context: Context, entry: ProxyEntry): number {
  const { value } = entry;
  if (value.maxConcurrentTasks !== undefined) return value.maxConcurrentTasks;
  if (value.default === true) return DEFAULTS.defaultProxySlots.value;
  if (value.cores === undefined) return DEFAULTS.proxySlotsWithoutCores.value;
  if (value.cores < ADVISED_CORES) {
    const message = `${shown(entry.name)} has fewer than the ${ADVISED_CORES} cores that a proxy should have.`;
    context.error('few-cores', entry, ['cores'], message);
  }
  return Math.min(MOST_SLOTS, Math.max(1, Math.floor(value.cores)));
}

function simpleDeployment(context: Context): BackupProxy {
  const { root } = context.sections;
  const { source, start } = root.span;
  const site = context.sites[0]?.name ?? DEFAULTS.site.value;
  const name = DEFAULTS.proxyName.value;
  context.proxySites.set(name, site);
  return {
    name,
    site,
    platform: 'vsphere',
    kind: 'physical',
    cores: UNLIMITED,
    speed: DEFAULTS.speed.value,
    ram: UNLIMITED,
    network: UNLIMITED,
    modes: 'auto',
    failoverToNetwork: DEFAULTS.failoverToNetwork.value,
    isDefault: true,
    maxConcurrentTasks: DEFAULTS.defaultProxySlots.value,
    enabled: true,
    addedAtUs: 0,
    origin: { path: `proxies.${name}`, span: child(root, 'proxies')?.span ?? { source, start, end: start } },
  };
}
