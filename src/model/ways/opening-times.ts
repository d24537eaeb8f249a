import type { Overheads } from '../../scenario/scenario.ts';
import type { Connection } from './transport.ts';

/** Names of the overheads that are times (microseconds). */
export type OverheadTime = Exclude<keyof Overheads, 'consolidation'>;

/** Overheads of opening and closing disks in one mode; an absent one takes no time. */
interface ModeOverheads {
  /** For each disk, after its VM is ready and before its data flows. */
  readonly opening?: OverheadTime;
  /** Once for all disks of a VM at one proxy, which stay attached until the last of them has been read. */
  readonly attaching?: OverheadTime;
  /** After that last one, while it still holds its slots. */
  readonly detaching?: OverheadTime;
}

const OVERHEADS: Readonly<Record<Connection, ModeOverheads>> = {
  san: { opening: 'openSan' },
  nfs: { opening: 'openNfs' },
  'storage-snapshot': { opening: 'openStorageSnapshot' },
  hotadd: { attaching: 'hotaddAttach', detaching: 'hotaddDetach' },
  nbd: { opening: 'openNbd' },
  nbdssl: { opening: 'openNbd' },
  // The volume snapshot stays mounted on the proxy until the whole VM has been read [doc].
  'off-host': { attaching: 'offHost' },
  'on-host': {},
  repository: {},
};

/**
 * The overheads between a VM being ready and the first data of its only disk. `hasSnapshot`: the VM has a snapshot,
 * which is handed off if the disk is read from the array's snapshot.
 */
export function overheadsBefore(mode: Connection, hasSnapshot: boolean): OverheadTime[] {
  const handoff = hasSnapshot && mode === 'storage-snapshot' ? ('snapshotHandoff' as const) : undefined;
  const { opening, attaching } = OVERHEADS[mode];
  return [handoff, opening, attaching].filter((overhead) => overhead !== undefined);
}

/** The overheads between the end of the data of a VM's last disk and the release of its slots. */
export function overheadsAfter(mode: Connection): OverheadTime[] {
  const { detaching } = OVERHEADS[mode];
  return detaching === undefined ? [] : [detaching];
}

/** Microseconds to open a disk; 0 in modes that attach disks or open nothing. */
export function openingUs(overheads: Overheads, mode: Connection): number {
  return lengthOf(overheads, OVERHEADS[mode].opening);
}

/** Microseconds to attach the disks of a VM to a proxy; 0 in modes that attach none. */
export function attachingUs(overheads: Overheads, mode: Connection): number {
  return lengthOf(overheads, OVERHEADS[mode].attaching);
}

/** Microseconds to detach them; 0 in modes that detach nothing. */
export function detachingUs(overheads: Overheads, mode: Connection): number {
  return lengthOf(overheads, OVERHEADS[mode].detaching);
}

function lengthOf(overheads: Overheads, overhead: OverheadTime | undefined): number {
  return overhead === undefined ? 0 : overheads[overhead];
}

/** Whether the disks of a VM are attached to the proxy together: by hot-add, or as an off-host volume snapshot. */
export function isAttaching(mode: Connection): boolean {
  return OVERHEADS[mode].attaching !== undefined;
}

/** Names of the modes of which that is true. */
export const ATTACHING_MODES: readonly string[] = Object.entries(OVERHEADS).flatMap(
  ([mode, { attaching }]) => (attaching === undefined ? [] : [mode]),
);

/** Whether the proxy detaches them when none is being read any more, so that a later disk must be attached again. */
export function isDetaching(mode: Connection): boolean {
  return OVERHEADS[mode].detaching !== undefined;
}
