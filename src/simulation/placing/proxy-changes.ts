/**
 * Which proxies changed in slots or state, one after the other: what was found out before a change is brought up to date when
 * somebody asks. Only the last ones are known, more of them than there are proxies.
 */
export class ProxyChanges {
  /** Changes so far. */
  count = 0;
  /** The last ones, in turn. */
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

  /** How many of the last changes are known. */
  get known(): number {
    return this.#last.length;
  }

  /** The proxy of a change that is known, by its number from 0 on. */
  proxyOf(change: number): number {
    return this.#last[change & this.#mask]!;
  }
}
