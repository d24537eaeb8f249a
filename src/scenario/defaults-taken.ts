import { madeOnce } from '../collections/made-once.ts';
import type { Default } from './defaults.ts';

/** A default that stands where nobody wrote a figure. */
export interface DefaultTaken {
  readonly figure: Default<unknown>;
  /** Names of the things for which it stands, in the order of the file; none: it is one for all. */
  readonly things: ReadonlySet<string>;
}

/**
 * Which figures a scenario leaves out: noted as a default is taken in their place, so that nobody has to tell by its value
 * whether a figure was written. A figure that an include, `set:`, `--set` or an importer says is written.
 */
export class DefaultsTaken {
  readonly #byField = new Map<string, Map<Default<unknown>, Set<string>>>();

  /**
   * What is said, or else the default, of which a note is made. `field`: where a scenario would say it, whatever it is of, such as
   * `datastores.maxSnapshots`; `thing`: the name of what it is of.
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

  /** The defaults that stand at a field; none: it is written wherever it matters. */
  of(field: string): readonly DefaultTaken[] {
    return Array.from(this.#byField.get(field) ?? [], ([figure, things]) => ({ figure, things }));
  }
}
