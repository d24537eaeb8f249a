import { madeOnce } from '../collections/made-once.ts';
import type { Default } from './defaults.ts';

/** A default that was used because a figure is not stated. */
export interface DefaultTaken {
  readonly figure: Default<unknown>;
  /** Names of the entries that use it, in the order of the file; empty: it is a figure of the whole scenario. */
  readonly things: ReadonlySet<string>;
}

/**
 * The figures that a scenario does not state, noted when their default is used: a value alone does not show whether it
 * was stated. Includes, `set:`, `--set` and importers also state figures.
 */
export class DefaultsTaken {
  readonly #byField = new Map<string, Map<Default<unknown>, Set<string>>>();

  /**
   * Returns the stated value, or notes and returns the default. `field`: the field that would state it, such as
   * `datastores.maxSnapshots`; `thing`: the name of the entry.
   */
  orDefault<T>(said: T | undefined, figure: Default<T>, field: string, thing?: string): T {
    if (said !== undefined) return said;
    this.note(figure, field, thing);
    return figure.value;
  }

  note(figure: Default<unknown>, field: string, thing?: string): void {
    const figures = madeOnce(this.#byField, field, () => new Map<Default<unknown>, Set<string>>());
    const things = madeOnce(figures, figure, () => new Set<string>());
    if (thing !== undefined) things.add(thing);
  }

  /** The defaults that were used for a field; empty: none was. */
  of(field: string): readonly DefaultTaken[] {
    return Array.from(this.#byField.get(field) ?? [], ([figure, things]) => ({ figure, things }));
  }
}
