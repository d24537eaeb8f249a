import type { Scenario } from './scenario.ts';

/** What a cluster does when one of its hosts is down. Durations in microseconds, from when the host went down. */
export interface HostFailover {
  /** Whether VMs and cluster shared volumes move to other hosts at all. */
  readonly enabled: boolean;
  /** When its VMs run on other hosts; 5 min [model]. */
  readonly vmsUs: number;
  /** When other hosts own its cluster shared volumes; 30 s [model]. */
  readonly volumesUs: number;
}

/** Names of hosts whose VMs and volumes may move during a run: hosts of clusters that a fault takes down. */
export function hostsThatFailOver({
  hosts,
  faults,
  hostFailover,
}: Pick<Scenario, 'hosts' | 'faults' | 'hostFailover'>): ReadonlySet<string> {
  const failing = new Set(
    hostFailover.enabled ? faults.flatMap(({ kind, targets }) => (kind === 'host-down' ? targets : [])) : [],
  );
  return new Set(
    hosts.flatMap(({ name, cluster }) => (cluster !== undefined && failing.has(name) ? [name] : [])),
  );
}
