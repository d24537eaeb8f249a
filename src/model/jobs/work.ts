import { DEFAULTS } from '../../scenario/defaults.ts';
import type { Job } from '../../scenario/job.ts';

/** What a job of a type moves, from where to where, and what it holds meanwhile. */
export interface Work {
  /** `vm`: a proxy reads the disks where they are; `repository`: its own data mover reads the backup. */
  readonly reads: 'vm' | 'repository';
  /** `vm`: a proxy writes to a datastore; `repository`: its own data mover writes the backup. */
  readonly writes: 'vm' | 'repository' | 'nothing';
  /** A snapshot of the VM stands while it is read. */
  readonly snapshot: boolean;
  /** Only storage snapshots are read: what the array shows, not what the hypervisor does. */
  readonly arrayOnly: boolean;
  /** Every run reads all there is, whatever was done before. */
  readonly alwaysFull: boolean;
  /** What it makes counts as protection of its VMs. */
  readonly protects: boolean;
  /** Place of this kind of work in the queue: the larger the earlier. */
  readonly priority: number;
}

/** What is written as one file belongs together, and where a repository counts by chain it takes one slot; what only reads there does not. */
export function writesFile({ reads, writes }: Work): boolean {
  return !(reads === 'repository' && writes === 'vm');
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

/** The work that a job does. */
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
