import { firstOf } from '../../units/cut-list.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Datastore } from '../scenario.ts';
import { type BoundToHost, boundToHosts, type Estate, OtherHosts } from '../vms/other-hosts.ts';
import { VolumeOwners } from '../vms/volume-owners.ts';
import type { Context } from './context.ts';

/**
 * The scenario as it is while hosts are out of service (`enabled: false`): their proxies are off, their VMs run on
 * other hosts in turn, and the others own their cluster shared volumes. Jobs keep the VMs that they selected by the
 * stated hosts.
 */
export function withoutHostsOut<T extends Estate>(context: Context, estate: T): T {
  const out = new Set(estate.hosts.flatMap(({ name, enabled }) => (enabled ? [] : [name])));
  if (out.size === 0) return estate;
  for (const [host, bound] of boundToHosts(estate))
    if (out.has(host)) reportBound(context, estate, host, bound);
  const others = new OtherHosts(estate);
  const owners = new VolumeOwners(
    estate.datastores.flatMap(({ owner }) => (owner === undefined || out.has(owner) ? [] : [owner])),
  );
  return {
    ...estate,
    datastores: estate.datastores.map((datastore) => withoutMounts(datastore, out, owners)),
    proxies: estate.proxies.map((proxy) =>
      out.has(proxy.host ?? '') ? { ...proxy, enabled: false } : proxy,
    ),
    vms: others.moved(estate.vms),
    jobs: estate.jobs.map((job) => others.withTarget(job)),
  };
}

/** A VM that names no host, and whatever else takes the first host that mounts a datastore, takes one in service. */
function withoutMounts(datastore: Datastore, out: ReadonlySet<string>, owners: VolumeOwners): Datastore {
  const hosts = datastore.hosts.filter((host) => !out.has(host));
  if (hosts.length === 0 || hosts.length === datastore.hosts.length) return datastore;
  const { owner } = datastore;
  if (owner === undefined || !out.has(owner)) return { ...datastore, hosts };
  return { ...datastore, hosts, owner: owners.next(hosts)! };
}

/** Most things named in a message. */
const NAMED = 3;

function reportBound(context: Context, { vms }: Estate, host: string, bound: BoundToHost): void {
  const entry = context.tables.hosts.get(host)!;
  const report = (why: string, hint: string) =>
    context.report('contradiction', entry, ['enabled'], `${shown(host)} is out of service, ${why}.`, hint);
  if (bound.vms.length > 0) {
    const names = firstOf(bound.vms, NAMED, (vm) => shown(vms.names[vm]!));
    report(
      `and no other host could run ${names}`,
      'Another host of its cluster (without a cluster: of its site) could, if it mounts all datastores of the VM. Or leave these VMs out.',
    );
  }
  if (bound.repositories.length > 0) {
    const names = firstOf(bound.repositories, NAMED, shown);
    report(
      `but ${names} needs the machine of one of its proxies`,
      "Name another server or gateway, or use a fault: '{ kind: host-down, at: 0s }'.",
    );
  }
  if (bound.jobs.length > 0) {
    const names = firstOf(bound.jobs, NAMED, shown);
    report(`but ${names} writes VMs to it`, "Name another host in 'target'.");
  }
}
