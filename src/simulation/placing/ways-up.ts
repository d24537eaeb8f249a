import { madeOnce } from '../../collections/made-once.ts';
import type { Condition } from '../../model/ways/condition.ts';
import { movementTo } from '../tasks/movement.ts';
import type { Task } from '../tasks/task.ts';
import type { CandidateSet, CandidateSets } from './candidate-sets.ts';
import type { Ways } from './ways.ts';

interface WaysUpParts {
  readonly condition: Condition;
  readonly sets: CandidateSets;
  /** Whether tasks rank the candidates that are left as they would rank them among all. */
  readonly ranksAlike: boolean;
  /** Each task is asked by itself; see `queue` of SimulateOptions. */
  readonly isPlain: boolean;
}

/**
 * What is left of the ways of waiting tasks while something is down. Tasks to which the same is left get the same decisions,
 * whatever hosts and datastores they use, so they can wait together as if all were well.
 */
export class WaysUp {
  readonly #condition: Condition;
  readonly #sets: CandidateSets;
  readonly #ranksAlike: boolean;
  readonly #isPlain: boolean;
  /** By ways: the same with the candidates that are left. */
  readonly #left = new WeakMap<Ways, Map<CandidateSet, Ways>>();
  /** By ways: the same, where tasks have to be asked one by one. */
  readonly #askingEach = new WeakMap<Ways, Ways>();

  constructor({ condition, sets, ranksAlike, isPlain }: WaysUpParts) {
    this.#condition = condition;
    this.#sets = sets;
    this.#ranksAlike = ranksAlike;
    this.#isPlain = isPlain;
  }

  /** Interned like ways: the same object for all tasks to which the same is left. */
  of(task: Task): Ways {
    const { ways } = task;
    const condition = this.#condition;
    if (this.#isPlain) return this.#askEach(ways);
    if (condition.onlyProxiesDown) return ways;
    // The extents of one choice are all up or all down (`extentsFor`), and nothing else of the ends depends on which it is.
    const anyRepository = ways.repositories[0] ?? -1;
    if (!condition.areEndsUp(movementTo(task, anyRepository))) return this.#with(ways, []);
    // Only links lie between the ends, so only they can cut off one candidate and not another.
    if (!condition.isSomeLinkDown) return ways;
    if (ways.second !== undefined || ways.repositories.length > 1 || !this.#ranksAlike)
      return this.#askEach(ways);
    const movement = movementTo(task, anyRepository);
    const { candidates } = ways.first;
    const left = [...candidates.keys()].filter((place) => !condition.isCutOff(movement, candidates[place]!));
    return left.length === candidates.length ? ways : this.#with(ways, left);
  }

  #with(ways: Ways, left: readonly number[]): Ways {
    const first = this.#sets.partOf(ways.first, left);
    const bySet = madeOnce(this.#left, ways, () => new Map<CandidateSet, Ways>());
    return madeOnce(bySet, first, () => ({ ...ways, first }));
  }

  #askEach(ways: Ways): Ways {
    return madeOnce(this.#askingEach, ways, () => ({ ...ways, asksEach: true }));
  }
}
