import type { MaxMinProblem, MaxMinSolver, Touched } from './max-min-problem.ts';

/** Below this share of what it was, a sum of weights has lost too many digits and is added up again. */
const CANCELLED = 1 / 16384;

/**
 * Exact weighted max-min fair rates by progressive filling, from nothing, in
 * O(flows x path + resources x log resources).
 *
 * All rates rise together, each as weight x level. A flow is frozen when it meets its cap, and all flows
 * of a resource are frozen together when the resource is full. Resources wait in a heap under the level at
 * which they would be full. Freezing a flow never makes another resource full earlier, so an old key is a
 * lower bound: it is brought up to date only when it comes to the top.
 *
 * The object holds scratch memory only; every solve is a pure function of the problem.
 */
export class ProgressiveFilling implements MaxMinSolver {
  // One entry per resource row.
  #crossing = new Int32Array(0);
  #open = new Int32Array(0);
  #listEnd = new Int32Array(0);
  #weightSum = new Float64Array(0);
  #firstSum = new Float64Array(0);
  #key = new Float64Array(0);
  #heap = new Int32Array(0);
  #resources = new Int32Array(0);
  // One entry per path entry: the flows of each resource, resource after resource.
  #list = new Int32Array(0);
  // One entry per flow row.
  #frozen = new Uint8Array(0);
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
    this.#listFlows(problem, resourceCount);
    this.#fillHeap(problem, resourceCount);
    this.#raise(problem);
    // Leave the counters at zero for the next solve; they are the only scratch that must start clean.
    for (let i = 0; i < resourceCount; i++) this.#crossing[this.#resources[i]!] = 0;
    const touched = this.#touched;
    touched.flows = problem.flows;
    touched.flowCount = problem.flowCount;
    touched.resources = this.#resources;
    touched.resourceCount = resourceCount;
    return touched;
  }

  #makeRoom(problem: MaxMinProblem): void {
    if (this.#crossing.length < problem.resourceCount) {
      const length = problem.resourceCount * 2;
      this.#crossing = new Int32Array(length);
      this.#open = new Int32Array(length);
      this.#listEnd = new Int32Array(length);
      this.#weightSum = new Float64Array(length);
      this.#firstSum = new Float64Array(length);
      this.#key = new Float64Array(length);
      this.#heap = new Int32Array(length);
      this.#resources = new Int32Array(length);
    }
    if (this.#frozen.length < problem.rate.length) this.#frozen = new Uint8Array(problem.rate.length);
  }

  /** Counts flows and adds up weights per resource; returns the number of resources that are crossed. */
  #count(problem: MaxMinProblem): number {
    const { flows, flowCount, pathStart, pathLength, pathResource, pathCoefficient, weight } = problem;
    const crossing = this.#crossing;
    const sum = this.#weightSum;
    const frozen = this.#frozen;
    const used = problem.used;
    let resourceCount = 0;
    let entries = 0;
    for (let i = 0; i < flowCount; i++) {
      const flow = flows[i]!;
      const share = weight[flow]!;
      frozen[flow] = 0;
      const start = pathStart[flow]!;
      const end = start + pathLength[flow]!;
      entries += end - start;
      for (let at = start; at < end; at++) {
        const resource = pathResource[at]!;
        const added = pathCoefficient[at]! * share;
        if (crossing[resource]!++ === 0) {
          this.#resources[resourceCount++] = resource;
          used[resource] = 0;
          sum[resource] = added;
        } else {
          sum[resource] = sum[resource]! + added;
        }
      }
    }
    if (this.#list.length < entries) this.#list = new Int32Array(entries * 2);
    return resourceCount;
  }

  /** Lists the flows of each resource, in the order in which the flows were given. */
  #listFlows(problem: MaxMinProblem, resourceCount: number): void {
    const { flows, flowCount, pathStart, pathLength, pathResource } = problem;
    const listEnd = this.#listEnd;
    const list = this.#list;
    let position = 0;
    for (let i = 0; i < resourceCount; i++) {
      const resource = this.#resources[i]!;
      listEnd[resource] = position;
      position += this.#crossing[resource]!;
    }
    for (let i = 0; i < flowCount; i++) {
      const flow = flows[i]!;
      const start = pathStart[flow]!;
      const end = start + pathLength[flow]!;
      for (let at = start; at < end; at++) {
        const resource = pathResource[at]!;
        const place = listEnd[resource]!;
        list[place] = flow;
        listEnd[resource] = place + 1;
      }
    }
  }

  #fillHeap(problem: MaxMinProblem, resourceCount: number): void {
    for (let i = 0; i < resourceCount; i++) {
      const resource = this.#resources[i]!;
      this.#open[resource] = this.#crossing[resource]!;
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
    let next = 0;
    let level = 0;
    for (;;) {
      const resource = this.#heapSize > 0 ? this.#heap[0]! : -1;
      const key = resource < 0 ? Number.POSITIVE_INFINITY : this.#key[resource]!;
      // No resource is full below the smallest key, so every cap up to there is reached.
      while (next < flowCount) {
        const flow = flows[next]!;
        if (frozen[flow] === 0) {
          if (cap[flow]! > key * weight[flow]!) break;
          rate[flow] = cap[flow]!;
          this.#freeze(problem, flow);
        }
        next++;
      }
      if (resource < 0) return;
      // Never below the level reached: the last bits of what is free may say so, even that it is negative.
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

  /** The level at which a resource is full, if no other flow is frozen before; Infinity when none is left. */
  #fullAt(problem: MaxMinProblem, resource: number): number {
    if (this.#open[resource] === 0) return Number.POSITIVE_INFINITY;
    if (this.#weightSum[resource]! < CANCELLED * this.#firstSum[resource]!)
      this.#addUpAgain(problem, resource);
    return (problem.capacity[resource]! - problem.used[resource]!) / this.#weightSum[resource]!;
  }

  #addUpAgain(problem: MaxMinProblem, resource: number): void {
    const { pathStart, pathLength, pathResource, pathCoefficient, weight } = problem;
    const end = this.#listEnd[resource]!;
    let sum = 0;
    for (let place = end - this.#crossing[resource]!; place < end; place++) {
      const flow = this.#list[place]!;
      if (this.#frozen[flow] !== 0) continue;
      const pathEnd = pathStart[flow]! + pathLength[flow]!;
      for (let at = pathStart[flow]!; at < pathEnd; at++) {
        if (pathResource[at] === resource) sum += pathCoefficient[at]! * weight[flow]!;
      }
    }
    this.#weightSum[resource] = sum;
    this.#firstSum[resource] = sum;
  }

  #freezeAll(problem: MaxMinProblem, resource: number, level: number): void {
    const { weight, cap, rate } = problem;
    const end = this.#listEnd[resource]!;
    for (let place = end - this.#crossing[resource]!; place < end; place++) {
      const flow = this.#list[place]!;
      if (this.#frozen[flow] !== 0) continue;
      // The cap is not below the level but for the last bit of cap / weight, which may round either way.
      rate[flow] = Math.min(level * weight[flow]!, cap[flow]!);
      this.#freeze(problem, flow);
    }
  }

  /** Takes a flow whose rate is final out of the sums of the resources it crosses. */
  #freeze(problem: MaxMinProblem, flow: number): void {
    const { pathStart, pathLength, pathResource, pathCoefficient, used } = problem;
    const rate = problem.rate[flow]!;
    const share = problem.weight[flow]!;
    const sum = this.#weightSum;
    const open = this.#open;
    this.#frozen[flow] = 1;
    const start = pathStart[flow]!;
    const end = start + pathLength[flow]!;
    for (let at = start; at < end; at++) {
      const resource = pathResource[at]!;
      const coefficient = pathCoefficient[at]!;
      used[resource] = used[resource]! + coefficient * rate;
      sum[resource] = sum[resource]! - coefficient * share;
      open[resource] = open[resource]! - 1;
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

/** Solves one problem afresh; see ProgressiveFilling for what is written. Flows must be in order of cap. */
export function maxMin(problem: MaxMinProblem): void {
  new ProgressiveFilling().solve(problem);
}
