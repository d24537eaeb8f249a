import type * as z from 'zod';
import { present } from '../../../collections/present.ts';
import { firstOf } from '../../../units/cut-list.ts';
import { shown } from '../../../units/quantity-problem.ts';
import type { Declared } from '../../decode/declared.ts';
import { DEFAULTS, type Default } from '../../defaults.ts';
import { PLATFORM_WORDS } from '../../platform-words.ts';
import type { Proxy as BackupProxy, Host, Platform } from '../../scenario.ts';
import type { proxy as proxyShape } from '../../sections/infrastructure.ts';
import { MODE_TRAITS, type TransportMode } from '../../transport-modes.ts';
import { child } from '../../tree/located.ts';
import type { Context } from '../context.ts';

type ProxyEntry = Declared<z.output<typeof proxyShape>>;

const UNLIMITED = Number.POSITIVE_INFINITY;
/** What a proxy has unless something else is stated. */
const USUAL = {
  kind: 'physical',
  cores: UNLIMITED,
  speed: DEFAULTS.speed.value,
  ram: UNLIMITED,
  network: UNLIMITED,
  modes: 'auto',
  failoverToNetwork: DEFAULTS.failoverToNetwork.value,
  isDefault: false,
  enabled: true,
  addedAtUs: 0,
  isHost: false,
} as const satisfies Partial<BackupProxy>;
const MOST_SLOTS = 100;
const ADVISED_CORES = 2;
const SLOTS = 'proxies.maxConcurrentTasks';

/** How many proxies a hint names. */
const NAMED = 4;

/**
 * The declared proxies, followed by every Hyper-V host. Where none is declared the backup server is a proxy (simple
 * deployment), unless all hosts are Hyper-V.
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
  if (value.fabric !== undefined && value.storage === undefined)
    context.noEffect(entry, 'fabric', "'storage' is not given, so it has no ports on a fabric.");
  const hostSite = value.host === undefined ? undefined : context.hostSites.get(value.host);
  const site = context.siteOf(entry, hostSite);
  if (hostSite !== undefined && site !== hostSite) {
    const message = `${shown(name)} has site ${shown(site)}, but its host ${shown(value.host!)} is in ${shown(hostSite)}.`;
    context.report('contradiction', entry, ['site'], message, "Leave 'site' out: it follows from the host.");
  }
  context.proxySites.set(name, site);
  const { host, cores, speed, ram, network, storage, modes, failoverToNetwork, enabled, fabric } = value;
  return {
    ...USUAL,
    ...present({ host, cores, speed, ram, network, modes, failoverToNetwork, enabled, fabric }),
    ...present({
      storage: storage && { ...storage, bandwidth: storage.bandwidth ?? UNLIMITED },
      isDefault: value.default,
      addedAtUs: value.added,
    }),
    name,
    site,
    platform,
    kind,
    maxConcurrentTasks: slotsOf(context, entry),
    origin,
  };
}

function checkHost(context: Context, entry: ProxyEntry, kind: 'physical' | 'virtual'): void {
  const { name, value } = entry;
  context.checkReferences(entry, 'host', 'hosts');
  if (kind === 'virtual' && value.host === undefined) {
    context.report(
      'missing-key',
      entry,
      [],
      `'host' is missing in ${shown(name)}: a virtual proxy runs on a host.`,
      "Write for example 'host: esx1', or 'kind: physical'.",
    );
  }
  if (kind === 'physical' && value.host !== undefined) {
    context.report(
      'contradiction',
      entry,
      ['host'],
      `${shown(name)} is physical, so it has no host.`,
      "Write 'kind: virtual', or leave 'host' out.",
    );
  }
}

function platformOf(context: Context, entry: ProxyEntry, host: Host | undefined): Platform {
  const { name, value } = entry;
  const platform = value.platform ?? host?.platform ?? 'vsphere';
  if (host !== undefined && host.platform !== platform) {
    const message = `${shown(name)} has platform ${shown(platform)}, but its host ${shown(host.name)} is a ${PLATFORM_WORDS[host.platform]} host.`;
    context.report(
      'contradiction',
      entry,
      ['platform'],
      message,
      "Leave 'platform' out: it follows from the host.",
    );
  }
  return platform;
}

/** A proxy with nothing but direct storage modes needs storage ports. */
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
  const needsPorts = (mode: TransportMode) =>
    MODE_TRAITS[mode].platform === platform && MODE_TRAITS[mode].through === 'ports';
  const needed =
    modes === 'auto' ? offHost : (offHost && modes.includes('off-host')) || modes.every(needsPorts);
  if (!needed) return;
  const what = offHost ? 'an off-host proxy' : `the modes ${shown((modes as string[]).join(', '))}`;
  context.report(
    'contradiction',
    entry,
    modes === 'auto' ? [] : ['modes'],
    `${shown(name)} has no storage ports, which ${what} ${offHost ? 'needs' : 'need'}.`,
    `Write for example 'storage: { protocols: [fc] }'${othersWithPorts(context, entry)}.`,
  );
}

/** The part of the hint for modes that were given to all proxies and suit only those with storage ports. */
function othersWithPorts(context: Context, { value: { modes } }: ProxyEntry): string {
  if (modes === undefined || modes === 'auto') return '';
  const alike = context.tables.proxies.entries.filter(
    ({ value }) => value.storage !== undefined && `${value.modes}` === `${modes}`,
  );
  if (alike.length === 0) return '';
  return `, or give these modes only to ${firstOf(alike, NAMED, ({ name }) => shown(name))}`;
}

/** The default proxy has 2 slots, any other one per core; a proxy that states no cores has the advised minimum. */
function slotsOf(context: Context, entry: ProxyEntry): number {
  const { name, value } = entry;
  if (value.maxConcurrentTasks !== undefined) return value.maxConcurrentTasks;
  const byDefault = <T>(figure: Default<T>): T =>
    context.defaultsTaken.orDefault(undefined, figure, SLOTS, name);
  if (value.default === true) return byDefault(DEFAULTS.defaultProxySlots);
  if (value.cores === undefined) return byDefault(DEFAULTS.proxySlotsWithoutCores);
  const perCore = byDefault(DEFAULTS.proxySlotsPerCore);
  if (value.cores < ADVISED_CORES) {
    const message = `${shown(name)} has fewer than ${ADVISED_CORES} cores, the least that the vendor advises for a proxy.`;
    context.report('few-cores', entry, ['cores'], message);
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
    ...USUAL,
    name,
    site,
    platform: 'vsphere',
    isDefault: true,
    maxConcurrentTasks: context.defaultsTaken.orDefault(undefined, DEFAULTS.defaultProxySlots, SLOTS, name),
    origin: { path: `proxies.${name}`, span: child(root, 'proxies')?.span ?? { source, start, end: start } },
  };
}

/** Every Hyper-V host is a proxy for its own VMs without being listed. */
function onHostProxies(context: Context, hosts: readonly Host[]): BackupProxy[] {
  const entries = new Map(context.tables.hosts.entries.map((entry) => [entry.name, entry.value]));
  return hosts
    .filter(({ platform }) => platform === 'hyperv')
    .map((host): BackupProxy => {
      const { name, site, cores, network, origin } = host;
      const listed = context.tables.proxies.get(name);
      if (listed !== undefined) {
        const message = `${shown(name)} is already a proxy: every Hyper-V host is one, under its own name.`;
        context.findings.report('duplicate-name', message, {
          path: listed.origin.path,
          span: listed.origin.span,
          hint: 'Give this proxy another name, or remove it and set cores and slots of the host where it is declared.',
          notes: [{ message: 'The host is declared here.', span: origin.span }],
        });
      }
      context.proxySites.set(name, site);
      return {
        ...USUAL,
        name,
        site,
        platform: 'hyperv',
        host: name,
        cores,
        ram: entries.get(name)?.ram ?? UNLIMITED,
        network,
        modes: ['on-host'],
        maxConcurrentTasks: context.defaultsTaken.orDefault(
          entries.get(name)?.maxConcurrentTasks,
          DEFAULTS.onHostSlots,
          'hosts.maxConcurrentTasks',
          name,
        ),
        isHost: true,
        origin,
      };
    });
}
