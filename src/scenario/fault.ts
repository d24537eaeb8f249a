import type { Origin } from './origin.ts';

/** Every kind of fault, with the section that lists its targets. */
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

/** What happens in a fault: `proxy-down`, `link-degraded` and others. */
export type FaultKind = keyof typeof HIT_BY;

/** Something that fails, recovers or is added, at a given time or at random. Times are microseconds from the start. */
export type Fault = Occasion & Trouble;

/** The targets of a fault, and when it happens. */
export interface Occasion {
  /** Names, with wild cards resolved, from the section that `HIT_BY` gives for the kind. For VMs an empty list means all. */
  readonly targets: readonly string[];
  /**
   * `at`: once. `random`: each target fails independently; times from the end of a failure to the next (mean mtbf) and
   * durations (mean mttr) are exponential. With a burst, one process for all targets hits that many of them at once.
   * `always`: for `task-fails`, every task of the run; otherwise those that get their slots while it lasts.
   */
  readonly when:
    | { readonly kind: 'at'; readonly atUs: number; readonly forUs: number }
    | { readonly kind: 'random'; readonly mtbfUs: number; readonly mttrUs: number; readonly burst?: number }
    | { readonly kind: 'always' };
  readonly origin: Origin;
}

/** What a fault does to its targets. */
export type Trouble =
  | { readonly kind: Exclude<FaultKind, 'link-degraded' | 'connectivity-lost' | 'task-fails'> }
  /** `share`: the share of the bandwidth that is left. */
  | { readonly kind: 'link-degraded'; readonly share: number }
  /** `datastores`: the ones that the proxies no longer reach; empty: all. */
  | { readonly kind: 'connectivity-lost'; readonly datastores: readonly string[] }
  /** `probability`: that a task fails. */
  | { readonly kind: 'task-fails'; readonly probability: number };
