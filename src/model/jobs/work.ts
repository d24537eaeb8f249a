import { DEFAULTS } from '../../scenario/defaults.ts';
import type { Job } from '../../scenario/job.ts';

/** What a type of job reads, writes and holds. */
export interface Work {
  /** `vm`: a proxy reads the disks from their datastores; `repository`: the repository's data mover reads the backup. */
  readonly reads: 'vm' | 'repository';
  /** `vm`: a proxy writes to a datastore; `repository`: the repository's data mover writes the backup. */
  readonly writes: 'vm' | 'repository' | 'nothing';
  /** The VM has a snapshot while it is read. */
  readonly snapshot: boolean;
  /** Reads storage snapshots only: from the array, not through the hypervisor. */
  readonly arrayOnly: boolean;
  /** Every run is a full. */
  readonly alwaysFull: boolean;
  /** Its results protect its VMs. */
  readonly protects: boolean;
  /** Priority in the queue: larger goes first. */
  readonly priority: number;
}

/**
 * Whether tasks at a repository belong to the file that they write together, and share one slot if the repository
 * counts slots by chain. Tasks of a restore only read there.
 */
export function writesFile({ reads, writes }: Work): boolean {
  return !(reads === 'repository' && writes === 'vm');
}

/** Whether its restore points are made from those of other jobs. */
export function copiesBackups({ reads, writes }: Work): boolean {
  return reads === 'repository' && writes === 'repository';
}

const BACKUP: Work = {
  reads: 'vm',
  writes: 'repository',
  snapshot: true,
  arrayOnly: false,
  alwaysFull: false,
  protects: true,
  priority: DEFAULTS.backupPriority.value,
};
const FROM_VM_TO_VM: Work = { ...BACKUP, writes: 'vm', alwaysFull: true, protects: false };

export function workOf(job: Pick<Job, 'type' | 'priority' | 'target'>): Work {
  const work = workOfType(job);
  if (job.priority !== 'high' || job.type === 'restore') return work;
  return { ...work, priority: DEFAULTS.highPriority.value };
}

function workOfType({ type, target }: Pick<Job, 'type' | 'target'>): Work {
  switch (type) {
    case 'backup':
      return BACKUP;
    case 'replication':
      return { ...FROM_VM_TO_VM, alwaysFull: false, protects: true };
    case 'quick-migration':
      return FROM_VM_TO_VM;
    case 'vm-copy':
      return target === undefined ? { ...BACKUP, alwaysFull: true, protects: false } : FROM_VM_TO_VM;
    case 'restore':
      return {
        ...FROM_VM_TO_VM,
        reads: 'repository',
        snapshot: false,
        priority: DEFAULTS.restorePriority.value,
      };
    case 'backup-copy':
      return {
        ...BACKUP,
        reads: 'repository',
        snapshot: false,
        protects: false,
        priority: DEFAULTS.copyPriority.value,
      };
    case 'snapshot-scan':
      return { ...BACKUP, writes: 'nothing', snapshot: false, arrayOnly: true, protects: false };
  }
}
