import type { Overlay } from '../../scenario/overlay/overlay.ts';
import type { DesignPoint } from '../designs/design.ts';
import type { Outcome } from '../units/outcome.ts';
import { type WorkUnit, workUnit } from '../units/work-unit.ts';
import { missesAllowed } from './goal.ts';
import type { PlanQuestion } from './plan-question.ts';
import { Trial } from './trial.ts';

/** Runs that a search asks for, one list after the other. */
export type Rounds<T = void> = Generator<readonly WorkUnit[], T, undefined>;

/** The trials of a search, and the runs that settle them. */
export class Trials {
  readonly #question: PlanQuestion;
  readonly #all: Trial[] = [];

  constructor(question: PlanQuestion) {
    this.#question = question;
  }

  of(point: DesignPoint): Trial {
    const trial = new Trial(this.#all.length, point, this.#question.goal);
    this.#all.push(trial);
    return trial;
  }

  with(point: DesignPoint, change: Overlay): Trial {
    return this.of({ ...point, overlays: [...point.overlays, change] });
  }

  /** Number of runs requested. */
  get runs(): number {
    return this.#all.reduce((sum, { outcomes }) => sum + this.#runsFor(outcomes.length), 0);
  }

  /** Number of runs behind so many nights of a design. */
  #runsFor(nights: number): number {
    return this.#question.nightsAreAlike ? Math.min(nights, 1) : nights;
  }

  tell({ design, replication }: WorkUnit, outcome: Outcome): void {
    const trial = this.#all[design]!;
    if (!this.#question.nightsAreAlike) trial.tell(replication, outcome);
    else for (let night = 0; night < this.#question.goal.nights; night++) trial.tell(night, outcome);
  }

  /** Runs designs until each is settled: first as many nights as can suffice to fail, then the rest. */
  *judge(trials: readonly Trial[]): Rounds {
    yield* this.firstLook(trials);
    yield* this.#upTo(
      trials.filter(({ verdict }) => verdict === 'open'),
      this.#question.goal.nights,
    );
  }

  *firstLook(trials: readonly Trial[]): Rounds {
    yield* this.#upTo(trials, missesAllowed(this.#question.goal) + 1);
  }

  *#upTo(trials: readonly Trial[], nights: number): Rounds {
    const units = trials.flatMap((trial) => {
      const from = this.#runsFor(trial.outcomes.length);
      return Array.from({ length: Math.max(0, this.#runsFor(nights) - from) }, (_, i) =>
        workUnit(this.#question.experiment, trial.number, trial.point, from + i),
      );
    });
    // An empty round would end the study.
    if (units.length > 0) yield units;
  }
}
