import type { LoadProfile, Scenario } from '../../scenario/scenario.ts';
import { workOf } from '../jobs/work.ts';
import type { ResourceRow } from '../model.ts';

/** Resource rows, and their numbers by name; -1: unlimited. */
export interface ResourceTable {
  readonly rows: readonly ResourceRow[];
  readonly of: (name: string) => number;
}

/** The key of a link's second direction. Its name in metrics, `links.NAME.back`, could also be that of another link. */
export function backOf(link: string): string {
  return `back of links.${link}`;
}

/** One row for each limited capacity of the infrastructure, in declaration order. */
export function tabulateResources(scenario: Scenario): ResourceTable {
  const rows: ResourceRow[] = [];
  const byName = new Map<string, number>();
  const add = (name: string, capacity: number, productionLoad?: LoadProfile, key = name) => {
    if (!Number.isFinite(capacity)) return;
    byName.set(key, rows.length);
    rows.push({ name, capacity, productionLoad });
  };
  for (const d of scenario.datastores) add(`datastores.${d.name}.read`, d.read, d.productionLoad);
  for (const f of scenario.fabrics) add(`fabrics.${f.name}`, f.bandwidth);
  for (const h of scenario.hosts) {
    add(`hosts.${h.name}.network`, h.network, h.productionLoad);
    add(`hosts.${h.name}.managementNetwork`, h.managementNetwork * h.managementShare, h.productionLoad);
  }
  for (const p of scenario.proxies) {
    add(`proxies.${p.name}.storage`, p.storage?.bandwidth ?? Number.POSITIVE_INFINITY);
    add(`proxies.${p.name}.cores`, p.cores * p.speed);
    add(`proxies.${p.name}.inbound`, p.network);
    add(`proxies.${p.name}.outbound`, p.network);
  }
  for (const l of scenario.links) add(`links.${l.name}`, l.bandwidth, l.productionLoad);
  for (const r of scenario.repositories) {
    add(`repositories.${r.name}.network`, r.network);
    add(`repositories.${r.name}.write`, r.write);
    add(`repositories.${r.name}.read`, r.read);
  }
  // Last, so that capacities that few scenarios state or use do not renumber the others.
  for (const d of scenario.datastores) add(`datastores.${d.name}.write`, d.write, d.productionLoad);
  for (const r of scenario.repositories) {
    add(`repositories.${r.name}.ingestWrite`, r.ingest.write);
    add(`repositories.${r.name}.ingestRead`, r.ingest.read);
  }
  // A full-duplex bandwidth is two capacities. The one in the usual direction of a backup is above.
  const kinds = scenario.jobs.map(workOf);
  for (const { name, bandwidth, productionLoad } of scenario.links)
    add(`links.${name}.back`, bandwidth, productionLoad, backOf(name));
  if (kinds.some(({ reads }) => reads === 'repository')) {
    for (const r of scenario.repositories) add(`repositories.${r.name}.networkReads`, r.network);
  }
  if (kinds.some(({ writes }) => writes === 'vm')) {
    for (const h of scenario.hosts) add(`hosts.${h.name}.networkWrites`, h.network, h.productionLoad);
  }
  return { rows, of: (name) => byName.get(name) ?? -1 };
}
