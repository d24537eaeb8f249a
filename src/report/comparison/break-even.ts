/** What a disk takes in one transport mode: seconds whatever its size, and how fast it is read. */
export interface ModeCost {
  readonly mode: string;
  readonly overheadSeconds: number;
  /** Bytes per second. */
  readonly taskRate: number;
}

/** Which of two transport modes is done with a disk sooner. */
export type BreakEven =
  /** One is at least as fast for any amount; null: they are equal. */
  | { readonly kind: 'always'; readonly mode: string | null }
  /** `above` is faster where more than so many bytes are read, `below` where fewer. */
  | { readonly kind: 'from'; readonly bytes: number; readonly above: string; readonly below: string };

/** Rates that differ by less are the same: what is left is rounding to whole microseconds. */
const SAME_RATE = 1e-6;

/**
 * Where a mode that opens slowly and reads fast overtakes one that opens fast and reads slowly: the amount b for which
 * overhead + b / rate is the same for both. Undefined where one of the two read nothing.
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
