import type { RunResult } from '../../metrics/run-result.ts';
import { failuresOf } from '../../metrics/troubles/failures.ts';
import { usedBytesOf } from '../../metrics/troubles/protection.ts';
import { counted } from '../../units/counted.ts';
import { formatBytes } from '../../units/format-quantity.ts';

/** Work that a run left undone. */
export interface Undone {
  /** Disks whose last attempt in the last session of their job did not succeed; the end of the run may have cut it off. */
  readonly tasks: number;
  /** The same for earlier sessions, for which a later one has made up. */
  readonly earlier: number;
  readonly unprotectedVms: number;
  /** Used bytes on these VMs. */
  readonly unprotectedBytes: number;
}

export function undoneOf(result: RunResult): Undone {
  const { vms } = result.summary;
  const { last, earlier } = failuresOf(result);
  return {
    tasks: last,
    earlier,
    unprotectedVms: vms.unprotected.length,
    unprotectedBytes: usedBytesOf(result.unprotected),
  };
}

/** `7 tasks without success, 3 VMs with 1.2 TB not protected`; undefined: nothing was left undone. */
export function undoneWords({ tasks, unprotectedVms, unprotectedBytes }: Undone): string | undefined {
  const parts = tasks > 0 ? [`${counted(tasks, 'task')} without success`] : [];
  if (unprotectedVms > 0) parts.push(`${vmsWithData(unprotectedVms, unprotectedBytes)} not protected`);
  return parts.length > 0 ? parts.join(', ') : undefined;
}

/** `3 VMs with 1.2 TB`. */
export function vmsWithData(vms: number, usedBytes: number): string {
  return usedBytes > 0 ? `${counted(vms, 'VM')} with ${formatBytes(usedBytes)}` : counted(vms, 'VM');
}
