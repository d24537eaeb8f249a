/** The limits that a policy respects while it places tasks. A limit that the policy does not check is no limit here. */
export interface Limits {
  /** Most tasks that a proxy runs at once; 0: it does not have enough memory for one. */
  readonly tasksAtOnce: (proxy: number) => number;
  /** Most disks attached to one proxy at once; Infinity: no limit. */
  readonly hotaddDisks: number;
  /** Most snapshots on a datastore at once; Infinity: no limit. */
  readonly snapshots: (datastore: number) => number;
  /** Most disks in network mode on a host at once; Infinity: no limit. `host` -1: unknown. */
  readonly nbdDisks: (host: number) => number;
  /** Least time between two starts that read from a datastore, seconds; 0: none. */
  readonly spacingSeconds: (datastore: number) => number;
  /** Tasks are placed only at multiples of this, seconds; 0: at any time. */
  readonly tickSeconds: number;
}
