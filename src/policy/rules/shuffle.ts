import { Hash64 } from '../../engine/random/hash.ts';

/** A pseudorandom whole number that depends on the text alone; not drawn from a stream, so the order of calls cannot matter. */
export function shuffledBy(text: string): number {
  const hash = new Hash64();
  hash.addText(text);
  return hash.firstHalf();
}
