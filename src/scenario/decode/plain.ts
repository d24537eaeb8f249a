import type { Located, LocatedMap } from '../tree/located.ts';
import { NAME_KEYS } from '../tree/section-names.ts';

/**
 * Turns a located tree into plain values, whose shape is then checked. Shared subtrees become shared values: 55,000 expanded
 * VMs have one list of disks.
 */
export class PlainValues {
  readonly #shared = new Map<Located, unknown>();

  /** `asName`: a number is a name here, and becomes its text. */
  of(node: Located, asName = false): unknown {
    if (node.kind === 'scalar') return asName && typeof node.value === 'number' ? node.text : node.value;
    const known = this.#shared.get(node);
    if (known !== undefined) return known;
    const value = node.kind === 'list' ? node.items.map((item) => this.of(item, asName)) : this.#map(node);
    this.#shared.set(node, value);
    return value;
  }

  #map(node: LocatedMap): unknown {
    // Without a prototype, so that `__proto__` is a key like any other.
    const result: Record<string, unknown> = Object.create(null);
    for (const { key, value } of node.entries) result[key] = this.of(value, NAME_KEYS.has(key));
    return result;
  }
}
