import { DEFAULTS } from '../../scenario/defaults.ts';
import type { Work } from '../jobs/work.ts';
import type { JobRow, Model } from '../model.ts';
import { bytesOfRun, type RunBytes, type RunOfDisk } from './changed-blocks.ts';
import type { VmTraits } from './vm-rows.ts';

/**
 * Age of the restore point on which a job's first session bases a VM's increment, microseconds; undefined: there is
 * none, and the session makes a full.
 */
export function ageAtFirst(
  { run }: Pick<JobRow['declaration'], 'run'>,
  { lastBackupUs }: Pick<VmTraits, 'lastBackupUs'>,
): number | undefined {
  if (run === 'full') return undefined;
  return lastBackupUs ?? (run === 'incremental' ? DEFAULTS.incrementAge.value : undefined);
}

/** How a job reads the disks of a VM in a run of the given kind. */
export function runOfDisks(
  { scenario }: Model,
  { declaration }: JobRow,
  { full, sinceUs, readsAll }: Pick<RunOfDisk, 'full' | 'sinceUs' | 'readsAll'>,
): RunOfDisk {
  const { bitLooker, blockSize, compressionRatio } = declaration;
  return {
    full,
    sinceUs,
    bitLooker,
    growth: scenario.blockGrowth[blockSize],
    ratio: compressionRatio,
    readsAll,
  };
}

/**
 * Whole bytes of a disk that a task moves: by the table of changed blocks, from a repository, or the bytes that a scan
 * reads.
 */
export function bytesOfTask(
  { disks, vms }: Pick<Model, 'disks' | 'vms'>,
  work: Work,
  disk: number,
  run: RunOfDisk,
): RunBytes {
  if (work.arrayOnly) return { read: DEFAULTS.scanBytes.value, data: 0, transferred: 0 };
  const bytes = bytesOfRun(disks.figures, disk, vms.traitsOf(disks.vmOf(disk)), run);
  if (work.reads === 'vm') return bytes;
  // A repository holds reduced data. A backup copy sends it as it is; a restore expands it again.
  const { data, transferred } = bytes;
  return work.writes === 'vm'
    ? { read: data, data, transferred }
    : { read: transferred, data: transferred, transferred };
}

/**
 * Whether disks are processed at the rate of a full. Without change tracking they are, because they are read from end
 * to end.
 */
export function readsToTheEnd(
  { tracked }: Pick<VmTraits, 'tracked'>,
  { full, readsAll }: Pick<RunOfDisk, 'full' | 'readsAll'>,
): boolean {
  return full || readsAll || !tracked;
}
