import { ASSUMED_REPOSITORY_SLOTS } from '../../assumed.ts';
import type { BackupProxy } from './proxies.ts';

/** A repository, an extent of one, or a scale-out repository. */
export interface BackupRepository {
  readonly id: string;
  readonly name: string;
  readonly slots: number | 'unlimited';
  /** Absent of an extent: its scale-out repository says so. */
  readonly perVmFiles?: boolean;
  /** MB/s; absent: unlimited. */
  readonly rateLimit?: number;
  /** GiB. */
  readonly free?: number;
  readonly blockCloning: boolean;
  /** Where it lies: `E:\Backups`, `ddboost://192.168.20.47:unit@/`. */
  readonly path: string;
  /** The proxy whose machine it shares. */
  readonly server?: BackupProxy;
  /** The proxy whose machine writes to it. */
  readonly gateway?: BackupProxy | 'auto';
  /** Of a scale-out repository: the names of its extents, as the export calls them. */
  readonly extents?: readonly string[];
  readonly placement?: 'data-locality' | 'performance';
  /** Neither the export nor a job says more than its name. */
  readonly isAssumed: boolean;
}

/** A repository of which only the name is known. */
export function assumedRepository(name: string, id = ''): BackupRepository {
  return { id, name, slots: ASSUMED_REPOSITORY_SLOTS, blockCloning: false, path: '', isAssumed: true };
}
