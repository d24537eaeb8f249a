import { extentsFor } from '../../model/backups/extent-choice.ts';
import type { Run } from '../run.ts';
import type { VmRun } from '../sessions/vm-run.ts';

const NOWHERE: readonly number[] = [];

/**
 * The repositories or extents that an attempt at a VM may write to, by availability and then the placement policy. Slots,
 * load and free space are considered when the task is placed.
 */
export function repositoriesFor(run: Run, vmRun: VmRun): readonly number[] {
  const { repository, work } = run.model.jobs[vmRun.session.job]!;
  if (repository < 0 || work.writes === 'nothing') return NOWHERE;
  const { chain, full } = vmRun;
  if (chain.repository >= 0) return [chain.repository];
  const row = run.model.repositories[repository]!;
  if (row.extents.length === 0) return [repository];
  if (work.writes === 'vm') return [run.chainLocations.readBy(vmRun, repository)];
  const { condition } = run.infrastructure;
  return extentsFor(row, {
    full,
    begins: beginsChain(run, vmRun),
    fullAt: run.chainLocations.fullOf(vmRun),
    isUp: (extent) => condition.isRepositoryUp(extent),
  });
}

/** A full may go to another extent [doc]; in a shared file only an active full, not one made for lack of a restore point. */
function beginsChain(run: Run, vmRun: VmRun): boolean {
  return vmRun.full && (!vmRun.session.sharesChain || run.restorePoints.isActiveFullDue(vmRun));
}

/** The repository that a backup copy reads, or the extent of the VM's chain; -1: it reads none. */
export function sourceFor(run: Run, vmRun: VmRun): number {
  const { source, work } = run.model.jobs[vmRun.session.job]!;
  if (source < 0 || work.writes === 'vm') return -1;
  const isPlain = run.model.repositories[source]!.extents.length === 0;
  return isPlain ? source : run.chainLocations.readBy(vmRun, source);
}
