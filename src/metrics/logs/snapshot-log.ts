import type { Model } from '../../model/model.ts';
import { changedOfVm } from '../../model/vms/changed-blocks.ts';
import { DEFAULTS } from '../../scenario/defaults.ts';
import type { RecordOf } from '../../trace/record.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import { GrowingTable } from '../columns/growing-table.ts';
import type { VmRunLog } from './vm-run-log.ts';

/** VM snapshots, one per attempt at a VM, in order of creation; times in whole microseconds, -1 if it did not happen. */
export type LoggedSnapshots = ReturnType<typeof snapshotColumns>;

function snapshotColumns(rows: number) {
  return {
    vmRun: new Int32Array(rows),
    /** -1: its removal was requested before it was created. */
    createdUs: new Float64Array(rows),
    removingUs: new Float64Array(rows),
    removedUs: new Float64Array(rows),
    /** Estimated stun of the VM at the snapshot's removal. */
    removalStunUs: new Float64Array(rows),
    /** At the start of its removal. */
    deltaBytes: new Float64Array(rows),
  };
}

/** By attempt at a VM: its disks in work, and how long its snapshot was open while there were none. */
function workColumns(rows: number) {
  return {
    disks: new Int32Array(rows),
    /** Since when the snapshot has been open without work, microseconds; meaningful only while it is. */
    sinceUs: new Float64Array(rows),
    idleUs: new Float64Array(rows),
    /** 1: its snapshot is open, from its creation to the start of its removal. */
    stands: new Int8Array(rows),
  };
}

/** Every VM snapshot of a run, put together from the run's records. */
export class SnapshotLog {
  readonly #model: Model;
  readonly #vmRuns: VmRunLog;
  readonly #snapshots: GrowingTable<LoggedSnapshots>;
  /** By VM run: the row of its snapshot; -1: none. */
  readonly #rows: GrowingTable<{ snapshot: Int32Array }>;

  readonly #work = new GrowingTable(workColumns, 0);
  #worstStunUs = 0;

  constructor(model: Model, vmRuns: VmRunLog) {
    this.#model = model;
    this.#vmRuns = vmRuns;
    this.#snapshots = new GrowingTable(snapshotColumns, -1, model.vms.length);
    this.#rows = new GrowingTable((rows) => ({ snapshot: new Int32Array(rows) }), -1, model.vms.length);
  }

  get count(): number {
    return this.#snapshots.length;
  }

  get snapshots(): LoggedSnapshots {
    return this.#snapshots.columns;
  }

  /** Longest estimated stun of a VM at the creation or removal of its snapshot. */
  get worstStunUs(): number {
    return this.#worstStunUs;
  }

  /** A disk of the VM has its slots. */
  taskStarted(vmRun: number, at: number): void {
    this.#work.include(vmRun);
    this.#endIdle(vmRun, at);
    this.#work.columns.disks[vmRun]!++;
  }

  /** A disk of the VM has freed its slots. */
  taskEnded(vmRun: number, at: number): void {
    const { disks, sinceUs } = this.#work.columns;
    disks[vmRun]!--;
    // Read once there are none left.
    sinceUs[vmRun] = at;
  }

  snapshotCreated({ vmRun, at }: RecordOf<'snapshot-created'>): void {
    const row = this.#enter(vmRun);
    this.snapshots.createdUs[row] = at;
    this.#work.include(vmRun);
    this.#work.columns.stands[vmRun] = 1;
    this.#work.columns.sinceUs[vmRun] = at;
    this.#worstStunUs = Math.max(this.#worstStunUs, this.creationStunUs(row));
  }

  snapshotRemoving({ vmRun, at, deltaBytes }: RecordOf<'snapshot-removing'>): void {
    const row = this.#rowOf(vmRun) ?? this.#enter(vmRun);
    this.snapshots.removingUs[row] = at;
    this.snapshots.deltaBytes[row] = deltaBytes;
    this.#work.include(vmRun);
    this.#endIdle(vmRun, at);
    this.#work.columns.stands[vmRun] = 0;
  }

  snapshotRemoved({ vmRun, at }: RecordOf<'snapshot-removed'>): void {
    const { snapshots } = this;
    const row = this.#rowOf(vmRun)!;
    const vm = this.#vmRuns.runs.vm[vmRun]!;
    snapshots.removedUs[row] = at;
    const stunUs = removalStunUs(this.#model, vm, at - snapshots.removingUs[row]!);
    snapshots.removalStunUs[row] = stunUs;
    this.#worstStunUs = Math.max(this.#worstStunUs, stunUs);
  }

  /** When the snapshot of a VM run was created, microseconds; -1: it has none. */
  createdUsOf(vmRun: number): number {
    const row = this.#rowOf(vmRun);
    return row === undefined ? -1 : this.snapshots.createdUs[row]!;
  }

  /** From its creation to the start of its removal, or to the end of the run if its removal had not started; microseconds. */
  lifeUs(row: number, endOfRunUs: number): number {
    const { createdUs, removingUs } = this.snapshots;
    if (createdUs[row]! < 0) return 0;
    return (removingUs[row]! < 0 ? endOfRunUs : removingUs[row]!) - createdUs[row]!;
  }

  /** Of its life, how long no disk of its VM was in work, because those that were left waited; microseconds. */
  idleUs(row: number, endOfRunUs: number): number {
    const vmRun = this.snapshots.vmRun[row]!;
    const { sinceUs, idleUs } = this.#work.columns;
    return idleUs[vmRun]! + (this.#isIdle(vmRun) ? endOfRunUs - sinceUs[vmRun]! : 0);
  }

  /** What its VM changed in its life, whole bytes. */
  deltaBytes(row: number, endOfRunUs: number): number {
    const { vmRun, removingUs, deltaBytes } = this.snapshots;
    if (removingUs[row]! >= 0) return deltaBytes[row]!;
    const vm = this.#vmRuns.runs.vm[vmRun[row]!]!;
    return Math.round(changedOfVm(this.#model, vm, this.lifeUs(row, endOfRunUs)));
  }

  /** Estimated stun of the VM at the snapshot's creation, microseconds. */
  creationStunUs(row: number): number {
    return this.snapshots.createdUs[row]! < 0 ? 0 : DEFAULTS.snapshotStun.value;
  }

  /** Whether its snapshot is open while none of its disks is in work. */
  #isIdle(vmRun: number): boolean {
    const { disks, stands } = this.#work.columns;
    return disks[vmRun] === 0 && stands[vmRun] === 1;
  }

  /** Ends the idle time of its snapshot, if there is one. */
  #endIdle(vmRun: number, untilUs: number): void {
    if (!this.#isIdle(vmRun)) return;
    const { sinceUs, idleUs } = this.#work.columns;
    idleUs[vmRun]! += untilUs - sinceUs[vmRun]!;
  }

  #rowOf(vmRun: number): number | undefined {
    const row = this.#rows.columns.snapshot[vmRun];
    return row === undefined || row < 0 ? undefined : row;
  }

  #enter(vmRun: number): number {
    const row = this.#snapshots.add();
    this.snapshots.vmRun[row] = vmRun;
    this.#rows.include(vmRun);
    this.#rows.columns.snapshot[vmRun] = row;
    return row;
  }
}

/**
 * Stun of a VM when its snapshot is removed, microseconds: an estimate that delays nothing. The snapshot is consolidated in
 * cycles while the VM runs. The first cycle is the removal itself, and each later one consolidates what the VM wrote during the
 * one before. Once a cycle is short enough, the VM is stopped while what it wrote in that cycle is consolidated; after the last
 * cycle it is stopped in any case. At least the stun of creating a snapshot.
 */
function removalStunUs(model: Model, vm: number, removalUs: number): number {
  const { consolidation } = model.scenario.overheads;
  let cycleUs = removalUs;
  for (const limitUs of DEFAULTS.consolidationCycles.value) {
    const isInTime = cycleUs <= limitUs;
    cycleUs = Math.round((changedOfVm(model, vm, cycleUs) / consolidation) * SECOND_US);
    if (isInTime) break;
  }
  return Math.max(DEFAULTS.snapshotStun.value, cycleUs);
}
