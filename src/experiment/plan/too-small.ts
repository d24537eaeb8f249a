import { type Axis, isRising } from '../designs/axis.ts';
import type { Candidate } from './candidate.ts';
import { isCapacityPath } from './capacity-path.ts';

/**
 * A design that was run and whose lower bound is too large in so many nights that it cannot reach the goal, whatever
 * the scheduler does.
 */
export interface TooSmall {
  readonly candidate: Candidate;
  /** Smallest lower bound of those nights, seconds, and what sets it in the first of them. */
  readonly boundSeconds: number;
  readonly boundBy: string;
}

/** Conclusions from the lower bounds of designs that were run about designs that were not. */
export class TooSmallDesigns {
  /** By axis: whether a larger value never makes anything impossible. */
  readonly #isCapacity: readonly boolean[];
  readonly #limitSeconds: number;
  readonly #nights: number;
  readonly #found: TooSmall[] = [];

  /** `limitSeconds`: the bound must exceed this; `nights`: in at least this many nights. */
  constructor(axes: readonly Axis[], limits: { readonly limitSeconds: number; readonly nights: number }) {
    this.#isCapacity = axes.map((axis) => isCapacityPath(axis.path) && isRising(axis));
    this.#limitSeconds = limits.limitSeconds;
    this.#nights = limits.nights;
  }

  /** Records a design that was run; returns whether its bounds prove it too small. */
  note(candidate: Candidate): boolean {
    const { outcomes } = candidate.trial;
    const tooLong = outcomes.filter(({ figures }) => (figures['bound.seconds'] ?? 0) > this.#limitSeconds);
    if (tooLong.length < this.#nights) return false;
    const boundSeconds = tooLong.reduce(
      (least, { figures }) => Math.min(least, figures['bound.seconds']!),
      Number.POSITIVE_INFINITY,
    );
    this.#found.push({ candidate, boundSeconds, boundBy: tooLong[0]!.boundBy ?? '' });
    return true;
  }

  /** A design that is too small although it has at least as much of everything; so this one is too small, too. */
  reasonAgainst({ row }: Candidate): TooSmall | undefined {
    return this.#found.find(({ candidate }) =>
      candidate.row.every((value, axis) =>
        this.#isCapacity[axis] ? row[axis]! <= value : row[axis] === value,
      ),
    );
  }

  /** Axes along which a design that is too small rules out others. */
  get capacityAxes(): number[] {
    return this.#isCapacity.flatMap((isCapacity, axis) => (isCapacity ? [axis] : []));
  }
}
