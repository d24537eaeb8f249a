import { present } from '../../../collections/present.ts';
import type { PastSession } from '../../../history/past-session.ts';
import { LAST_SESSIONS } from '../../sessions/options.ts';
import { recordJobs } from '../../sessions/past/job-record.ts';
import { figuresOfVms, HALF, type VmFigures } from '../../sessions/past/vm-figures.ts';
import type { UsedSource } from '../../sessions/scenario/used-sources.ts';
import type { PowershellFindings } from '../codes.ts';
import { ASSUMED_VM_SIZE } from '../jobs/job-members.ts';
import type { PowershellOptions } from '../options.ts';
import type { ListedVm } from './protected-vms.ts';

export interface VmSize {
  /** Bytes. */
  readonly size: number;
  readonly used: number;
  readonly from: UsedSource;
  /**
   * Share of the used space that changes in a day: none of a VM that is off, else as its past increments have it;
   * absent: nothing tells.
   */
  readonly changeRate?: number;
}

/**
 * Sizes of VMs, and what changes of them: what the lists of the backup server, jobs and reports tell in so many words,
 * else what follows from the past sessions, else assumed. A change that was asked for is for all VMs that run.
 */
export function vmSizes(
  sessions: readonly PastSession[],
  { changeRate, changeBytes }: PowershellOptions,
  findings: PowershellFindings,
): (vm: ListedVm) => VmSize {
  const figures = new Map(
    figuresOfVms(recordJobs(sessions, LAST_SESSIONS)).map((vm) => [vm.name.toLowerCase(), vm]),
  );
  const asked = changeRate !== undefined || changeBytes !== undefined;
  return (vm) => {
    const past = figures.get(vm.name.toLowerCase());
    const known = past === undefined || past.usedFrom === 'nothing' ? undefined : past;
    const size = vm.size ?? sizeBehind(vm, known);
    const subject = vm.name;
    if (vm.size === undefined && known === undefined) findings.add('vm-size-unknown', { subject });
    else if (vm.size === undefined) findings.add('vm-size-of-sessions', { subject });
    if (vm.used === undefined && known === undefined) findings.add('vm-used-unknown', { subject });
    const used = vm.used ?? Math.min(Math.round(known?.usedBytes ?? size), size);
    const behind = vm.isOff === true || asked ? undefined : rateBehind(past, used);
    if (vm.isOff === true) findings.add('vm-powered-off', { subject });
    if (behind !== undefined) findings.add('vm-change-of-sessions', { subject });
    const knownRate = vm.isOff === true ? 0 : behind;
    return {
      size,
      used,
      from: vm.used === undefined ? (known?.usedFrom ?? 'nothing') : 'list',
      ...present({ changeRate: knownRate }),
    };
  };
}

/** What its increments read in a day, as a share of a used space that something else may tell. */
function rateBehind(past: VmFigures | undefined, used: number): number | undefined {
  if (past === undefined || past.changeFrom === 'nothing' || used <= 0) return undefined;
  const share = (past.changeRate * past.usedBytes) / used;
  return share >= 1 ? HALF : share;
}

function sizeBehind({ used = 0 }: ListedVm, past: VmFigures | undefined): number {
  return Math.round(Math.max(used, past?.sizeBytes ?? ASSUMED_VM_SIZE));
}
