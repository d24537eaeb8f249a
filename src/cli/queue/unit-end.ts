import type { UnitResult } from '../../runs/experiments/experiment-runs.ts';

/** A unit is over: with a result, or with the reason why there will be none. */
export interface UnitEnd {
  readonly id: string;
  readonly end: UnitResult | string;
}

/**
 * Reads an event of the queue, a list of names each with its value behind it. Undefined: it tells something else of a unit, as
 * that somebody has begun it.
 */
export function unitEnd(fields: readonly string[]): UnitEnd | undefined {
  const event: Partial<Record<string, string>> = {};
  for (let i = 0; i < fields.length; i += 2) event[fields[i]!] = fields[i + 1]!;
  const { event: kind, jobId: id, returnvalue, failedReason } = event;
  if (id === undefined) return undefined;
  if (kind === 'completed') return { id, end: JSON.parse(returnvalue!) as UnitResult };
  return kind === 'failed' ? { id, end: failedReason! } : undefined;
}
