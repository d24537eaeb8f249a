import { madeOnce } from '../../collections/made-once.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Model } from '../../model/model.ts';
import type { Host } from '../../scenario/scenario.ts';
import { named, warning } from './finding.ts';

/**
 * Faults that take down a host of a cluster with VMs or volumes of jobs on it. The cluster would move them to other
 * hosts within minutes; in a run they stay, so such a fault costs more than it would. One finding per fault.
 */
export function hostsThatFail(model: Model): Diagnostic[] {
  const { faults, hosts } = model.scenario;
  const failing = faults.filter(({ kind }) => kind === 'host-down');
  if (failing.length === 0) return [];
  const kept = keptByHost(model);
  return failing.flatMap(({ targets, origin }) => {
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
  hasVms: boolean;
  readonly volumes: { readonly name: string }[];
}

/** By host, only those that keep something. */
function keptByHost({ hosts, datastores, jobs, vms, disks }: Model): ReadonlyMap<string, Kept> {
  const used = new Set<number>();
  const kept = new Map<number, Kept>();
  const of = (host: number) => madeOnce(kept, host, () => ({ hasVms: false, volumes: [] }));
  for (const vm of new Set(jobs.flatMap((job) => (job.work.reads === 'vm' ? job.vms : [])))) {
    const host = vms.hostOf(vm);
    if (host >= 0) of(host).hasVms = true;
    for (let disk = vms.firstDiskOf(vm); disk < vms.endOfDisks(vm); disk++) used.add(disks.datastoreOf(disk));
  }
  for (const [row, datastore] of datastores.entries()) {
    if (datastore.owner >= 0 && used.has(row)) of(datastore.owner).volumes.push(datastore);
  }
  return new Map(Array.from(kept, ([host, own]) => [hosts[host]!.name, own]));
}

/** Whether another host in service could take over: without a named cluster, nothing moves by itself. */
function hasStandIn(host: Host, hosts: readonly Host[]): boolean {
  return (
    host.enabled &&
    host.cluster !== undefined &&
    hosts.some(
      ({ name, cluster, platform, enabled }) =>
        enabled && name !== host.name && cluster === host.cluster && platform === host.platform,
    )
  );
}

function finding(
  keeping: readonly (Kept & { readonly name: string })[],
  origin: Parameters<typeof warning>[3],
): Diagnostic {
  const isOne = keeping.length === 1;
  const volumes = keeping.flatMap((own) => own.volumes);
  const what = [
    ...(keeping.some(({ hasVms }) => hasVms) ? [isOne ? 'its VMs' : 'their VMs'] : []),
    ...(volumes.length > 0 ? [`${isOne ? 'its' : 'their'} volumes (${named(volumes)})`] : []),
  ].join(' and ');
  const sets = isOne ? `hosts.${keeping[0]!.name}.enabled=false` : 'hosts.NAME.enabled=false';
  return warning(
    'host-keeps-vms',
    `${named(keeping)} ${isOne ? 'keeps' : 'keep'} ${what} while ${isOne ? 'it is' : 'they are'} down: that a cluster moves them to other hosts is not simulated.`,
    `A real cluster does that within minutes. With '--set ${sets}' they are there from the start of the run.`,
    origin,
  );
}
