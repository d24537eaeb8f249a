import { largest } from '../../collections/extremes.ts';
import { safeName } from '../../scenario/names/safe-name.ts';
import type { Inventory } from './inventory.ts';

/** One site per datacenter. */
export interface Sites {
  readonly names: readonly string[];
  /** The site with most data to back up: the repository is there. */
  readonly main: string;
  /** Site of a host by its label; the main one for a host that names no datacenter. */
  of(host: string | undefined): string;
}

/** Sites from the hosts' datacenters, in the order of the hosts. */
export function sitesOf(inventory: Inventory): Sites {
  const siteOfHost = new Map(
    inventory.hosts.map((host) => [host.label, safeName(host.datacenter) || 'site1']),
  );
  const names = [...new Set(siteOfHost.values())];
  const amounts = new Map(names.map((name) => [name, 0]));
  for (const disk of inventory.disks) {
    const site = siteOfHost.get(inventory.vms[disk.vm]!.host ?? '');
    if (disk.leftOut !== undefined || site === undefined) continue;
    amounts.set(site, (amounts.get(site) ?? 0) + disk.capacity);
  }
  const most = largest(amounts.values());
  const main = names.find((name) => amounts.get(name) === most) ?? 'site1';
  return { names, main, of: (host) => siteOfHost.get(host ?? '') ?? main };
}
