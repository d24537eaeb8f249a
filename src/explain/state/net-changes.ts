import type { Counted } from './counted.ts';

/**
 * Whether counts (of tasks or of attached disks on a proxy) differ from those at the last call of `take`. A slot that was freed
 * and taken again changes nothing.
 */
export class NetChanges {
  readonly #before = new Map<Counted, number>();

  /** Call before each change. */
  of(counted: Counted): Counted {
    if (!this.#before.has(counted)) this.#before.set(counted, counted.count);
    return counted;
  }

  /** Returns and forgets whether there were any since the last call. */
  take(): boolean {
    let areThere = false;
    for (const [{ count }, before] of this.#before) areThere ||= count !== before;
    this.#before.clear();
    return areThere;
  }
}
