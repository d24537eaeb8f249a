import type { PastSession } from '../../history/past-session.ts';
import { recordJobs } from '../sessions/job-record.ts';
import { LAST_SESSIONS } from '../sessions/options.ts';
import type { UsedSource } from '../sessions/used-sources.ts';
import { figuresOfVms, type VmFigures } from '../sessions/vm-figures.ts';
import type { PowershellFindings } from './codes.ts';
import { ASSUMED_VM_SIZE } from './job-members.ts';
import type { ListedVm } from './protected-vms.ts';

export interface VmSize {
  /** Bytes. */
  readonly size: number;
  readonly used: number;
  readonly from: UsedSource;
}

/**
 * Sizes of VMs: what the lists of the backup server, jobs and reports tell in so many words, else what follows from the past
 * sessions, else assumed.
 */
export function vmSizes(
  sessions: readonly PastSession[],
  findings: PowershellFindings,
): (vm: ListedVm) => VmSize {
  const figures = new Map(
    figuresOfVms(recordJobs(sessions, LAST_SESSIONS)).map((vm) => [vm.name.toLowerCase(), vm]),
  );
  return (vm) => {
    const past = figures.get(vm.name.toLowerCase());
    const known = past === undefined || past.usedFrom === 'nothing' ? undefined : past;
    const size = vm.size ?? sizeBehind(vm, known);
    const subject = vm.name;
    if (vm.size === undefined && known === undefined) findings.add('vm-size-unknown', { subject });
    else if (vm.size === undefined) findings.add('vm-size-of-sessions', { subject });
    if (vm.used !== undefined) return { size, used: vm.used, from: 'list' };
    if (known !== undefined)
      return { size, used: Math.min(Math.round(known.usedBytes), size), from: known.usedFrom };
    findings.add('vm-used-unknown', { subject });
    return { size, used: size, from: 'nothing' };
  };
}

function sizeBehind({ used = 0 }: ListedVm, past: VmFigures | undefined): number {
  return Math.round(Math.max(used, past?.sizeBytes ?? ASSUMED_VM_SIZE));
}
