import { madeOnce } from '../../collections/made-once.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DatastoreRow, Model, ProxyRow } from '../../model/model.ts';
import { destinationOf } from '../../model/ways/target.ts';
import { usesPorts } from '../../model/ways/transport.ts';
import { firstOf } from '../../units/cut-list.ts';
import type { Limits } from '../deciding/both-ends.ts';
import { endsIn, type Places } from './disk-places.ts';
import { NAMED, named, warning } from './finding.ts';

/** Rows of proxies of one site, and of the datastores of others that they reach. */
interface Reach {
  readonly proxies: Set<number>;
  readonly datastores: Set<number>;
}

/**
 * Proxies that a job lets reach datastores of another site directly, only because no fabrics tell the storage networks of the
 * sites apart. This is the best connection class, so they take disks before the network proxies of the other site. It crosses
 * no link. Where both name the same fabric it is meant. One finding per site with such proxies. A far proxy for direct NFS
 * counts only where no near one has that mode: disks wait for near ones [doc].
 */
export function storageAcrossSites(limits: Limits): Diagnostic[] {
  const { model } = limits;
  // Most scenarios have one site, or no such ports: then no disk is looked at.
  if (!model.proxies.some((proxy) => model.datastores.some((datastore) => isUnstated(proxy, datastore))))
    return [];
  const found = new Map<number, Reach>();
  eachPlaces(limits, (places, row) => {
    const datastore = model.datastores[row]!;
    const hasNearNfs = places.some(({ mode, sameSite }) => mode === 'nfs' && sameSite);
    for (const { proxy: taker, mode } of places) {
      const proxy = model.proxies[taker]!;
      if (!usesPorts(mode) || !isUnstated(proxy, datastore)) continue;
      if (mode === 'nfs' && hasNearNfs) continue;
      const reach = madeOnce(found, proxy.site, () => ({
        proxies: new Set<number>(),
        datastores: new Set<number>(),
      }));
      reach.proxies.add(taker);
      reach.datastores.add(row);
    }
  });
  return Array.from(found.values(), (reach) => finding(model, reach));
}

function isUnstated(proxy: ProxyRow, datastore: DatastoreRow): boolean {
  if (proxy.site === datastore.site || !proxy.storageProtocols.includes(datastore.protocol)) return false;
  return proxy.fabric === -1 || datastore.fabric === -1;
}

/** Calls back once for each datastore and each list of places where a job can read its disks, or write disks to it. */
function eachPlaces(limits: Limits, visit: (places: Places, datastore: number) => void): void {
  const { model } = limits;
  const endsOf = endsIn(limits);
  const seen = new Map<Places, Set<number>>();
  const once = (places: Places | undefined, datastore: number) => {
    if (places === undefined) return;
    // Thousands of disks share a list, and so may datastores.
    const of = madeOnce(seen, places, () => new Set<number>());
    if (of.has(datastore)) return;
    of.add(datastore);
    visit(places, datastore);
  };
  for (const [job, { vms: own, declaration }] of model.jobs.entries()) {
    if (!declaration.enabled) continue;
    for (const vm of own) {
      for (let disk = model.vms.firstDiskOf(vm); disk < model.vms.endOfDisks(vm); disk++) {
        const { readers, writers } = endsOf(job, vm, disk);
        once(readers, model.disks.datastoreOf(disk));
        if (writers !== undefined) once(writers, destinationOf(model, job, disk).datastore);
      }
    }
  }
}

function finding({ scenario }: Model, { proxies, datastores }: Reach): Diagnostic {
  const declared = inOrder(proxies).map((row) => scenario.proxies[row]!);
  const reached = inOrder(datastores).map((row) => scenario.datastores[row]!);
  const sites = [...new Set(reached.map(({ site }) => `'${site}'`))];
  const who = `${declared.length === 1 ? 'Proxy' : 'Proxies'} ${named(declared)} at site '${declared[0]!.site}'`;
  const what = `${named(reached)} at ${sites.length === 1 ? 'site' : 'sites'} ${firstOf(sites, NAMED)}`;
  return warning(
    'storage-across-sites',
    `${who} can use ${what} directly, as no fabrics separate them: no link limits that, and the proxies there get less work or none.`,
    "Name a 'fabric' of its own for the datastores and proxies of each site. If one fabric joins the sites, name that. Or limit 'protocols' or 'modes'.",
    declared[0]!.origin,
  );
}

const inOrder = (rows: ReadonlySet<number>) => [...rows].sort((a, b) => a - b);
