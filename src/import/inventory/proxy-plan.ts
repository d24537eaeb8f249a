import { addTo, groupedBy } from '../../collections/grouped-by.ts';
import { ASSUMED_PROXY_CORES, HOSTS_PER_ASSUMED_PROXY } from '../assumed.ts';
import { clusterTable } from './cluster.ts';
import type { Inventory, InventoryDatastore, InventoryHost } from './inventory.ts';

/** A proxy that no export names: an assumption for the first run, to be replaced by the real ones. */
export interface AssumedProxy {
  readonly name: string;
  /** Label of the host that it runs on. */
  readonly host: string;
  readonly cores: number;
}

export interface ProxyPlan {
  readonly proxies: readonly AssumedProxy[];
  /** Labels of the datastores in use that no proxy's host mounts: only the network mode reads them. */
  readonly networkOnly: readonly string[];
}

/**
 * Virtual hot-add proxies: in each cluster that has VMs to back up, on the hosts that reach most shared
 * datastores that none reaches yet, then on further hosts until there is one for every four. Disks local to
 * one host do not earn it a proxy.
 */
export function planProxies(
  inventory: Inventory,
  used: readonly InventoryDatastore[],
  taken: ReadonlySet<string>,
): ProxyPlan {
  const chosen: InventoryHost[] = [];
  const covered = new Set<string>();
  const mounted = new Map<string, InventoryDatastore[]>();
  for (const datastore of used) for (const host of datastore.hosts) addTo(mounted, host, datastore);
  const mountedBy = ({ label }: InventoryHost) => mounted.get(label) ?? [];
  const cover = (host: InventoryHost) => {
    chosen.push(host);
    for (const { label } of mountedBy(host)) covered.add(label);
  };
  for (const members of groupedBy(inventory.hosts, clusterTable()).values()) {
    // A cluster whose VMs are all left out needs none, unless it is all there is.
    if (!members.some((host) => taken.has(host.label)) && taken.size > 0) continue;
    const wanted = Math.ceil(members.length / HOSTS_PER_ASSUMED_PROXY);
    const left = [...members];
    for (let number = 0; left.length > 0; number += 1) {
      const gains = left.map((host) => gain(mountedBy(host), covered));
      // Among hosts that add as much shared storage, one that also has disks of its own to back up is the better place.
      const best = gains.reduce((top, next, index) => (betterGain(next, gains[top]!) ? index : top), 0);
      if (number >= wanted && gains[best]!.shared === 0) break;
      for (const host of left.splice(best, 1)) cover(host);
    }
  }
  const proxies = chosen.map((host, index) => ({
    name: `px${index + 1}`,
    host: host.label,
    cores: Math.min(ASSUMED_PROXY_CORES, host.cores ?? ASSUMED_PROXY_CORES),
  }));
  return { proxies, networkOnly: used.map(({ label }) => label).filter((label) => !covered.has(label)) };
}

interface Gain {
  readonly shared: number;
  readonly local: number;
}

/** Datastores that a proxy on a host would add, by what the host mounts. */
function gain(mounted: readonly InventoryDatastore[], covered: ReadonlySet<string>): Gain {
  const added = mounted.filter(({ label }) => !covered.has(label));
  const shared = added.filter(({ hosts }) => hosts.length > 1).length;
  return { shared, local: added.length - shared };
}

function betterGain(next: Gain, top: Gain): boolean {
  return next.shared > top.shared || (next.shared === top.shared && next.local > top.local);
}
