import { Phase } from '../../engine/event-list.ts';
import type { Model, ResourceRow } from '../../model/model.ts';
import { DAY_US } from '../../units/civil-time.ts';
import { EventKind } from '../events.ts';
import type { Run } from '../run.ts';

interface Loaded {
  readonly resource: number;
  readonly pieces: NonNullable<ResourceRow['productionLoad']>;
}

/**
 * Takes production's share by the time of day off what backups can use, while anything flows: at other times nobody asks
 * for a capacity, and the run must not go on for the day's changes alone.
 */
export class ProductionLoad {
  readonly #loaded: readonly Loaded[];
  /** Times of the day at which some share changes. */
  readonly #changesAt: readonly number[];
  /** Whether the shares are those of now, and the next change is booked. */
  #isFollowed = false;

  constructor({ resources }: Model) {
    this.#loaded = resources.flatMap(({ productionLoad: pieces }, resource) =>
      pieces === undefined ? [] : [{ resource, pieces }],
    );
    const times = this.#loaded.flatMap(({ pieces }) => pieces.map(({ fromUs }) => fromUs));
    this.#changesAt = [...new Set(times)];
  }

  /** Before a task's flow opens. */
  follow(run: Run): void {
    if (this.#isFollowed || this.#loaded.length === 0) return;
    this.#isFollowed = true;
    this.#apply(run);
  }

  /** A change that was booked is due. */
  changeDue(run: Run): void {
    run.housekeeping--;
    this.#isFollowed = run.loop.flows.size > 0;
    if (this.#isFollowed) this.#apply(run);
  }

  #apply(run: Run): void {
    const { nowUs } = run.loop;
    const timeOfDay = (run.model.scenario.clock.startUs + nowUs) % DAY_US;
    for (const { resource, pieces } of this.#loaded) {
      const piece = pieces.findLast(({ fromUs }) => fromUs <= timeOfDay);
      run.infrastructure.capacities.leave(resource, 'production', 1 - (piece?.share ?? 0));
    }
    const untilNext = this.#changesAt.map((at) => (at > timeOfDay ? at : at + DAY_US) - timeOfDay);
    run.housekeeping++;
    run.loop.book(nowUs + Math.min(...untilNext), Phase.release, EventKind.productionLoadChanged);
  }
}
