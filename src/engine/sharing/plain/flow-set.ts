import { checkRequest, type FlowRequest, type Flows, type FlowsOptions } from '../flows.ts';
import { assertFair } from '../max-min-certificate.ts';
import type { MaxMinSolver } from '../max-min-problem.ts';
import { wholeMicroseconds } from '../whole-microseconds.ts';
import { FinishHeap } from './finish-heap.ts';
import { FlowState, FlowTable } from './flow-table.ts';
import { ProgressiveFilling } from './max-min.ts';
import { ResourceTable } from './resource-table.ts';

const US_PER_SECOND = 1e6;
const NEVER = Number.POSITIVE_INFINITY;

export interface FlowSetOptions extends FlowsOptions {
  /** How rates are found; progressive filling by default. */
  readonly solver?: MaxMinSolver;
}

/**
 * The reference implementation of Flows, kept simple: every solve computes all rates from scratch by progressive filling
 * (see ProgressiveFilling), and a heap holds the predicted finish of every flow. A flow is updated lazily: only when its
 * rate changes is the amount left brought up to date, and its finish predicted again from there. A solve costs as much as
 * all open flows. Tests compare BottleneckFlows with it.
 */
export class FlowSet implements Flows {
  dirty = false;
  solves = 0;
  finishedTag = 0;

  readonly #solver: MaxMinSolver;
  readonly #certify: boolean;
  readonly #flows = new FlowTable();
  readonly #resources = new ResourceTable(this.#flows.problem);
  readonly #finish = new FinishHeap();

  constructor(options: FlowSetOptions = {}) {
    this.#solver = options.solver ?? new ProgressiveFilling();
    this.#certify = options.certify ?? false;
  }

  get size(): number {
    return this.#flows.size;
  }

  /**
   * Adds a resource of so many units per second and returns its id. An unlimited resource is not added at all: callers
   * leave it out of the paths. RangeError unless the capacity is finite and 0 or more.
   */
  addResource(capacity: number): number {
    return this.#resources.add(capacity);
  }

  setCapacity(resource: number, capacity: number, _nowUs: number): void {
    if (this.capacity(resource) === capacity) return;
    this.#resources.setCapacity(resource, capacity);
    if (this.#resources.crossing(resource) > 0) this.dirty = true;
  }

  removeResource(resource: number): void {
    this.#resources.remove(resource);
  }

  open(request: FlowRequest, nowUs: number): number {
    checkRequest(request, this.#resources);
    const flows = this.#flows;
    const flow = flows.take(request, nowUs);
    const problem = flows.problem;
    this.#finish.reserve(flows.state.length);
    const unbounded = problem.pathLength[flow] === 0 && problem.cap[flow] === Number.POSITIVE_INFINITY;
    if (request.amount === 0 || unbounded) {
      flows.remaining[flow] = 0;
      flows.rate[flow] = unbounded ? Number.POSITIVE_INFINITY : 0;
      this.#finish.add(flow, nowUs, flows.sequence[flow]!);
      return flow;
    }
    flows.enlist(flow);
    this.#resources.cross(problem.pathStart[flow]!, problem.pathLength[flow]!, 1);
    this.#finish.add(flow, NEVER, flows.sequence[flow]!);
    this.dirty = true;
    return flow;
  }

  close(flow: number, nowUs: number): number {
    const left = this.remaining(flow, nowUs);
    this.#finish.remove(flow);
    this.#drop(flow);
    return left;
  }

  rateOf(flow: number): number {
    this.#check(flow);
    return this.#flows.rate[flow]!;
  }

  remaining(flow: number, nowUs: number): number {
    this.#check(flow);
    return this.#left(flow, nowUs);
  }

  used(resource: number): number {
    this.#resources.check(resource);
    return this.#flows.problem.used[resource]!;
  }

  capacity(resource: number): number {
    this.#resources.check(resource);
    return this.#flows.problem.capacity[resource]!;
  }

  busySeconds(resource: number, nowUs: number): number {
    return this.#resources.busySeconds(resource, nowUs);
  }

  readBusySeconds(resources: Int32Array, count: number, nowUs: number, column: Float64Array): void {
    for (let i = 0; i < count; i++) column[i] = this.busySeconds(resources[i]!, nowUs);
  }

  solve(nowUs: number): void {
    const flows = this.#flows;
    const problem = flows.problem;
    const touched = this.#solver.solve(problem);
    this.dirty = false;
    this.solves++;
    if (this.#certify) assertFair(problem);
    const fresh = problem.rate;
    const rate = flows.rate;
    for (let i = 0; i < touched.flowCount; i++) {
      const flow = touched.flows[i]!;
      if (fresh[flow] !== rate[flow]) this.#changeRate(flow, fresh[flow]!, nowUs);
    }
    this.#resources.settle(touched.resources, touched.resourceCount, nowUs);
  }

  nextFinishUs(): number {
    return this.#finish.firstUs();
  }

  popFinished(nowUs: number): number {
    if (!(this.#finish.firstUs() <= nowUs)) return -1;
    const flow = this.#finish.first();
    this.finishedTag = this.#flows.tag[flow]!;
    this.#finish.remove(flow);
    this.#drop(flow);
    return flow;
  }

  #drop(flow: number): void {
    const flows = this.#flows;
    if (flows.state[flow] === FlowState.flowing) {
      const problem = flows.problem;
      this.#resources.cross(problem.pathStart[flow]!, problem.pathLength[flow]!, -1);
      this.dirty = true;
    }
    flows.release(flow);
  }

  #left(flow: number, nowUs: number): number {
    const flows = this.#flows;
    const left = flows.remaining[flow]!;
    const rate = flows.rate[flow]!;
    if (left === 0 || rate === 0) return left;
    return Math.max(0, left - (rate * (nowUs - flows.sinceUs[flow]!)) / US_PER_SECOND);
  }

  #changeRate(flow: number, rate: number, nowUs: number): void {
    const flows = this.#flows;
    const left = this.#left(flow, nowUs);
    flows.remaining[flow] = left;
    flows.sinceUs[flow] = nowUs;
    flows.rate[flow] = rate;
    let finishUs = NEVER;
    if (left === 0) finishUs = nowUs;
    else if (rate > 0) {
      finishUs = nowUs + wholeMicroseconds((left / rate) * US_PER_SECOND);
      // Beyond the safe integers there are no instants: the flow is as good as stopped.
      if (finishUs > Number.MAX_SAFE_INTEGER) finishUs = NEVER;
    }
    this.#finish.move(flow, finishUs);
  }

  #check(flow: number): void {
    const state = this.#flows.state[flow];
    if (state === undefined || state === FlowState.free)
      throw new RangeError(`there is no open flow ${flow}`);
  }
}
