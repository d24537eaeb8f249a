import { largest, smallest } from '../../collections/extremes.ts';
import { present } from '../../collections/present.ts';
import type { AssumedRepository, AssumedSite } from './assumed-sites.ts';
import type { Workload } from './workload.ts';

/** What a sizing comes to. */
export interface SizingSummary {
  readonly workloads: number;
  readonly vms: number;
  readonly disks: number;
  readonly bytes: number;
  /** Names of the sites that VMs are at. */
  readonly sites: readonly string[];
  readonly proxies: number;
  /** Task slots of the largest repository. */
  readonly repositorySlots: number;
  /** The shortest of the windows, hours; absent: none is given. */
  readonly windowHours?: number;
  /** Of all its data in a year, and the longest time for which it is sized; absent where nothing grows. */
  readonly growth?: { readonly share: number; readonly years: number };
}

/** Years for which growth is looked at where the sizing does not say: as many as `plan` does. */
const USUAL_YEARS = 3;

export function summarise(
  workloads: readonly Workload[],
  sites: readonly AssumedSite[],
  repositories: readonly AssumedRepository[],
): SizingSummary {
  const total = (of: (workload: Workload) => number) => workloads.reduce((sum, one) => sum + of(one), 0);
  const bytes = total((one) => one.bytes);
  const share = total((one) => one.bytes * (one.growth ?? 0)) / bytes;
  const windowHours = smallest(workloads.flatMap((one) => one.windowHours ?? []));
  const years = largest(workloads.flatMap((one) => one.years ?? [])) ?? USUAL_YEARS;
  return {
    workloads: workloads.length,
    vms: total(({ vms }) => vms),
    disks: total(({ disks }) => disks),
    bytes,
    sites: sites.filter(({ hosts }) => hosts > 0).map(({ name }) => name),
    proxies: sites.reduce((sum, { proxies }) => sum + proxies, 0),
    repositorySlots: largest(repositories.map(({ slots }) => slots)) ?? 0,
    ...present({ windowHours, growth: share > 0 ? { share, years } : undefined }),
  };
}
