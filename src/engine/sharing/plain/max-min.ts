import type { MaxMinProblem, MaxMinSolver, Touched } from '../max-min-problem.ts';

/** Once a sum of weights has fallen below this share of its first value, it has lost too many digits and is recomputed. */
const CANCELLED = 1 / 16384;

/**
 * Exact weighted max-min fair rates by progressive filling, also called water-filling (Bertsekas and Gallager, Data
 * Networks, 2nd ed. 1992, section 6.5.2), from scratch in O(flows x path + resources x log resources).
 *
 * Starting at 0, a common level rises, and every flow's rate is weight x level. A flow is frozen when it reaches its cap;
 * when a resource is saturated, all its flows are frozen at the current level. Instead of raising the level in steps, the
 * algorithm jumps from one such event to the next: flows are sorted by cap / weight, and resources stand in a heap, keyed
 * by the level at which they would be saturated if no further flow were frozen. Freezing flows never lowers that level,
 * so an old key is a lower bound, and is recomputed only when it comes to the top (a lazy heap).
 *
 * The object holds scratch memory only; every solve is a pure function of the problem.
 */
export class ProgressiveFilling implements MaxMinSolver {
  // One entry per resource row.
  /** Number of flows not frozen yet; 0 between solves. */
  #open = new Int32Array(0);
  /** The last path entry on each resource; the entries of one resource form a linked list. */
  #lastEntry = new Int32Array(0);
  #weightSum = new Float64Array(0);
  #firstSum = new Float64Array(0);
  #key = new Float64Array(0);
  #heap = new Int32Array(0);
  #resources = new Int32Array(0);
  // One per path entry: its flow, and the previous entry on the same resource (-1: none).
  #owner = new Int32Array(0);
  #before = new Int32Array(0);
  // One entry per flow row.
  #frozen = new Uint8Array(0);
  /** Flows whose rate is final, but which the sums still include. */
  #batch = new Int32Array(0);
  #heapSize = 0;
  readonly #touched: Touched = {
    flows: new Int32Array(0),
    flowCount: 0,
    resources: new Int32Array(0),
    resourceCount: 0,
  };

  /** Writes the rates of all flows of the problem and the use of all resources they cross. */
  solve(problem: MaxMinProblem): Touched {
    this.#makeRoom(problem);
    const resourceCount = this.#count(problem);
    this.#fillHeap(problem, resourceCount);
    this.#raise(problem);
    const touched = this.#touched;
    touched.flows = problem.flows;
    touched.flowCount = problem.flowCount;
    touched.resources = this.#resources;
    touched.resourceCount = resourceCount;
    return touched;
  }

  #makeRoom(problem: MaxMinProblem): void {
    if (this.#open.length < problem.resourceCount) {
      const length = problem.resourceCount * 2;
      this.#open = new Int32Array(length);
      this.#lastEntry = new Int32Array(length);
      this.#weightSum = new Float64Array(length);
      this.#firstSum = new Float64Array(length);
      this.#key = new Float64Array(length);
      this.#heap = new Int32Array(length);
      this.#resources = new Int32Array(length);
    }
    if (this.#frozen.length < problem.rate.length) {
      this.#frozen = new Uint8Array(problem.rate.length);
      this.#batch = new Int32Array(problem.rate.length);
    }
    if (this.#owner.length < problem.pathResource.length) {
      this.#owner = new Int32Array(problem.pathResource.length);
      this.#before = new Int32Array(problem.pathResource.length);
    }
  }

  /** Links the entries and adds up the weights of each resource; returns the number of resources crossed. */
  #count(problem: MaxMinProblem): number {
    const { flows, flowCount, pathStart, pathLength, pathResource, pathCoefficient, weight, used } = problem;
    const open = this.#open;
    const sum = this.#weightSum;
    const frozen = this.#frozen;
    const resources = this.#resources;
    const owner = this.#owner;
    const before = this.#before;
    const lastEntry = this.#lastEntry;
    let resourceCount = 0;
    for (let i = 0; i < flowCount; i++) {
      const flow = flows[i]!;
      const share = weight[flow]!;
      frozen[flow] = 0;
      const start = pathStart[flow]!;
      const end = start + pathLength[flow]!;
      for (let at = start; at < end; at++) {
        const resource = pathResource[at]!;
        const added = pathCoefficient[at]! * share;
        const crossing = open[resource]!;
        owner[at] = flow;
        if (crossing === 0) {
          resources[resourceCount++] = resource;
          before[at] = -1;
          sum[resource] = added;
          used[resource] = 0;
        } else {
          before[at] = lastEntry[resource]!;
          sum[resource] = sum[resource]! + added;
        }
        lastEntry[resource] = at;
        open[resource] = crossing + 1;
      }
    }
    return resourceCount;
  }

  #fillHeap(problem: MaxMinProblem, resourceCount: number): void {
    for (let i = 0; i < resourceCount; i++) {
      const resource = this.#resources[i]!;
      this.#firstSum[resource] = this.#weightSum[resource]!;
      this.#key[resource] = problem.capacity[resource]! / this.#weightSum[resource]!;
      this.#heap[i] = resource;
    }
    this.#heapSize = resourceCount;
    for (let at = (resourceCount >> 1) - 1; at >= 0; at--) this.#siftDown(at);
  }

  /** Raises the level until every flow is frozen. */
  #raise(problem: MaxMinProblem): void {
    const { flows, flowCount, weight, cap, rate } = problem;
    const frozen = this.#frozen;
    const batch = this.#batch;
    let next = 0;
    let level = 0;
    for (;;) {
      const resource = this.#heapSize > 0 ? this.#heap[0]! : -1;
      const key = resource < 0 ? Number.POSITIVE_INFINITY : this.#key[resource]!;
      // No resource is saturated below the smallest key, so every cap up to there is reached.
      let count = 0;
      while (next < flowCount) {
        const flow = flows[next]!;
        if (frozen[flow] === 0) {
          if (cap[flow]! > key * weight[flow]!) break;
          rate[flow] = cap[flow]!;
          frozen[flow] = 1;
          batch[count++] = flow;
        }
        next++;
      }
      if (count > 0) this.#takeOut(problem, count);
      if (resource < 0) return;
      // Never below the current level: by rounding errors the free capacity may come out too small, even negative.
      const fresh = Math.max(level, this.#fullAt(problem, resource));
      if (fresh > key) {
        this.#key[resource] = fresh;
        if (fresh === Number.POSITIVE_INFINITY) this.#dropTop();
        else this.#siftDown(0);
        continue;
      }
      level = fresh;
      this.#dropTop();
      this.#freezeAll(problem, resource, level);
    }
  }

  /** The level that saturates a resource if no other flow is frozen before; Infinity when it has no open flow. */
  #fullAt(problem: MaxMinProblem, resource: number): number {
    if (this.#open[resource] === 0) return Number.POSITIVE_INFINITY;
    if (this.#weightSum[resource]! < CANCELLED * this.#firstSum[resource]!)
      this.#addUpAgain(problem, resource);
    return (problem.capacity[resource]! - problem.used[resource]!) / this.#weightSum[resource]!;
  }

  #addUpAgain(problem: MaxMinProblem, resource: number): void {
    let sum = 0;
    for (let at = this.#lastEntry[resource]!; at >= 0; at = this.#before[at]!) {
      const flow = this.#owner[at]!;
      if (this.#frozen[flow] === 0) sum += problem.pathCoefficient[at]! * problem.weight[flow]!;
    }
    this.#weightSum[resource] = sum;
    this.#firstSum[resource] = sum;
  }

  #freezeAll(problem: MaxMinProblem, resource: number, level: number): void {
    const { weight, cap, rate } = problem;
    const frozen = this.#frozen;
    const batch = this.#batch;
    const owner = this.#owner;
    const before = this.#before;
    let count = 0;
    for (let at = this.#lastEntry[resource]!; at >= 0; at = before[at]!) {
      const flow = owner[at]!;
      if (frozen[flow] !== 0) continue;
      // The cap cannot be below the level, except for the rounding of cap / weight.
      rate[flow] = Math.min(level * weight[flow]!, cap[flow]!);
      frozen[flow] = 1;
      batch[count++] = flow;
    }
    this.#takeOut(problem, count);
  }

  /** Removes the flows of the batch, whose rates are final, from the sums of the resources they cross. */
  #takeOut(problem: MaxMinProblem, count: number): void {
    const { pathStart, pathLength, pathResource, pathCoefficient, used, rate, weight } = problem;
    const batch = this.#batch;
    const sum = this.#weightSum;
    const open = this.#open;
    for (let i = 0; i < count; i++) {
      const flow = batch[i]!;
      const given = rate[flow]!;
      const share = weight[flow]!;
      const start = pathStart[flow]!;
      const end = start + pathLength[flow]!;
      for (let at = start; at < end; at++) {
        const resource = pathResource[at]!;
        const coefficient = pathCoefficient[at]!;
        used[resource] = used[resource]! + coefficient * given;
        sum[resource] = sum[resource]! - coefficient * share;
        open[resource] = open[resource]! - 1;
      }
    }
  }

  #dropTop(): void {
    const last = --this.#heapSize;
    if (last > 0) {
      this.#heap[0] = this.#heap[last]!;
      this.#siftDown(0);
    }
  }

  #siftDown(place: number): void {
    const heap = this.#heap;
    const key = this.#key;
    const size = this.#heapSize;
    const resource = heap[place]!;
    const value = key[resource]!;
    let at = place;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && key[heap[child + 1]!]! < key[heap[child]!]!) child++;
      if (value <= key[heap[child]!]!) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = resource;
  }
}
