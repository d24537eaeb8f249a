import type { Origin } from './origin.ts';

export interface Repository {
  readonly name: string;
  readonly site: string;
  /** Machine that it shares with a proxy, by that proxy's name: no network between the two. */
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
  /** Merges and synthetic fulls move no data. */
  readonly blockCloning: boolean;
  /** Rate limits of its data, reads and writes apart, each split among the tasks; Infinity: none. */
  readonly ingest: { readonly read: number; readonly write: number };
  /** The proxy whose machine writes to it: one by name, or the first that works on the VM (or job). Absent: none needed. */
  readonly gateway?: 'auto' | { readonly proxy: string };
  /** Names of the repositories that a scale-out repository consists of; empty: a plain one. */
  readonly extents: readonly string[];
  /** Of a scale-out repository: where increments go; default data-locality, to the extent of their full. */
  readonly placement: 'data-locality' | 'performance';
  /** Bytes; Infinity when not given. Of extents: the one with more room is preferred. */
  readonly freeSpace: number;
  /** Proxies preferred for it: a preference, not a restriction. */
  readonly affinity: readonly string[];
  readonly origin: Origin;
}
