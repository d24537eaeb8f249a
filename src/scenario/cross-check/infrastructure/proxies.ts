import type * as z from 'zod';
import { present } from '../../../collections/present.ts';
import { firstOf } from '../../../units/cut-list.ts';
import { shown } from '../../../units/quantity-problem.ts';
import type { Declared } from '../../decode/declared.ts';
import { DEFAULTS, type Default } from '../../defaults.ts';
import type { Proxy as BackupProxy, Host, Platform, TransportMode } from '../../scenario.ts';
import type { proxy as proxyShape } from '../../sections/infrastructure.ts';
import { child } from '../../tree/located.ts';
import type { Context } from '../context.ts';

type ProxyEntry = Declared<z.output<typeof proxyShape>>;

const UNLIMITED = Number.POSITIVE_INFINITY;
const MOST_SLOTS = 100;
const ADVISED_CORES = 2;
const SLOTS = 'proxies.maxConcurrentTasks';

/** Modes that read the storage itself, over ports of the proxy's own. */
const OVER_STORAGE: Readonly<Record<Platform, readonly TransportMode[]>> = {
  vsphere: ['san', 'nfs', 'storage-snapshot'],
  hyperv: ['off-host'],
};
/** Proxies in a sentence. */
const NAMED = 4;

/**
 * The proxies declared; where none is, the one on the backup server (simple deployment), unless everything is Hyper-V. Then
 * every Hyper-V host.
 */
export function proxiesOf(context: Context, hosts: readonly Host[]): BackupProxy[] {
  const { entries } = context.tables.proxies;
  const byName = new Map(hosts.map((host) => [host.name, host]));
  const listed = context.hasDefaultProxy
    ? [simpleDeployment(context)]
    : entries.map((entry) => proxyOf(context, entry, byName));
  return [...listed, ...onHostProxies(context, hosts)];
}

function proxyOf(context: Context, entry: ProxyEntry, hosts: ReadonlyMap<string, Host>): BackupProxy {
  const { name, value, origin } = entry;
  const kind = value.kind ?? (value.host === undefined ? 'physical' : 'virtual');
  checkHost(context, entry, kind);
  const platform = platformOf(context, entry, hosts.get(value.host ?? ''));
  checkStorage(context, entry, kind, platform);
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
    platform,
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
    isHost: false,
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

function platformOf(context: Context, entry: ProxyEntry, host: Host | undefined): Platform {
  const { name, value } = entry;
  const platform = value.platform ?? host?.platform ?? 'vsphere';
  if (host !== undefined && host.platform !== platform) {
    const message = `${shown(name)} is said to be a proxy of ${platform}, but its host ${shown(host.name)} is of ${host.platform}.`;
    context.error(
      'contradiction',
      entry,
      ['platform'],
      message,
      "Leave 'platform' out: it follows from the host.",
    );
  }
  return platform;
}

/** A proxy that can only read the storage itself needs ports to it. */
function checkStorage(
  context: Context,
  entry: ProxyEntry,
  kind: 'physical' | 'virtual',
  platform: Platform,
): void {
  const { name, value } = entry;
  const { modes = 'auto' } = value;
  if (value.storage !== undefined) return;
  const offHost = platform === 'hyperv' && kind === 'physical';
  const needed =
    modes === 'auto'
      ? offHost
      : (offHost && modes.includes('off-host')) ||
        modes.every((mode) => OVER_STORAGE[platform].includes(mode));
  if (!needed) return;
  const what = offHost ? 'An off-host proxy' : `A proxy of modes ${shown((modes as string[]).join(', '))}`;
  context.error(
    'contradiction',
    entry,
    modes === 'auto' ? [] : ['modes'],
    `${shown(name)} has no ports to the storage. ${what} needs them.`,
    `Write for example 'storage: { protocols: [fc] }'${othersWithPorts(context, entry)}.`,
  );
}

/** Where what was said of all proxies is meant for those alone that have ports. */
function othersWithPorts(context: Context, { value: { modes } }: ProxyEntry): string {
  if (modes === undefined || modes === 'auto') return '';
  const alike = context.tables.proxies.entries.filter(
    ({ value }) => value.storage !== undefined && `${value.modes}` === `${modes}`,
  );
  if (alike.length === 0) return '';
  return `, or give these modes to ${firstOf(alike, NAMED, ({ name }) => shown(name))} alone`;
}

/** The default proxy 2, any other one per core. A proxy of unlimited cores gets the least that is advised. */
function slotsOf(context: Context, entry: ProxyEntry): number {
  const { name, value } = entry;
  if (value.maxConcurrentTasks !== undefined) return value.maxConcurrentTasks;
  const byDefault = <T>(figure: Default<T>): T =>
    context.defaultsTaken.orDefault(undefined, figure, SLOTS, name);
  if (value.default === true) return byDefault(DEFAULTS.defaultProxySlots);
  if (value.cores === undefined) return byDefault(DEFAULTS.proxySlotsWithoutCores);
  const perCore = byDefault(DEFAULTS.proxySlotsPerCore);
  if (value.cores < ADVISED_CORES) {
    const message = `${shown(name)} has fewer than the ${ADVISED_CORES} cores that a proxy should have.`;
    context.error('few-cores', entry, ['cores'], message);
  }
  return Math.min(MOST_SLOTS, Math.max(1, Math.floor(perCore * value.cores)));
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
    maxConcurrentTasks: context.defaultsTaken.orDefault(undefined, DEFAULTS.defaultProxySlots, SLOTS, name),
    enabled: true,
    addedAtUs: 0,
    isHost: false,
    origin: { path: `proxies.${name}`, span: child(root, 'proxies')?.span ?? { source, start, end: start } },
  };
}

/** Every Hyper-V host is a proxy for its own VMs, without being listed. */
function onHostProxies(context: Context, hosts: readonly Host[]): BackupProxy[] {
  const entries = new Map(context.tables.hosts.entries.map((entry) => [entry.name, entry.value]));
  return hosts
    .filter(({ platform }) => platform === 'hyperv')
    .map((host): BackupProxy => {
      const { name, site, cores, network, origin } = host;
      const listed = context.tables.proxies.get(name);
      if (listed !== undefined) {
        const message = `The Hyper-V host ${shown(name)} is a proxy of this name already.`;
        context.findings.report('duplicate-name', message, {
          path: listed.origin.path,
          span: listed.origin.span,
          hint: 'Give the proxy another name; what the host can do is said where it is declared.',
          notes: [{ message: 'The host is declared here.', span: origin.span }],
        });
      }
      context.proxySites.set(name, site);
      return {
        name,
        site,
        platform: 'hyperv',
        kind: 'physical',
        host: name,
        cores,
        speed: DEFAULTS.speed.value,
        ram: entries.get(name)?.ram ?? UNLIMITED,
        network,
        modes: ['on-host'],
        failoverToNetwork: DEFAULTS.failoverToNetwork.value,
        isDefault: false,
        maxConcurrentTasks: context.defaultsTaken.orDefault(
          entries.get(name)?.maxConcurrentTasks,
          DEFAULTS.onHostSlots,
          'hosts.maxConcurrentTasks',
          name,
        ),
        enabled: true,
        addedAtUs: 0,
        isHost: true,
        origin,
      };
    });
}
