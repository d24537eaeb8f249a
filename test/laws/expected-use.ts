import type { Scenario } from '../../src/scenario/scenario.ts';
import { type Night, placeOf, type Story } from './night.ts';
import { datastoreOf } from './places.ts';

/**
 * The units that a task took of each limited capacity, by the specification's table of what each kind of work loads. Written
 * anew from the scenario, to check what the product's flows took.
 */
export function expectedUse(night: Night, story: Story): Map<string, number> {
  const { scenario } = night;
  const use = new Map<string, number>();
  if (story.transferEnded === undefined) return use;
  const { readBytes: read, transferredBytes: sent } = story.transferEnded;
  const add = (name: string, units: number) => use.set(name, (use.get(name) ?? 0) + units);
  const { proxy: proxyName, mode } = placeOf(night, story);
  const proxy = scenario.proxies.find((p) => p.name === proxyName)!;
  const datastore = datastoreOf(scenario, story.disk.datastore);
  const vmSite = scenario.hosts.find((h) => h.name === story.vm.host)!.site;
  add(`datastores.${datastore.name}.read`, read);
  if (mode === 'san' || mode === 'nfs') {
    // Either end may say which segment lies between them; a proxy on another one than the datastore has no way there.
    const fabric = datastore.fabric ?? proxy.fabric;
    if (fabric !== undefined) add(`fabrics.${fabric}`, read);
    add(`proxies.${proxyName}.storage`, read);
  }
  const ethernet = datastore.type === 'vsan' || ['iscsi', 'nfs'].includes(datastore.protocol);
  if (mode === 'hotadd' && ethernet) add(`hosts.${proxy.host}.network`, read);
  if (mode === 'nbd' || mode === 'nbdssl') {
    add(`hosts.${story.vm.host}.managementNetwork`, mode === 'nbd' ? read : read / 0.9);
    add(`proxies.${proxyName}.inbound`, read);
    for (const link of linksBetween(scenario, vmSite, proxy.site)) add(link, read);
  }
  const repository = scenario.repositories.find((r) => r.name === story.job.repository)!;
  if (repository.server !== proxyName) {
    add(`proxies.${proxyName}.outbound`, sent);
    add(`repositories.${repository.name}.network`, sent);
    for (const link of linksBetween(scenario, proxy.site, repository.site)) add(link, sent);
  }
  add(`repositories.${repository.name}.write`, sent);
  return use;
}

/** Random scenarios have at most two sites, so the way between them is one link or none. */
function linksBetween(scenario: Scenario, from: string, to: string): string[] {
  if (from === to) return [];
  return scenario.links.map(({ name, between }) => `links.${name}${between[0] === from ? '' : '.back'}`);
}

/** The limited capacities whose size never changes, by name: no production load, and no processor. */
export function fixedCapacities(scenario: Scenario): Map<string, number> {
  const all: [string, number, unknown?][] = [];
  for (const d of scenario.datastores) all.push([`datastores.${d.name}.read`, d.read, d.productionLoad]);
  for (const f of scenario.fabrics) all.push([`fabrics.${f.name}`, f.bandwidth]);
  for (const h of scenario.hosts) {
    all.push([`hosts.${h.name}.network`, h.network, h.productionLoad]);
    const usable = h.managementNetwork * h.managementShare;
    all.push([`hosts.${h.name}.managementNetwork`, usable, h.productionLoad]);
  }
  for (const p of scenario.proxies) {
    if (p.storage !== undefined) all.push([`proxies.${p.name}.storage`, p.storage.bandwidth]);
    all.push([`proxies.${p.name}.inbound`, p.network], [`proxies.${p.name}.outbound`, p.network]);
  }
  for (const l of scenario.links) {
    for (const name of [`links.${l.name}`, `links.${l.name}.back`])
      all.push([name, l.bandwidth, l.productionLoad]);
  }
  for (const r of scenario.repositories) {
    all.push([`repositories.${r.name}.network`, r.network], [`repositories.${r.name}.write`, r.write]);
  }
  return new Map(
    all.flatMap(([name, units, load]) =>
      Number.isFinite(units) && load === undefined ? [[name, units]] : [],
    ),
  );
}
