/** What a policy holds to while it places tasks: one that does not ask for a limit is not bound by it. */
export interface Limits {
  /** Tasks that a proxy has at once at most; 0: it never has the memory for one. */
  readonly tasksAtOnce: (proxy: number) => number;
  /** Disks attached to one proxy at once, by datastore its snapshots, by host (-1: none is known) its network-mode disks; Infinity: any. */
  readonly hotaddDisks: number;
  readonly snapshots: (datastore: number) => number;
  readonly nbdDisks: (host: number) => number;
  /** Between two starts that read from a datastore, seconds; 0: none. */
  readonly spacingSeconds: (datastore: number) => number;
  /** Tasks are placed at its multiples alone, seconds; 0: at any time. */
  readonly tickSeconds: number;
}
