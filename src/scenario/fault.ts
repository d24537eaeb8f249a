import type { Origin } from './origin.ts';

/** Every kind of fault, and the section of the scenario that lists what it hits. */
export const HIT_BY = {
  'proxy-down': 'proxies',
  'proxy-up': 'proxies',
  'proxy-added': 'proxies',
  'host-down': 'hosts',
  'datastore-down': 'datastores',
  'link-down': 'links',
  'link-degraded': 'links',
  'repository-down': 'repositories',
  'connectivity-lost': 'proxies',
  'tracking-reset': 'vms',
  'task-fails': 'vms',
} as const;

export type FaultKind = keyof typeof HIT_BY;

/** Something that breaks (or comes), at a time or at random. Times are microseconds from the start. */
export type Fault = Occasion & Trouble;

/** What it hits, and when. */
interface Occasion {
  /** Names, wild cards resolved, of the section that HIT_BY has for its kind; of VMs an empty list means all. */
  readonly targets: readonly string[];
  /**
   * `at`: once. `random`: each target has failures of its own, exponential with the given mean times between end and next
   * start (mtbf) and to repair (mttr); with a burst, one process for all, each time that many targets at once. `always`:
   * of `task-fails`, every task of the run.
   */
  readonly when:
    | { readonly kind: 'at'; readonly atUs: number; readonly forUs: number }
    | { readonly kind: 'random'; readonly mtbfUs: number; readonly mttrUs: number; readonly burst?: number }
    | { readonly kind: 'always' };
  readonly origin: Origin;
}

/** What it does to them. */
type Trouble =
  | { readonly kind: Exclude<FaultKind, 'link-degraded' | 'connectivity-lost' | 'task-fails'> }
  /** `share`: of the bandwidth, that is left. */
  | { readonly kind: 'link-degraded'; readonly share: number }
  /** `datastores`: those that the proxies no longer reach; empty: all. */
  | { readonly kind: 'connectivity-lost'; readonly datastores: readonly string[] }
  /** `probability`: of each task. */
  | { readonly kind: 'task-fails'; readonly probability: number };
