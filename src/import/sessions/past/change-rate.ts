import { median } from '../../../metrics/quantile.ts';
import { changedShare, ratePerDay } from '../../../model/vms/changed-blocks.ts';
import { DAY_US } from '../../../units/civil-time.ts';

/** What one increment has read of one VM. */
export interface VmChange {
  readonly bytes: number;
  /** Microseconds since the restore point before it; absent where the reports do not go back so far: a day is assumed. */
  readonly sinceUs?: number;
}

/** The share of so many used bytes that differs after a day, as increments usually have it: 0 to 1. */
export function usualRate(changes: readonly VmChange[], usedBytes: number): number {
  return median(changes.map(({ bytes, sinceUs = DAY_US }) => ratePerDay(bytes / usedBytes, sinceUs)));
}

/** The used space of which increments usually are the change at a daily rate. */
export function usedBehind(changes: readonly VmChange[], ratePerDay: number): number {
  return median(changes.map(({ bytes, sinceUs = DAY_US }) => bytes / changedShare(ratePerDay, sinceUs)));
}
