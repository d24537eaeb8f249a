import { DEFAULTS } from '../../../src/scenario/defaults.ts';
import type { Job } from '../../../src/scenario/job.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import { DAY_US } from '../../../src/units/civil-time.ts';
import type { EstateDisk, EstateVm } from './estate.ts';
import { workOf } from './work.ts';

/** What a disk changes in a time, as a share of what is used of it: exactly the rate in a day. */
export function changedShare(changeRate: number, durationUs: number): number {
  if (durationUs === 0) return 0;
  if (durationUs === DAY_US) return changeRate;
  // `1 - exp` loses digits of what is exactly half a byte: 15 GB at 1 % in five days.
  return -Math.expm1((durationUs / DAY_US) * Math.log1p(-changeRate));
}

export interface Amounts {
  readonly readBytes: number;
  readonly transferredBytes: number;
  /** What is new: to a datastore it is written as it is. */
  readonly dataBytes: number;
}

/** Bytes of a disk in one run, as specified. `sinceUs`: age of the restore point that an increment starts from. */
export function amountsOf(
  scenario: Scenario,
  job: Job,
  vm: EstateVm,
  disk: EstateDisk,
  run: { readonly full: boolean; readonly sinceUs: number; readonly tracked: boolean },
): Amounts {
  const skips = job.bitLooker && vm.guest === 'windows';
  // Drawn apart, the two may be more than there is.
  const content = skips ? disk.used * Math.max(0, 1 - disk.deleted - disk.swap) : disk.used;
  const changed = content * changedShare(disk.changeRate, run.sinceUs) * scenario.blockGrowth[job.blockSize];
  const data = Math.round(run.full ? content : Math.min(changed, content));
  // What a repository holds needs no tracking to be told from the rest of the disk.
  const isOfVm = workOf(job).reads === 'vm';
  const readsAll = isOfVm && !run.tracked && !(run.full && disk.thin);
  const transferredBytes = Math.round(data * job.compressionRatio);
  switch (job.type) {
    case 'backup-copy':
      // What the repository stores of it.
      return { readBytes: transferredBytes, dataBytes: data, transferredBytes };
    case 'snapshot-scan':
      return { readBytes: DEFAULTS.scanBytes.value, dataBytes: 0, transferredBytes: 0 };
  }
  return {
    readBytes: readsAll ? disk.size : data,
    dataBytes: data,
    transferredBytes,
  };
}
