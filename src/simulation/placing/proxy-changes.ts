/**
 * A log of the proxies whose slots or state changed, so that a Ranking can catch up when it is next used. A ring buffer: it
 * holds at least as many of the last changes as there are proxies; a reader further behind starts from scratch.
 */
export class ProxyChanges {
  /** Number of changes so far. */
  count = 0;
  /** The ring buffer. */
  readonly #last: Int32Array;
  readonly #mask: number;

  constructor(proxies: number) {
    let known = 1;
    while (known < proxies) known *= 2;
    this.#last = new Int32Array(known);
    this.#mask = known - 1;
  }

  note(proxy: number): void {
    this.#last[this.count++ & this.#mask] = proxy;
  }

  /** Number of last changes in the log. */
  get known(): number {
    return this.#last.length;
  }

  /** The proxy of a change that is still in the log, by its number from 0. */
  proxyOf(change: number): number {
    return this.#last[change & this.#mask]!;
  }
}
