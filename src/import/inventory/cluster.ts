import { madeOnce } from '../../collections/made-once.ts';

/** A cluster of hosts. Those of two datacenters may share a name. */
export interface Cluster {
  /** Empty: for hosts without a cluster, and where an export says nothing. */
  readonly cluster: string;
  readonly datacenter: string;
}

export function isSameCluster(a: Cluster, b: Cluster): boolean {
  return a.cluster === b.cluster && a.datacenter === b.datacenter;
}

/** The cluster of a host or a VM, for maps: of all that share one, the same object. */
export function clusterTable(): (thing: Cluster) => Cluster {
  const byDatacenter = new Map<string, Map<string, Cluster>>();
  return ({ cluster, datacenter }) => {
    const byName = madeOnce(byDatacenter, datacenter, () => new Map<string, Cluster>());
    return madeOnce(byName, cluster, () => ({ cluster, datacenter }));
  };
}
