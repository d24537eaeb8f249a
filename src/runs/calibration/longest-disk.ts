import type { LongestShare } from '../../history/task-points.ts';
import type { Model } from '../../model/model.ts';
import { changedShare } from '../../model/vms/changed-blocks.ts';
import { DAY_US } from '../../units/civil-time.ts';
import type { MatchedJob } from './matched-jobs.ts';

/** The largest share of a VM's daily changes that is on one disk, 0 to 1. */
function longestDiskShare({ vms, disks }: Model, vm: number): number {
  const { used, changeRate } = disks.figures;
  const changes = vms.disksOf(vm).map((disk) => used[disk]! * changedShare(changeRate[disk]!, DAY_US));
  const sum = changes.reduce((total, change) => total + change, 0);
  return sum > 0 ? Math.max(...changes) / sum : 1 / Math.max(1, changes.length);
}

/** The same by the names of VMs in a job's reports; a VM that is not in the scenario counts as one disk. */
export function longestShareOf(model: Model, { vmOf }: MatchedJob): LongestShare {
  return (name) => {
    const vm = vmOf(name);
    return vm === undefined ? 1 : longestDiskShare(model, vm);
  };
}
