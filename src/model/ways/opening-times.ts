import type { Overheads } from '../../scenario/scenario.ts';
import type { Connection } from './transport.ts';

/** An overhead that is a time, microseconds. */
export type OverheadTime = Exclude<keyof Overheads, 'consolidation'>;

/** What opening and closing disks takes in one mode; what is not there takes no time. */
interface ModeOverheads {
  /** Each disk by itself before its data flow, once its VM is ready. */
  readonly opening?: OverheadTime;
  /** The disks of a VM at one proxy together: attached once, they are there until the last of them is read. */
  readonly attaching?: OverheadTime;
  /** After that last one, with its slots. */
  readonly detaching?: OverheadTime;
}

const OVERHEADS: Readonly<Record<Connection, ModeOverheads>> = {
  san: { opening: 'openSan' },
  nfs: { opening: 'openNfs' },
  'storage-snapshot': { opening: 'openStorageSnapshot' },
  hotadd: { attaching: 'hotaddAttach', detaching: 'hotaddDetach' },
  nbd: { opening: 'openNbd' },
  nbdssl: { opening: 'openNbd' },
  // The volume snapshot is mounted on the proxy until all of the VM has been read [doc].
  'off-host': { attaching: 'offHost' },
  'on-host': {},
  repository: {},
};

/**
 * The overheads from when a VM is ready to the data of its only disk. `hasSnapshot`: a snapshot of the VM stands, which is handed
 * over where the disk is read from the array's.
 */
export function overheadsBefore(mode: Connection, hasSnapshot: boolean): OverheadTime[] {
  const handoff = hasSnapshot && mode === 'storage-snapshot' ? ('snapshotHandoff' as const) : undefined;
  const { opening, attaching } = OVERHEADS[mode];
  return [handoff, opening, attaching].filter((overhead) => overhead !== undefined);
}

/** The overheads from the end of its data until the last disk of a VM has freed its slots. */
export function overheadsAfter(mode: Connection): OverheadTime[] {
  const { detaching } = OVERHEADS[mode];
  return detaching === undefined ? [] : [detaching];
}

/** Opening a disk, microseconds; 0 where disks are attached, or nothing is opened. */
export function openingUs(overheads: Overheads, mode: Connection): number {
  return lengthOf(overheads, OVERHEADS[mode].opening);
}

/** Attaching the disks of a VM to a proxy, microseconds; 0 where none are attached. */
export function attachingUs(overheads: Overheads, mode: Connection): number {
  return lengthOf(overheads, OVERHEADS[mode].attaching);
}

/** Detaching them, microseconds; 0 where nothing is detached. */
export function detachingUs(overheads: Overheads, mode: Connection): number {
  return lengthOf(overheads, OVERHEADS[mode].detaching);
}

function lengthOf(overheads: Overheads, overhead: OverheadTime | undefined): number {
  return overhead === undefined ? 0 : overheads[overhead];
}

/** Whether the disks of a VM are attached to the proxy together: by hot-add, or with a volume snapshot carried off the host. */
export function isAttaching(mode: Connection): boolean {
  return OVERHEADS[mode].attaching !== undefined;
}

/** Whether the proxy detaches them once none of them is read, so that one that comes later attaches anew. */
export function isDetaching(mode: Connection): boolean {
  return OVERHEADS[mode].detaching !== undefined;
}
