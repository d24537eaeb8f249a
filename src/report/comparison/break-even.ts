/** The cost of a disk in one transport mode: a fixed time per disk, and a read rate. */
export interface ModeCost {
  readonly mode: string;
  readonly overheadSeconds: number;
  /** Bytes per second. */
  readonly taskRate: number;
}

/** Which of two transport modes finishes a disk sooner. */
export type BreakEven =
  /** `mode` is at least as fast for any amount; null: the two are equal. */
  | { readonly kind: 'always'; readonly mode: string | null }
  /** `above` is faster for more than `bytes` read, `below` for less. */
  | { readonly kind: 'from'; readonly bytes: number; readonly above: string; readonly below: string };

/** Rates whose relative difference is smaller count as equal: it comes from rounding to whole microseconds. */
const SAME_RATE = 1e-6;

/**
 * The amount from which a mode with a slow open and a fast read beats one with a fast open and a slow read: the b at
 * which overhead + b / rate is equal for both. Undefined if one of the two read nothing.
 */
export function breakEven(a: ModeCost, b: ModeCost): BreakEven | undefined {
  if (a.taskRate === 0 || b.taskRate === 0) return undefined;
  const isSameRate = Math.abs(a.taskRate - b.taskRate) <= SAME_RATE * Math.max(a.taskRate, b.taskRate);
  const extraSeconds = a.overheadSeconds - b.overheadSeconds;
  const extraPerByte = isSameRate ? 0 : 1 / a.taskRate - 1 / b.taskRate;
  if (extraSeconds === 0 && extraPerByte === 0) return { kind: 'always', mode: null };
  if (extraSeconds <= 0 && extraPerByte <= 0) return { kind: 'always', mode: a.mode };
  if (extraSeconds >= 0 && extraPerByte >= 0) return { kind: 'always', mode: b.mode };
  const bytes = -extraSeconds / extraPerByte;
  return extraSeconds > 0
    ? { kind: 'from', bytes, above: a.mode, below: b.mode }
    : { kind: 'from', bytes, above: b.mode, below: a.mode };
}
