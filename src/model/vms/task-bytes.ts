import { DEFAULTS } from '../../scenario/defaults.ts';
import type { Work } from '../jobs/work.ts';
import type { JobRow, Model } from '../model.ts';
import { bytesOfRun, type RunBytes, type RunOfDisk } from './changed-blocks.ts';
import type { VmTraits } from './vm-rows.ts';

/**
 * Age of the restore point that a VM brings to a job's first session, microseconds; undefined: it brings none that counts, and
 * the session makes a full.
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

/** Whole bytes that a task moves of a disk: by the table of changed blocks, by what a repository holds, or what a scan looks at. */
export function bytesOfTask(
  { disks, vms }: Pick<Model, 'disks' | 'vms'>,
  work: Work,
  disk: number,
  run: RunOfDisk,
): RunBytes {
  if (work.arrayOnly) return { read: DEFAULTS.scanBytes.value, data: 0, transferred: 0 };
  const bytes = bytesOfRun(disks.figures, disk, vms.traitsOf(disks.vmOf(disk)), run);
  if (work.reads === 'vm') return bytes;
  // What a repository hands over is what it holds: of a copy all that is read is sent as it is.
  const { data, transferred } = bytes;
  return work.writes === 'vm'
    ? { read: data, data, transferred }
    : { read: transferred, data: transferred, transferred };
}

/** What is not tracked is read from end to end, at the rate of a full. */
export function readsToTheEnd(
  { tracked }: Pick<VmTraits, 'tracked'>,
  { full, readsAll }: Pick<RunOfDisk, 'full' | 'readsAll'>,
): boolean {
  return full || readsAll || !tracked;
}
