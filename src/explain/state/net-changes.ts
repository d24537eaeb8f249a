import type { Counted } from './counted.ts';

/**
 * Which counts (of tasks, of attached disks, of snapshots) look different from how they looked at the last call of
 * `take`. A slot that was freed and taken again changes nothing.
 */
export class NetChanges<Look> {
  readonly #look: (counted: Counted) => Look;
  readonly #before = new Map<Counted, Look>();

  /** `look`: what of a count matters. */
  constructor(look: (counted: Counted) => Look) {
    this.#look = look;
  }

  /** Call before each change. */
  of(counted: Counted): Counted {
    if (!this.#before.has(counted)) this.#before.set(counted, this.#look(counted));
    return counted;
  }

  /** Returns and forgets those that changed since the last call. */
  take(): readonly Counted[] {
    if (this.#before.size === 0) return [];
    const changed = [...this.#before].filter(([counted, before]) => this.#look(counted) !== before);
    this.#before.clear();
    return changed.map(([counted]) => counted);
  }
}
