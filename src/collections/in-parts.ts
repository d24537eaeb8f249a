/** Long work in parts. Between two of them it tells the share that is done, 0 to 1, and may be given up. */
export type InParts<T> = Generator<number, T, void>;

/** Does all parts at once. */
export function inOneGo<T>(work: Iterator<unknown, T>): T {
  for (;;) {
    const part = work.next();
    if (part.done === true) return part.value;
  }
}

/**
 * Work that is a part of longer work: its own shares, 0 to 1, become shares from `from` to `to`. Work that tells no
 * shares of its own stays at `from`.
 */
export function* asShares<T>(work: Iterator<unknown, T>, from: number, to: number): InParts<T> {
  for (;;) {
    const part = work.next();
    if (part.done === true) return part.value;
    yield from + (typeof part.value === 'number' ? part.value : 0) * (to - from);
  }
}
