import type { Origin } from './origin.ts';

/** Where backups are written, alone or over several extents. Rates are bytes per second, Infinity if unlimited. */
export interface Repository {
  readonly name: string;
  readonly site: string;
  /** The proxy on the same machine: data between the two crosses no network. */
  readonly server?: string;
  readonly write: number;
  readonly read: number;
  /** Limit of one write stream. */
  readonly perStream: number;
  readonly network: number;
  /** Infinity: no limit. */
  readonly maxConcurrentTasks: number;
  readonly perVmFiles: boolean;
  readonly slotUnit: 'disk' | 'chain';
  /** Whether merges and synthetic fulls move no data. */
  readonly blockCloning: boolean;
  /** Limits of its data rate, one for reads and one for writes, each shared by its tasks; Infinity: none. */
  readonly ingest: { readonly read: number; readonly write: number };
  /** The proxy whose machine writes to it: a named one, or the first that works on the VM (or job). Absent: none is needed. */
  readonly gateway?: 'auto' | { readonly proxy: string };
  /** The repositories that a scale-out repository consists of; empty: a plain repository. */
  readonly extents: readonly string[];
  /** For a scale-out repository: increments go to the extent of their full (data-locality, the default) or to another. */
  readonly placement: 'data-locality' | 'performance';
  /** Bytes; Infinity if not stated. Among extents of equal load the one with more is preferred. */
  readonly freeSpace: number;
  /** Proxies that are preferred for it; others may still be used. */
  readonly affinity: readonly string[];
  readonly origin: Origin;
}
