import type { Overheads } from '../scenario/scenario.ts';
import type { Connection } from './transport.ts';

/** An overhead that is a time, microseconds. */
export type OverheadTime = Exclude<keyof Overheads, 'consolidation'>;

/** What each disk waits for by itself before its data flow, once its VM is ready; undefined: nothing is opened. */
const OPENING: Readonly<Record<Connection, OverheadTime | undefined>> = {
  san: 'openSan',
  nfs: 'openNfs',
  'storage-snapshot': 'openStorageSnapshot',
  hotadd: undefined,
  nbd: 'openNbd',
  nbdssl: 'openNbd',
  'off-host': undefined,
  'on-host': undefined,
  repository: undefined,
};

/** What the disks of a VM at one proxy wait for together: attached once, they are there until the last of them is read. */
const ATTACHING: Readonly<Record<Connection, OverheadTime | undefined>> = {
  san: undefined,
  nfs: undefined,
  'storage-snapshot': undefined,
  hotadd: 'hotaddAttach',
  nbd: undefined,
  nbdssl: undefined,
  'off-host': 'offHost',
  'on-host': undefined,
  repository: undefined,
};

/**
 * The overheads from when a VM is ready to the data of its only disk. `hasSnapshot`: a snapshot of the VM stands, which is handed
 * over where the disk is read from the array's.
 */
export function overheadsBefore(mode: Connection, hasSnapshot: boolean): OverheadTime[] {
  const handoff = hasSnapshot && mode === 'storage-snapshot' ? ('snapshotHandoff' as const) : undefined;
  return [handoff, OPENING[mode], ATTACHING[mode]].filter((overhead) => overhead !== undefined);
}

/** Opening a disk, microseconds; 0 where disks are attached, or nothing is opened. */
export function openingUs(overheads: Overheads, mode: Connection): number {
  const overhead = OPENING[mode];
  return overhead === undefined ? 0 : overheads[overhead];
}

/** Attaching the disks of a VM to a proxy, microseconds; 0 where none are attached. */
export function attachingUs(overheads: Overheads, mode: Connection): number {
  const overhead = ATTACHING[mode];
  return overhead === undefined ? 0 : overheads[overhead];
}

/** Whether the disks of a VM are attached to the proxy together: by hot-add, or with a volume snapshot carried off the host. */
export function isAttaching(mode: Connection): boolean {
  return ATTACHING[mode] !== undefined;
}
