import type { DiskFigures } from '../../scenario/vms/disk-figures.ts';
import { DAY_US } from '../../units/civil-time.ts';
import type { Model } from '../model.ts';
import type { VmTraits } from './vm-rows.ts';

/** Whole bytes of one disk in one run: read, of these data, and sent after reduction. */
export interface RunBytes {
  readonly read: number;
  readonly data: number;
  readonly transferred: number;
}

export interface RunOfDisk {
  readonly full: boolean;
  /** Microseconds since the disk's last successful restore point; only incrementals use it. */
  readonly sinceUs: number;
  readonly bitLooker: boolean;
  /** Factor for changed data at the job's block size; 1 at 1 MB. */
  readonly growth: number;
  /** Bytes sent per byte of data. */
  readonly ratio: number;
  /** Change tracking was reset, so an incremental reads the whole disk. */
  readonly readsAll: boolean;
}

/** What a run reads and sends of a disk (specification: table of changed blocks). */
export function bytesOfRun(
  disks: DiskFigures,
  disk: number,
  vm: Pick<VmTraits, 'windows' | 'tracked'>,
  run: RunOfDisk,
): RunBytes {
  const occupied = occupiedBytes(disks, disk, run.bitLooker && vm.windows);
  const changed = Math.min(
    occupied,
    occupied * changedShare(disks.changeRate[disk]!, run.sinceUs) * run.growth,
  );
  const data = Math.round(run.full ? occupied : changed);
  // A full skips what was never written to a thin disk, tracked or not.
  const isKnown = run.full ? vm.tracked || disks.thin[disk] === 1 : vm.tracked && !run.readsAll;
  const read = isKnown ? data : disks.size[disk]!;
  return { read, data, transferred: Math.round(data * run.ratio) };
}

/** Bytes in use on a disk. `skips`: without swap and deleted files. */
export function occupiedBytes({ used, deleted, swap }: DiskFigures, disk: number, skips: boolean): number {
  return skips ? used[disk]! * Math.max(0, 1 - (deleted[disk]! + swap[disk]!)) : used[disk]!;
}

/**
 * Share of the used blocks that have changed after a time: 1 - (1 - rate)^(time / 24 h), exactly the rate after 24 h.
 * Computed by `expm1` and `log1p`: the last bit of the power operator differs between Node versions.
 */
export function changedShare(ratePerDay: number, elapsedUs: number): number {
  if (elapsedUs <= 0 || ratePerDay <= 0) return 0;
  if (elapsedUs === DAY_US) return ratePerDay;
  if (ratePerDay >= 1) return 1;
  return -Math.expm1((elapsedUs / DAY_US) * Math.log1p(-ratePerDay));
}

/** The daily rate for which `changedShare` gives this share after a time (more than 0): its inverse. */
export function ratePerDay(share: number, elapsedUs: number): number {
  if (share <= 0) return 0;
  if (elapsedUs === DAY_US || share >= 1) return Math.min(1, share);
  return -Math.expm1((DAY_US / elapsedUs) * Math.log1p(-share));
}

/** Bytes of a VM's disks that change in a time (microseconds). */
export function changedOfVm(
  { disks, vms }: Pick<Model, 'disks' | 'vms'>,
  vm: number,
  elapsedUs: number,
): number {
  if (elapsedUs <= 0) return 0;
  const { used, changeRate } = disks.figures;
  const end = vms.endOfDisks(vm);
  let bytes = 0;
  for (let disk = vms.firstDiskOf(vm); disk < end; disk++) {
    bytes += used[disk]! * changedShare(changeRate[disk]!, elapsedUs);
  }
  return bytes;
}
