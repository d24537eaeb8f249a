import type { Model } from '../../model/model.ts';
import { SECOND_US } from '../../units/civil-time.ts';

/** From a VM's first slots until its first disk opens, seconds; where an array's snapshot is read, the handoff not among it. */
export function secondsToPrepare({ jobs, scenario }: Model, job: number): number {
  const { work, vmPrepareUs } = jobs[job]!;
  return (vmPrepareUs + (work.snapshot ? scenario.overheads.snapshotCreate : 0)) / SECOND_US;
}

/**
 * From the end of a VM's last task to the end of the VM, seconds, what was written to the snapshot meanwhile not among it.
 * `hasArray`: an array may keep a snapshot, and the VM's own may be gone before.
 */
export function secondsToFinish({ jobs, scenario }: Model, job: number, hasArray: boolean): number {
  const { snapshotRemove, vmFinalise } = scenario.overheads;
  const removes = jobs[job]!.work.snapshot && !hasArray;
  return ((removes ? snapshotRemove : 0) + vmFinalise) / SECOND_US;
}
