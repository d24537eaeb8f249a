import { addTo } from '../../collections/grouped-by.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Model } from '../../model/model.ts';
import { hostsThatFailOver } from '../../scenario/host-failover.ts';
import type { Host } from '../../scenario/scenario.ts';
import { OtherHosts } from '../../scenario/vms/other-hosts.ts';
import { named, warning } from './finding.ts';

/**
 * Faults that take down a host of a cluster with VMs or volumes of jobs on it that no other host of the cluster can take
 * over: they are down as long as the host is. One finding per fault.
 */
export function hostsThatFail(model: Model): Diagnostic[] {
  const { faults, hosts } = model.scenario;
  const failing = hostsThatFailOver(model.scenario);
  if (failing.size === 0) return [];
  const kept = keptByHost(model, failing);
  return faults
    .filter(({ kind }) => kind === 'host-down')
    .flatMap(({ targets, origin }) => {
      const hit = hosts.filter((host) => targets.includes(host.name) && hasStandIn(host, hosts));
      const keeping = hit.flatMap(({ name }) => {
        const own = kept.get(name);
        return own === undefined ? [] : [{ name, ...own }];
      });
      return keeping.length === 0 ? [] : [finding(keeping, origin)];
    });
}

/** What a host keeps while it is down, of what the jobs work on. */
interface Kept {
  readonly vms: readonly Named[];
  readonly volumes: readonly Named[];
}

interface Named {
  readonly name: string;
}

/** By name of the host, only those that keep something. */
function keptByHost(model: Model, failing: ReadonlySet<string>): ReadonlyMap<string, Kept> {
  const { hosts, datastores, jobs, vms } = model;
  const others = new OtherHosts(model.scenario);
  const isKept = (host: string, stores: readonly number[]) =>
    others.insteadOf(
      host,
      stores.map((row) => datastores[row]!.name),
    ).length === 0;
  const used = new Set<number>();
  const keptVms = new Map<string, Named[]>();
  for (const vm of new Set(jobs.flatMap((job) => (job.work.reads === 'vm' ? job.vms : [])))) {
    const stores = vms.datastoresOf(vm);
    for (const row of stores) used.add(row);
    const host = hosts[vms.hostOf(vm)]?.name;
    if (host !== undefined && failing.has(host) && isKept(host, stores))
      addTo(keptVms, host, { name: vms.nameOf(vm) });
  }
  const volumes = new Map<string, Named[]>();
  for (const row of used) {
    const { owner, name } = datastores[row]!;
    const host = hosts[owner]?.name;
    if (host !== undefined && failing.has(host) && isKept(host, [row])) addTo(volumes, host, { name });
  }
  return new Map(
    [...failing].flatMap((host) => {
      const own = { vms: keptVms.get(host) ?? [], volumes: volumes.get(host) ?? [] };
      return own.vms.length + own.volumes.length === 0 ? [] : [[host, own] as const];
    }),
  );
}

/** Whether its cluster has another host in service at all: a cluster of one is no surprise. */
function hasStandIn(host: Host, hosts: readonly Host[]): boolean {
  return hosts.some(
    ({ name, cluster, platform, enabled }) =>
      enabled && name !== host.name && cluster === host.cluster && platform === host.platform,
  );
}

function finding(keeping: readonly (Kept & Named)[], origin: Parameters<typeof warning>[3]): Diagnostic {
  const isOne = keeping.length === 1;
  const their = isOne ? 'its' : 'their';
  const vms = keeping.flatMap((own) => own.vms);
  const volumes = keeping.flatMap((own) => own.volumes);
  const what = [
    ...(vms.length > 0 ? [`${their} VMs (${named(vms)})`] : []),
    ...(volumes.length > 0 ? [`${their} volumes (${named(volumes)})`] : []),
  ].join(' and ');
  return warning(
    'host-keeps-vms',
    `${named(keeping)} ${isOne ? 'keeps' : 'keep'} ${what} while ${isOne ? 'it is' : 'they are'} down: no other host of the cluster mounts all that they need.`,
    "If one does, list it in 'hosts' of their datastores. Nothing can move a VM on a local datastore.",
    origin,
  );
}
