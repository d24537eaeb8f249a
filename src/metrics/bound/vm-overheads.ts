import type { Model } from '../../model/model.ts';
import { SECOND_US } from '../../units/civil-time.ts';

/** From a VM's first slots until its first disk opens, seconds, without a handoff to an array's snapshot. */
export function secondsToPrepare({ jobs, scenario }: Model, job: number): number {
  const { work, vmPrepareUs } = jobs[job]!;
  return (vmPrepareUs + (work.snapshot ? scenario.overheads.snapshotCreate : 0)) / SECOND_US;
}

/**
 * From the end of a VM's last task to the end of the VM, seconds, without consolidating what was written meanwhile.
 * `hasArray`: an array may hold a snapshot, so that the VM's own may have been removed earlier.
 */
export function secondsToFinish({ jobs, scenario }: Model, job: number, hasArray: boolean): number {
  const { snapshotRemove, vmFinalise } = scenario.overheads;
  const removes = jobs[job]!.work.snapshot && !hasArray;
  return ((removes ? snapshotRemove : 0) + vmFinalise) / SECOND_US;
}
