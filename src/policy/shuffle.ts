import { hashString } from '../engine/hash.ts';

/** A whole number by chance that depends on the text alone: not a draw, so the order of questions cannot matter. */
export function shuffledBy(text: string): number {
  return Number.parseInt(hashString(text).slice(0, 8), 16);
}
