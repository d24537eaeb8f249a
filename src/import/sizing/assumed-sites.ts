import { groupedBy } from '../../collections/grouped-by.ts';
import {
  ASSUMED_PROXY_CORES,
  ASSUMED_REPOSITORY_SLOTS,
  DISKS_PER_ASSUMED_DATASTORE,
  HOSTS_PER_ASSUMED_PROXY,
  VMS_PER_ASSUMED_HOST,
} from '../assumed.ts';
import type { Workload } from './workload.ts';

/** What no sizing says: the machines of a site, as many as its VMs would usually have. */
export interface AssumedSite {
  readonly name: string;
  /** 0 where only copies come to it. */
  readonly hosts: number;
  readonly datastores: number;
  readonly proxies: number;
}

/** A repository that its workloads, or copies of them, go to. */
export interface AssumedRepository {
  readonly name: string;
  readonly site: string;
  readonly blockCloning: boolean;
  readonly perVmFiles: boolean;
  readonly slots: number;
}

/** Where VMs are, in the order of the workloads, then where only copies go. */
export function assumeSites(workloads: readonly Workload[]): AssumedSite[] {
  const bySite = groupedBy(workloads, ({ site }) => site);
  const copySites = workloads.flatMap(({ copies }) => copies?.site ?? []);
  return [...new Set([...bySite.keys(), ...copySites])].map((name) => {
    const own = bySite.get(name) ?? [];
    const total = (of: (workload: Workload) => number) =>
      own.reduce((sum, workload) => sum + of(workload), 0);
    const hosts = Math.ceil(total(({ vms }) => vms) / VMS_PER_ASSUMED_HOST);
    const datastores = Math.ceil(total(({ disks }) => disks) / DISKS_PER_ASSUMED_DATASTORE);
    return { name, hosts, datastores, proxies: Math.ceil(hosts / HOSTS_PER_ASSUMED_PROXY) };
  });
}

/**
 * Of a site one for each way in which its workloads want theirs: with block cloning or not, with a file for each VM or
 * one for all.
 */
export function assumeRepositories(
  workloads: readonly Workload[],
  sites: readonly AssumedSite[],
): AssumedRepository[] {
  return sites.flatMap(({ name: site }) => {
    const own = workloads.filter((workload) => [workload.site, workload.copies?.site].includes(site));
    const kinds = groupedBy(own, kindOf);
    // Those who write to it: proxies of the sites that its backups come from.
    return [...kinds.values()].map((alike, at) => {
      const from = new Set(alike.map((workload) => workload.site));
      const proxies = sites.reduce((sum, one) => sum + (from.has(one.name) ? one.proxies : 0), 0);
      const { blockCloning, perVmFiles } = alike[0]!;
      const slots = Math.max(ASSUMED_REPOSITORY_SLOTS, proxies * ASSUMED_PROXY_CORES);
      return { name: repositoryName(site, at), site, blockCloning, perVmFiles, slots };
    });
  });
}

function kindOf({ blockCloning, perVmFiles }: Workload): string {
  return `${blockCloning}/${perVmFiles}`;
}

function repositoryName(site: string, at: number): string {
  return at === 0 ? `${site}-repository` : `${site}-repository${at + 1}`;
}

/** The one at a site that takes a workload. */
export function repositoryOf(
  { blockCloning, perVmFiles }: Workload,
  site: string,
  repositories: readonly AssumedRepository[],
): string {
  const found = repositories.find(
    (one) => one.site === site && one.blockCloning === blockCloning && one.perVmFiles === perVmFiles,
  );
  return found!.name;
}
