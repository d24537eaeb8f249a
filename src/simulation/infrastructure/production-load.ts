import type { Model, ResourceRow } from '../../model/model.ts';
import { DAY_US } from '../../units/civil-time.ts';
import type { Run } from '../run.ts';
import type { ByTheClock } from './clock-changes.ts';

interface Loaded {
  readonly resource: number;
  readonly pieces: NonNullable<ResourceRow['productionLoad']>;
}

/** Takes the share that production uses, by time of day, off the capacities. */
export class ProductionLoad implements ByTheClock {
  readonly #loaded: readonly Loaded[];
  /** Times of the day at which some share changes. */
  readonly #changesAt: readonly number[];

  constructor({ resources }: Model) {
    this.#loaded = resources.flatMap(({ productionLoad: pieces }, resource) =>
      pieces === undefined ? [] : [{ resource, pieces }],
    );
    const times = this.#loaded.flatMap(({ pieces }) => pieces.map(({ fromUs }) => fromUs));
    this.#changesAt = [...new Set(times)];
  }

  apply(run: Run): number {
    const timeOfDay = (run.model.scenario.clock.startUs + run.loop.nowUs) % DAY_US;
    for (const { resource, pieces } of this.#loaded) {
      const piece = pieces.findLast(({ fromUs }) => fromUs <= timeOfDay);
      run.infrastructure.capacities.leave(resource, 'production', 1 - (piece?.share ?? 0));
    }
    const untilNext = this.#changesAt.map((at) => (at > timeOfDay ? at : at + DAY_US) - timeOfDay);
    return Math.min(...untilNext);
  }
}
