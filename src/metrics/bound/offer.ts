import type { Model } from '../../model/model.ts';
import type { Places } from '../../model/paths/path.ts';
import {
  attachingUs,
  detachingUs,
  isAttaching,
  isDetaching,
  openingUs,
} from '../../model/ways/opening-times.ts';
import { SECOND_US } from '../../units/civil-time.ts';

/** What a task meets at its places at best. */
export interface Offer {
  /** Bytes read per second when nobody else is there. */
  readonly rate: number;
  /** Opening before the transfer, per disk, seconds; hot-add attaches per VM, so it is 0 there. */
  readonly openSeconds: number;
  /** Before the first transfer of a VM, seconds: handing over to an array's snapshot. */
  readonly handoffSeconds: number;
  /** Likewise: that, and attaching, or carrying a volume snapshot, as far as it takes longer than opening at the other end. */
  readonly attachSeconds: number;
  /** After the last transfer of a VM at a proxy, seconds. */
  readonly detachSeconds: number;
  /** A disk that comes when no other of its VM is there attaches anew. */
  readonly attachesAnew: boolean;
  /** The snapshot of its VM goes as soon as the array has its own. */
  readonly isFromArray: boolean;
}

/** What opening and closing takes at the places of a task: both ends open at once, and close at once. */
export function overheadsAt(model: Model, job: number, { first, second }: Places): Omit<Offer, 'rate'> {
  const { overheads } = model.scenario;
  const modes = second === undefined ? [first.mode] : [first.mode, second.mode];
  const longest = (of: typeof openingUs) => Math.max(...modes.map((mode) => of(overheads, mode))) / SECOND_US;
  const isFromArray = first.mode === 'storage-snapshot';
  const handoffSeconds =
    isFromArray && model.jobs[job]!.work.snapshot ? overheads.snapshotHandoff / SECOND_US : 0;
  const openSeconds = longest(openingUs);
  return {
    openSeconds,
    handoffSeconds,
    attachSeconds: handoffSeconds + Math.max(0, longest(attachingUs) - openSeconds),
    detachSeconds: longest(detachingUs),
    attachesAnew: handoffSeconds === 0 && modes.filter(isAttaching).every(isDetaching),
    isFromArray,
  };
}

/** Attaching, and detaching where the VM's last disk at the proxy is known to have been read; seconds. */
export function attachingOf({ attachSeconds, detachSeconds }: Offer, isDetached: boolean): number {
  return attachSeconds + (isDetached ? detachSeconds : 0);
}
