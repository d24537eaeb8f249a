import { present } from '../../../collections/present.ts';
import { shown } from '../../../units/quantity-problem.ts';
import { DEFAULTS, type Default } from '../../defaults.ts';
import type { Host } from '../../scenario.ts';
import type { Context } from '../context.ts';

const UNLIMITED = Number.POSITIVE_INFINITY;
/** Keys of Hyper-V hosts only, since these are proxies themselves. */
const OF_HYPERV = ['version', 'maxConcurrentTasks'] as const;
/** Keys about network mode, which only vSphere has. */
const OF_NETWORK_MODE = ['managementNetwork', 'managementShare', 'nbdMaxDisks'] as const;

type HostEntry = Context['tables']['hosts']['entries'][number];

export function hostsOf(context: Context): Host[] {
  return context.tables.hosts.entries.map((entry): Host => {
    const { name, value, origin } = entry;
    const site = context.siteOf(entry, undefined);
    context.hostSites.set(name, site);
    const platform = value.platform ?? 'vsphere';
    if (platform === 'vsphere') {
      for (const key of OF_HYPERV.filter((given) => value[given] !== undefined)) {
        const message = `${shown(key)} is for Hyper-V hosts, but ${shown(name)} is a vSphere host.`;
        const hint = `Write 'platform: hyperv', or leave '${key}' out.`;
        context.report('contradiction', entry, [key], message, hint);
      }
    }
    if (platform === 'hyperv') {
      for (const key of OF_NETWORK_MODE.filter((given) => value[given] !== undefined))
        context.noEffect(
          entry,
          key,
          "network mode is of vSphere. A Hyper-V host reads and sends over its 'network'.",
        );
    }
    checkNetworks(context, entry);
    const orDefault = <T>(key: string, said: T | undefined, figure: Default<T>) =>
      context.defaultsTaken.orDefault(said, figure, `hosts.${key}`, name);
    return {
      name,
      site,
      platform,
      cores: value.cores ?? UNLIMITED,
      network: value.network ?? UNLIMITED,
      managementNetwork: value.managementNetwork ?? UNLIMITED,
      managementShare: orDefault('managementShare', value.managementShare, DEFAULTS.managementShare),
      nbdMaxDisks: orDefault('nbdMaxDisks', value.nbdMaxDisks, DEFAULTS.nbdMaxDisks),
      ...present({
        cluster: value.cluster,
        version:
          platform === 'hyperv' ? orDefault('version', value.version, DEFAULTS.hypervVersion) : undefined,
        productionLoad: value.productionLoad,
      }),
      enabled: value.enabled ?? true,
      origin,
    };
  });
}

/**
 * Shares of bandwidths that are not stated would do nothing, and a share of 0 would let network mode read nothing, for
 * ever.
 */
function checkNetworks(context: Context, entry: HostEntry): void {
  const { network, managementNetwork, managementShare, productionLoad } = entry.value;
  if (managementShare === 0) {
    const message = "'managementShare' must be more than 0: network mode could never read anything.";
    context.report(
      'out-of-range',
      entry,
      ['managementShare'],
      message,
      "Leave 'nbd' out of the proxies' 'modes' instead.",
    );
  }
  if (managementShare !== undefined && managementNetwork === undefined)
    context.noEffect(entry, 'managementShare', "'managementNetwork' is not given, so it is unlimited.");
  if (productionLoad !== undefined && network === undefined && managementNetwork === undefined)
    context.noEffect(
      entry,
      'productionLoad',
      "neither 'network' nor 'managementNetwork' is given, so both are unlimited.",
    );
}
