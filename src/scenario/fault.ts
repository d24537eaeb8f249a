import type { Origin } from './origin.ts';

export type FaultKind =
  | 'proxy-down'
  | 'proxy-up'
  | 'proxy-added'
  | 'host-down'
  | 'datastore-down'
  | 'link-down'
  | 'link-degraded'
  | 'repository-down'
  | 'connectivity-lost'
  | 'tracking-reset'
  | 'task-fails';

/** Something that breaks (or comes), at a time or at random. Times are microseconds from the start. */
export interface Fault {
  readonly kind: FaultKind;
  /**
   * Names of what it hits, wild cards resolved: proxies, hosts, datastores, links, repositories; VMs for `tracking-reset`
   * and `task-fails`, where an empty list means all; for `connectivity-lost` proxies.
   */
  readonly targets: readonly string[];
  /** Of `connectivity-lost`: the datastores that the proxies no longer reach; empty: all. */
  readonly datastores: readonly string[];
  /**
   * `at`: once. `random`: each target has failures of its own, exponential with the given mean times between end and next
   * start (mtbf) and to repair (mttr); with a burst, one process for all, each time that many targets at once. `always`:
   * of `task-fails`, every task of the run.
   */
  readonly when:
    | { readonly kind: 'at'; readonly atUs: number; readonly forUs: number }
    | { readonly kind: 'random'; readonly mtbfUs: number; readonly mttrUs: number; readonly burst?: number }
    | { readonly kind: 'always' };
  /** Of `link-degraded`: the share of the bandwidth that is left. */
  readonly share: number;
  /** Of `task-fails`: the probability of each task. */
  readonly probability: number;
  readonly origin: Origin;
}
