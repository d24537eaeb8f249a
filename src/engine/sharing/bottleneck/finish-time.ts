import { wholeMicroseconds } from '../whole-microseconds.ts';

export const US_PER_SECOND = 1e6;
const NEVER = Number.POSITIVE_INFINITY;

/** When so much is moved at a level, whole microseconds; Infinity: never. */
export function finishUs(sinceUs: number, left: number, level: number): number {
  if (left <= 0) return sinceUs;
  const at = sinceUs + wholeMicroseconds((left / level) * US_PER_SECOND);
  // Past the exact whole numbers there is no such instant: the flow is as good as stopped, or it is at level 0.
  return at > Number.MAX_SAFE_INTEGER ? NEVER : at;
}
