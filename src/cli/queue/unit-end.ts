import type { UnitResult } from '../../runs/experiments/experiment-runs.ts';

/** The end of a unit: a result, or the reason why there will be none. */
export interface UnitEnd {
  readonly id: string;
  readonly end: UnitResult | string;
}

/**
 * Parses an event of the queue, a list of names each followed by its value. Undefined: it reports something else
 * about a unit, for example that a worker has begun it.
 */
export function unitEnd(fields: readonly string[]): UnitEnd | undefined {
  const event: Partial<Record<string, string>> = {};
  for (let i = 0; i < fields.length; i += 2) event[fields[i]!] = fields[i + 1]!;
  const { event: kind, jobId: id, returnvalue, failedReason } = event;
  if (id === undefined) return undefined;
  if (kind === 'completed') return { id, end: JSON.parse(returnvalue!) as UnitResult };
  return kind === 'failed' ? { id, end: failedReason! } : undefined;
}
