import { addTo } from '../../../collections/grouped-by.ts';
import { present } from '../../../collections/present.ts';
import { WHOLE_JOB } from '../../../history/increments.ts';
import type { PastTask } from '../../../history/past-session.ts';
import { median } from '../../../metrics/quantile.ts';
import type { VmChange } from './change-rate.ts';
import { type JobRecord, vmOfPart } from './job-record.ts';

/** What the increments of jobs have read of each VM, in the order of time within each job. */
export function changesByVm(records: readonly JobRecord[]): ReadonlyMap<string, readonly VmChange[]> {
  const found = new Map<string, VmChange[]>();
  for (const { name, increments } of records) {
    for (const { session, parts } of increments) {
      const shares = bytesByVm(session.tasks, session.dataBytes);
      for (const { vm, sinceUs } of parts) {
        const bytes = vm === WHOLE_JOB ? session.dataBytes : shares.get(vm);
        if (bytes !== undefined) addTo(found, vmOfPart(name, vm), { bytes, ...present({ sinceUs }) });
      }
    }
  }
  return found;
}

/** What a full has read of a VM. */
interface FullBytes {
  readonly startUs: number;
  /** 2: the report has the figure; 1: a share of a session that had nothing but fulls; 0: of what its increments leave. */
  readonly certainty: number;
  readonly bytes: number;
}

/**
 * What the last full of each VM has read, that is its used space; of those that are known best. Where a report only has the
 * sum of a session, what its other VMs usually change is taken off.
 */
export function bytesOfFulls(
  records: readonly JobRecord[],
  changes: ReadonlyMap<string, readonly VmChange[]>,
): ReadonlyMap<string, number> {
  const usual = new Map([...changes].map(([vm, own]) => [vm, median(own.map(({ bytes }) => bytes))]));
  const best = new Map<string, FullBytes>();
  const add = (vm: string, full: FullBytes) => {
    const known = best.get(vm);
    if (full.bytes <= 0 || (known !== undefined && full.certainty < known.certainty)) return;
    if (known?.certainty === full.certainty && full.startUs < known.startUs) return;
    best.set(vm, full);
  };
  for (const { name, sessions } of records) {
    for (const { startUs, result, kind, dataBytes, tasks } of sessions) {
      if (result === 'failed') continue;
      if (tasks.length === 0 && kind === 'full') add(name, { startUs, certainty: 2, bytes: dataBytes ?? 0 });
      const fulls = tasks.filter((task) => task.kind === 'full');
      const others = tasks.filter((task) => task.kind !== 'full');
      const beside = others.reduce((sum, { vm }) => sum + (usual.get(vm) ?? 0), 0);
      const bytes = bytesByVm(fulls, dataBytes === undefined ? undefined : dataBytes - beside);
      for (const { vm, readBytes } of fulls) {
        const certainty = readBytes !== undefined || tasks.length === 1 ? 2 : others.length === 0 ? 1 : 0;
        add(vm, { startUs, certainty, bytes: bytes.get(vm) ?? 0 });
      }
    }
  }
  return new Map([...best].map(([vm, full]) => [vm, full.bytes]));
}

/**
 * The figure of each task itself; else its share of `totalBytes` by how long it took, or equal shares where that is not
 * known.
 */
export function bytesByVm(tasks: readonly PastTask[], totalBytes: number | undefined): Map<string, number> {
  const seconds = tasks.reduce((sum, task) => sum + (task.seconds ?? 0), 0);
  const bytes = new Map<string, number>();
  for (const task of tasks) {
    const share = seconds > 0 ? (task.seconds ?? 0) / seconds : 1 / tasks.length;
    const own = task.readBytes ?? (totalBytes === undefined ? undefined : totalBytes * share);
    // A VM that was tried twice is listed twice.
    if (own !== undefined) bytes.set(task.vm, (bytes.get(task.vm) ?? 0) + own);
  }
  return bytes;
}
