import type { Outcome } from './outcome.ts';
import type { Study } from './study.ts';
import type { WorkUnit } from './work-unit.ts';

/** A study of a given list of units, requested all at once, for one shard of an experiment. */
export class ListedUnits implements Study {
  readonly #units: readonly WorkUnit[];
  readonly #outcomes = new Map<string, Outcome>();
  #isAsked = false;

  /** Units that are the same work are one. */
  constructor(units: readonly WorkUnit[]) {
    this.#units = [...new Map(units.map((unit) => [unit.id, unit])).values()];
  }

  ask(): readonly WorkUnit[] {
    if (this.#isAsked) return [];
    this.#isAsked = true;
    return this.#units;
  }

  tell({ id }: WorkUnit, outcome: Outcome): void {
    this.#outcomes.set(id, outcome);
  }

  /** In the order of the list; throws if one is missing. */
  get outcomes(): readonly (readonly [id: string, outcome: Outcome])[] {
    return this.#units.map(({ id }) => {
      const outcome = this.#outcomes.get(id);
      if (outcome === undefined) throw new Error(`the outcome of unit ${id} is not there yet`);
      return [id, outcome];
    });
  }
}
