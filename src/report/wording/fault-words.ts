import type { FaultSummary } from '../../metrics/summary/summary.ts';
import { printable } from '../characters/printable.ts';
import type { Clock } from './clock.ts';
import { formatSeconds } from './metric-value.ts';

/** `proxy-down px1`, `connectivity-lost px1 to ds1`. */
export function faultName({
  kind,
  name,
  datastore,
}: Pick<FaultSummary, 'kind' | 'name' | 'datastore'>): string {
  return `${kind} ${printable(name)}${datastore === undefined ? '' : ` to ${printable(datastore)}`}`;
}

/** `proxy-down px1, Mon 23:10 to Mon 23:40 (30m)`; within a minute `proxy-down px1, Mon 23:10, for 20s`. */
export function faultText(fault: FaultSummary, clock: Clock): string {
  const { startSeconds, endSeconds } = fault;
  const what = faultName(fault);
  const from = clock(startSeconds);
  if (endSeconds === null) return `${what}, ${from}, to the end`;
  if (endSeconds === startSeconds) return `${what}, ${from}`;
  const to = clock(endSeconds);
  const lasted = formatSeconds(endSeconds - startSeconds);
  return from === to ? `${what}, ${from}, for ${lasted}` : `${what}, ${from} to ${to} (${lasted})`;
}

/** All faults of one name: `proxy-down px1, 12 times from Mon 23:10, 4h 5m in all`. */
export function repeatedFaultText(faults: readonly FaultSummary[], clock: Clock): string {
  const [first] = faults;
  if (faults.length === 1) return faultText(first!, clock);
  const times = `${faultName(first!)}, ${faults.length} times from ${clock(first!.startSeconds)}`;
  if (faults.at(-1)!.endSeconds === null) return `${times}, the last to the end`;
  const seconds = faults.reduce((sum, { startSeconds, endSeconds }) => sum + endSeconds! - startSeconds, 0);
  return seconds > 0 ? `${times}, ${formatSeconds(seconds)} in all` : times;
}
