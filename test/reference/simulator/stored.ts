import type { Job } from '../../../src/scenario/job.ts';
import type { EstateVm } from './estate.ts';
import type { VmRun } from './task.ts';
import type { World } from './world.ts';

/** Kinds of work that leave something in their repository, which a copy can take from there. */
const STORING: readonly string[] = ['backup', 'backup-copy', 'vm-copy'];

/** What a restore point tells of: the start of the session that made it, for a copy that of what it was taken from. */
export function dateOf({ copies, session }: VmRun): number {
  return copies === undefined ? session.startUs : dateOf(copies);
}

/** The newest of what the source of a copy has of a VM now; undefined: nothing of this run, or it is no copy. */
export function newestStored(world: World, job: Job, vm: EstateVm): VmRun | undefined {
  return storedFor(world, job, vm)
    .sort((a, b) => dateOf(a) - dateOf(b))
    .at(-1);
}

/** The first of it that the run has made. */
export function firstStored(world: World, job: Job, vm: EstateVm): VmRun | undefined {
  return storedFor(world, job, vm)[0];
}

/** In the order in which they ended. */
function storedFor({ vmRuns }: World, { type, source }: Job, vm: EstateVm): VmRun[] {
  if (type !== 'backup-copy') return [];
  return vmRuns
    .filter(({ session: { job } }) => STORING.includes(job.type) && job.repository === source)
    .filter((run) => run.vm === vm && run.isOver && run.tasks.every(({ result }) => result === 'success'))
    .sort((a, b) => a.overUs! - b.overUs!);
}
