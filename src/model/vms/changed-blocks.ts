import type { DiskFigures } from '../../scenario/vms/disk-figures.ts';
import { DAY_US } from '../../units/civil-time.ts';
import type { Model } from '../model.ts';
import type { VmTraits } from './vm-rows.ts';

/** Whole bytes of one disk in one run: what is read, what of it is data, what goes over the network after reduction. */
export interface RunBytes {
  readonly read: number;
  readonly data: number;
  readonly transferred: number;
}

export interface RunOfDisk {
  readonly full: boolean;
  /** Time since the disk's last good restore point, microseconds; used by incrementals only. */
  readonly sinceUs: number;
  readonly bitLooker: boolean;
  /** Growth of changed data for the job's block size; 1 at 1 MB. */
  readonly growth: number;
  /** Bytes sent per byte of data. */
  readonly ratio: number;
  /** Change tracking has been reset: nobody knows what has changed, so everything is read. */
  readonly readsAll: boolean;
}

/** The table of changed blocks: what a run of a disk reads and sends. */
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
  // What was never written to a thin disk need not be read in a full, tracked or not.
  const isKnown = run.full ? vm.tracked || disks.thin[disk] === 1 : vm.tracked && !run.readsAll;
  const read = isKnown ? data : disks.size[disk]!;
  return { read, data, transferred: Math.round(data * run.ratio) };
}

/** Bytes of a disk that a full would read; `skips`: swap and deleted files are left out. */
export function occupiedBytes({ used, deleted, swap }: DiskFigures, disk: number, skips: boolean): number {
  return skips ? used[disk]! * Math.max(0, 1 - (deleted[disk]! + swap[disk]!)) : used[disk]!;
}

/**
 * Share of the used blocks that differ after a time: 1 - (1 - rate)^(time / 24 h), exactly the rate after 24 h.
 * By exp and log1p, because the power operator is not the same to the last bit on every Node version.
 */
export function changedShare(ratePerDay: number, elapsedUs: number): number {
  if (elapsedUs <= 0 || ratePerDay <= 0) return 0;
  if (elapsedUs === DAY_US) return ratePerDay;
  if (ratePerDay >= 1) return 1;
  return -Math.expm1((elapsedUs / DAY_US) * Math.log1p(-ratePerDay));
}

/** The rate per day by which such a share differs after a time above 0: what `changedShare` turns into it. */
export function ratePerDay(share: number, elapsedUs: number): number {
  if (share <= 0) return 0;
  if (elapsedUs === DAY_US || share >= 1) return Math.min(1, share);
  return -Math.expm1((DAY_US / elapsedUs) * Math.log1p(-share));
}

/** Bytes of a VM's disks that change in a time, microseconds. */
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
