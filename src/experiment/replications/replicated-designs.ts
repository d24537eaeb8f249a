import type { DesignPoint } from '../designs/design.ts';
import { designsOf } from '../designs/designs.ts';
import type { Experiment } from '../designs/experiment.ts';
import { estimate, relativePrecision } from '../statistics/estimate.ts';
import type { Outcome } from '../units/outcome.ts';
import type { Study } from '../units/study.ts';
import { type WorkUnit, workUnit } from '../units/work-unit.ts';
import { windowFigure } from '../window-figure.ts';

/** Replications before the precision is first judged: the interval of fewer is itself unreliable. */
const FIRST_ROUND = 10;

/** One design with its outcomes so far, by replication. */
export interface ReplicatedDesign {
  readonly point: DesignPoint;
  readonly outcomes: readonly Outcome[];
}

/**
 * All designs of an experiment, replicated: all at once, or with a target precision in rounds, each design until it
 * is precise enough or has all of its replications. Rounds grow by half and are judged as a whole, so the result does
 * not depend on how the work is distributed.
 */
export class ReplicatedDesigns implements Study {
  readonly #experiment: Experiment;
  readonly #points: readonly DesignPoint[];
  readonly #outcomes: Outcome[][];
  readonly #asked: number[];

  constructor(experiment: Experiment) {
    this.#experiment = experiment;
    this.#points = designsOf(experiment);
    this.#outcomes = this.#points.map(() => []);
    this.#asked = this.#points.map(() => 0);
  }

  /** In the order of the designs; outcomes in the order of the replications. */
  get designs(): readonly ReplicatedDesign[] {
    return this.#points.map((point, i) => ({ point, outcomes: this.#outcomes[i]! }));
  }

  ask(): WorkUnit[] {
    return this.#points.flatMap((point, design) => {
      const from = this.#asked[design]!;
      const to = this.#wanted(design, from);
      this.#asked[design] = to;
      return Array.from({ length: to - from }, (_, i) => workUnit(this.#experiment, design, point, from + i));
    });
  }

  tell({ design, replication }: WorkUnit, outcome: Outcome): void {
    this.#outcomes[design]![replication] = outcome;
  }

  /** How many replications the design needs in total, as far as is known. */
  #wanted(design: number, have: number): number {
    const { replications, precision } = this.#experiment;
    if (precision === null) return replications;
    if (have === 0) return Math.min(FIRST_ROUND, replications);
    if (isPrecise(this.#outcomes[design]!, precision)) return have;
    return Math.min(replications, have + Math.ceil(have / 2));
  }
}

function isPrecise(outcomes: readonly Outcome[], precision: number): boolean {
  const window = windowFigure(outcomes);
  const values = outcomes.flatMap(({ figures }) => figures[window] ?? []);
  // If nothing ever ran, more replications would not help.
  if (values.length === 0) return true;
  const reached = relativePrecision(estimate(values));
  return reached !== null && reached <= precision;
}
