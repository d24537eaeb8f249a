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

/** The best rate and overheads that a task can get at its places. */
export interface Offer {
  /** Bytes read per second without competing tasks. */
  readonly rate: number;
  /** Opening before the transfer, per disk, seconds; hot-add attaches per VM, so it is 0 there. */
  readonly openSeconds: number;
  /** Handoff to an array's snapshot, before the first transfer of a VM, seconds. */
  readonly handoffSeconds: number;
  /**
   * Also before the first transfer of a VM, seconds: the handoff, plus attaching or transporting a volume snapshot, less the
   * time for which the other end opens meanwhile.
   */
  readonly attachSeconds: number;
  /** Detaching after the last transfer of a VM at a proxy, seconds. */
  readonly detachSeconds: number;
  /** A disk has to be attached again if no other disk of its VM is attached at that time. */
  readonly attachesAnew: boolean;
  /** The VM's snapshot is removed as soon as the array has its own. */
  readonly isFromArray: boolean;
}

/** The overheads of opening and closing at a task's places. Both ends open in parallel, and close in parallel. */
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

/** Time for attaching, plus detaching if the VM's last disk at the proxy is known to have been read; seconds. */
export function attachingOf({ attachSeconds, detachSeconds }: Offer, isDetached: boolean): number {
  return attachSeconds + (isDetached ? detachSeconds : 0);
}
