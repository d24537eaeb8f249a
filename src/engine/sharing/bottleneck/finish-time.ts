import { wholeMicroseconds } from '../whole-microseconds.ts';

export const US_PER_SECOND = 1e6;
const NEVER = Number.POSITIVE_INFINITY;

/** When `left` units per weight have been moved at a level, whole microseconds; Infinity: never. */
export function finishUs(sinceUs: number, left: number, level: number): number {
  if (left <= 0) return sinceUs;
  const at = sinceUs + wholeMicroseconds((left / level) * US_PER_SECOND);
  // Beyond the safe integers there are no instants: the flow is as good as stopped, or the level is 0.
  return at > Number.MAX_SAFE_INTEGER ? NEVER : at;
}
