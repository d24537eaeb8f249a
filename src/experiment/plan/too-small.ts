import { type Axis, isRising } from '../designs/axis.ts';
import type { Candidate } from './candidate.ts';
import { isCapacityPath } from './capacity-path.ts';

/** A design that was run and is too small by its lower bound: whatever the scheduler does, so many nights do not fit. */
export interface TooSmall {
  readonly candidate: Candidate;
  /** Least lower bound of those nights, seconds, and what sets it in the first of them. */
  readonly boundSeconds: number;
  readonly boundBy: string;
}

/** What bounds of designs that were run say about designs that were not. */
export class TooSmallDesigns {
  /** By axis: whether more of it only ever allows more. */
  readonly #isCapacity: readonly boolean[];
  readonly #limitSeconds: number;
  readonly #nights: number;
  readonly #found: TooSmall[] = [];

  /** `limitSeconds`: what a bound must be above; `nights`: in so many nights at least. */
  constructor(axes: readonly Axis[], limits: { readonly limitSeconds: number; readonly nights: number }) {
    this.#isCapacity = axes.map((axis) => isCapacityPath(axis.path) && isRising(axis));
    this.#limitSeconds = limits.limitSeconds;
    this.#nights = limits.nights;
  }

  /** Takes note of a design that was run; true where its bounds prove it too small. */
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

  /** A design that is too small and has at least as much of everything: what it could not do, this one cannot. */
  reasonAgainst({ row }: Candidate): TooSmall | undefined {
    return this.#found.find(({ candidate }) =>
      candidate.row.every((value, axis) =>
        this.#isCapacity[axis] ? row[axis]! <= value : row[axis] === value,
      ),
    );
  }

  /** Axes along which a design that is too small speaks for others. */
  get capacityAxes(): number[] {
    return this.#isCapacity.flatMap((isCapacity, axis) => (isCapacity ? [axis] : []));
  }
}
