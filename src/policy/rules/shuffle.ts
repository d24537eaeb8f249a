import { Hash64 } from '../../engine/random/hash.ts';

/** A whole number by chance that depends on the text alone: not a draw, so the order of questions cannot matter. */
export function shuffledBy(text: string): number {
  const hash = new Hash64();
  hash.addText(text);
  return hash.firstHalf();
}
