import { addTo } from '../../../collections/grouped-by.ts';
import type { PastMode } from '../../../history/past-session.ts';
import type { TaskTime } from '../reports/task-times.ts';

/** How the data of a VM gets to a proxy: by hot-add, from the storage, over the network of its host, or on Hyper-V. */
export const ACCESSES = ['hotadd', 'san', 'nfs', 'network', 'hyperv'] as const;
export type Access = (typeof ACCESSES)[number];

/** Hot-add where no report tells. */
export function accessBy(mode: PastMode | undefined): Access {
  if (mode === 'nbd' || mode === 'nbdssl') return 'network';
  if (mode === 'on-host' || mode === 'off-host') return 'hyperv';
  // A snapshot of the storage is read like the storage itself.
  return mode === 'storage-snapshot' ? 'san' : (mode ?? 'hotadd');
}

/** The most VMs that were at work at the same time, by how their data went. */
export function peakTasks(times: readonly TaskTime[]): ReadonlyMap<Access, number> {
  const changes = new Map<Access, { readonly us: number; readonly by: number }[]>();
  for (const { mode, startUs, endUs } of times) {
    addTo(changes, accessBy(mode), { us: startUs, by: 1 });
    addTo(changes, accessBy(mode), { us: endUs, by: -1 });
  }
  return new Map([...changes].map(([access, own]) => [access, peakOf(own)]));
}

/** What ends at an instant is over before the next begins. */
function peakOf(changes: readonly { readonly us: number; readonly by: number }[]): number {
  let running = 0;
  let peak = 0;
  for (const { by } of changes.toSorted((a, b) => a.us - b.us || a.by - b.by)) {
    running += by;
    peak = Math.max(peak, running);
  }
  return peak;
}
