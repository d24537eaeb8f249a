import { grownBytes, grownFloats, grownInts } from '../../column.ts';
import { checkRequest, type FlowRequest, type Flows, type FlowsOptions } from '../flows.ts';
import { assertFair } from '../max-min-certificate.ts';
import { ClassClocks } from './class-clocks.ts';
import { problemOf } from './class-problem.ts';
import { FlowClasses } from './flow-classes.ts';
import { type FullnessListener, Levels } from './levels.ts';
import { ResourceUse } from './resource-use.ts';

const State = { free: 0, flowing: 1, due: 2 } as const;
const FIRST_ROWS = 16;

/**
 * The implementation of Flows in use. The work per event depends on how much changes, not on how many flows are open. It
 * gives the same answers as FlowSet, by four ideas:
 *
 * 1. Classes (FlowClasses): flows with equal path, coefficients, weight and cap always have equal rates, so they are
 *    treated as one.
 * 2. Levels (Levels): the fair allocation is described by the level of each saturated resource. An event changes few of
 *    them, mostly by little, so the last solution is corrected outwards from the change until all levels are consistent
 *    again. Saturated resources are called full here, all others have room; the bottleneck of a class is its holder,
 *    which holds it back.
 * 3. Clocks (LevelClocks, ClassClocks): each full resource has a virtual clock that advances at its level, as the virtual
 *    time of generalized processor sharing does (Parekh and Gallager, IEEE/ACM Transactions on Networking 1(3), 1993). A
 *    flow ends when its bottleneck's clock shows a reading that was fixed when the flow was opened, so a change of level
 *    affects one clock instead of all its flows.
 * 4. Sums (Couplings, SpareRoom): what the classes of one bottleneck take of another resource is kept as one sum, so a
 *    level is computed from a few sums, and a resource with much room costs nothing.
 */
export class BottleneckFlows implements Flows {
  dirty = false;
  solves = 0;
  finishedTag = 0;
  size = 0;

  readonly #time = { nowUs: 0 };
  readonly #classes = new FlowClasses();
  readonly #levels: Levels;
  readonly #clocks: ClassClocks;
  readonly #use: ResourceUse;
  readonly #certify: boolean;
  // One per flow.
  #class = new Int32Array(FIRST_ROWS);
  #amount = new Float64Array(FIRST_ROWS);
  #sequence = new Float64Array(FIRST_ROWS);
  #tag = new Float64Array(FIRST_ROWS);
  #state = new Uint8Array(FIRST_ROWS);
  #rows = 0;
  #free: number[] = [];
  #opened = 0;
  /** Flows that have finished and not been popped yet, the next one last. */
  readonly #due: number[] = [];
  /** Flows that finish as they are opened, and that are not in `#due` yet; and when the first of them was opened. */
  readonly #instant: number[] = [];
  #instantUs = Number.POSITIVE_INFINITY;
  /** When those in `#due` finished. */
  #dueUs = 0;

  constructor(options: FlowsOptions & { readonly mostVisits?: number } = {}) {
    this.#certify = options.certify ?? false;
    const listener: FullnessListener = {
      fullnessChanges: (row, isFull) => this.#use.fullnessChanges(row, isFull),
    };
    this.#levels = new Levels(this.#classes, listener, this.#time, options.mostVisits);
    this.#use = new ResourceUse(this.#classes, this.#levels.couplings, this.#time);
    this.#clocks = new ClassClocks(this.#levels.state, this.#levels.clocks, this.#time);
  }

  /** Number of searches that started over; for tests and measurements. */
  get restarts(): number {
    return this.#levels.restarts;
  }

  addResource(capacity: number): number {
    const row = this.#use.add(capacity);
    this.#classes.addResource(row);
    this.#clocks.addResource(row);
    this.#levels.addResource(row, capacity);
    return row;
  }

  setCapacity(resource: number, capacity: number, nowUs: number): void {
    if (this.#use.capacity(resource) === capacity) return;
    this.#time.nowUs = nowUs;
    this.#use.setCapacity(resource, capacity);
    this.#levels.setCapacity(resource, capacity);
    if (this.#classes.crossing.count[resource]! > 0) this.dirty = true;
  }

  removeResource(resource: number): void {
    this.#use.remove(resource, this.#classes.crossing.count[resource]!);
  }

  open(request: FlowRequest, nowUs: number): number {
    checkRequest(request, this.#use);
    this.#time.nowUs = nowUs;
    const flow = this.#take(request);
    if (request.amount === 0 || isUnbounded(request)) {
      this.#state[flow] = State.due;
      this.#instant.push(flow);
      this.#instantUs = Math.min(this.#instantUs, nowUs);
      return flow;
    }
    this.#join(flow, request);
    this.dirty = true;
    return flow;
  }

  close(flow: number, nowUs: number): number {
    this.#check(flow);
    this.#time.nowUs = nowUs;
    if (this.#state[flow] === State.due) {
      const list = this.#due.includes(flow) ? this.#due : this.#instant;
      list.splice(list.indexOf(flow), 1);
      if (this.#instant.length === 0) this.#instantUs = Number.POSITIVE_INFINITY;
      this.#release(flow);
      return 0;
    }
    const left = this.#left(flow);
    this.#leave(flow);
    this.#release(flow);
    // It may have been the next to finish, and the next call may be popFinished rather than solve.
    this.#clocks.refresh();
    return left;
  }

  rateOf(flow: number): number {
    this.#check(flow);
    if (this.#state[flow] === State.due) return this.#amount[flow]! > 0 ? Number.POSITIVE_INFINITY : 0;
    const c = this.#class[flow]!;
    return this.#levels.state.levelOf(c) * this.#classes.weight[c]!;
  }

  remaining(flow: number, nowUs: number): number {
    this.#check(flow);
    if (this.#state[flow] === State.due) return 0;
    this.#time.nowUs = nowUs;
    return this.#left(flow);
  }

  used(resource: number): number {
    this.#use.check(resource);
    const { crossing, load, strideBits } = this.#classes;
    const start = crossing.start[resource]!;
    const end = start + crossing.count[resource]!;
    let used = 0;
    for (let i = start; i < end; i++) {
      const at = crossing.ids[i]!;
      used += load[at]! * this.#levels.state.levelOf(at >> strideBits);
    }
    return used;
  }

  capacity(resource: number): number {
    return this.#use.capacity(resource);
  }

  busySeconds(resource: number, nowUs: number): number {
    this.#time.nowUs = nowUs;
    return this.#use.busySeconds(resource);
  }

  readBusySeconds(resources: Int32Array, count: number, nowUs: number, column: Float64Array): void {
    this.#time.nowUs = nowUs;
    this.#use.readBusySeconds(resources, count, column);
  }

  solve(nowUs: number): void {
    this.#time.nowUs = nowUs;
    this.dirty = false;
    this.solves++;
    this.#levels.search();
    const { state } = this.#levels;
    if (this.#certify) assertFair(problemOf(state));
    for (let i = 0; i < state.movedCount; i++) this.#clocks.settle(state.moved[i]!);
    state.forgetMoved();
    this.#clocks.refresh();
  }

  nextFinishUs(): number {
    const nextUs = Math.min(this.#instantUs, this.#clocks.nextFinishUs());
    return this.#due.length > 0 ? Math.min(this.#dueUs, nextUs) : nextUs;
  }

  popFinished(nowUs: number): number {
    const atUs = this.nextFinishUs();
    if (!(atUs <= nowUs)) return -1;
    this.#time.nowUs = nowUs;
    this.#gather(atUs);
    const flow = this.#due.pop()!;
    this.finishedTag = this.#tag[flow]!;
    this.#release(flow);
    return flow;
  }

  /** Moves everything that finishes at this instant to `#due`, in the order of opening. */
  #gather(atUs: number): void {
    this.#dueUs = atUs;
    let isNew = this.#instantUs <= atUs;
    if (isNew) {
      // No spread: a call takes only some 100,000 arguments.
      for (const flow of this.#instant) this.#due.push(flow);
      this.#instant.length = 0;
      this.#instantUs = Number.POSITIVE_INFINITY;
    }
    for (let c = this.#clocks.dueClass(atUs); c >= 0; c = this.#clocks.dueClass(atUs)) {
      const flow = this.#clocks.members.first(c);
      this.#leave(flow);
      this.#state[flow] = State.due;
      this.#due.push(flow);
      this.#clocks.refresh();
      isNew = true;
    }
    if (isNew && this.#due.length > 1) this.#due.sort((a, b) => this.#sequence[b]! - this.#sequence[a]!);
  }

  #take(request: FlowRequest): number {
    if (this.#free.length === 0 && this.#rows === this.#state.length) this.#grow(this.#rows * 2);
    const flow = this.#free.pop() ?? this.#rows++;
    this.#amount[flow] = request.amount;
    this.#sequence[flow] = this.#opened++;
    this.#tag[flow] = request.tag;
    this.size++;
    return flow;
  }

  #join(flow: number, request: FlowRequest): void {
    const classes = this.#classes;
    const c = classes.join(request);
    const isNew = classes.count[c] === 1;
    this.#class[flow] = c;
    this.#state[flow] = State.flowing;
    if (isNew) {
      this.#clocks.begin(c);
      this.#use.begins(c);
    }
    this.#clocks.members.reserve(this.#state.length, classes.count.length);
    this.#levels.joined(c, isNew);
    const mark = this.#clocks.reading(c) + request.amount / classes.weight[c]!;
    if (this.#clocks.members.add(c, flow, mark)) this.#clocks.firstChanged(c);
  }

  #leave(flow: number): void {
    const c = this.#class[flow]!;
    const { members } = this.#clocks;
    if (this.#classes.count[c] === 1) this.#use.ends(c);
    this.#levels.leaves(c);
    const wasFirst = members.remove(c, flow);
    if (members.size(c) === 0) this.#clocks.end(c);
    else if (wasFirst) this.#clocks.firstChanged(c);
    this.#classes.leave(c);
    this.dirty = true;
  }

  #left(flow: number): number {
    const c = this.#class[flow]!;
    const left = (this.#clocks.members.mark[flow]! - this.#clocks.reading(c)) * this.#classes.weight[c]!;
    return Math.min(this.#amount[flow]!, Math.max(0, left));
  }

  #release(flow: number): void {
    this.#state[flow] = State.free;
    this.#free.push(flow);
    this.size--;
  }

  #check(flow: number): void {
    const state = this.#state[flow];
    if (state === undefined || state === State.free) throw new RangeError(`there is no open flow ${flow}`);
  }

  #grow(rows: number): void {
    this.#class = grownInts(this.#class, rows);
    this.#amount = grownFloats(this.#amount, rows);
    this.#sequence = grownFloats(this.#sequence, rows);
    this.#tag = grownFloats(this.#tag, rows);
    this.#state = grownBytes(this.#state, rows);
  }
}

/** Whether the flow has neither cap nor resources, so that it finishes at once. */
function isUnbounded({
  cap = Number.POSITIVE_INFINITY,
  coefficients,
  length = coefficients.length,
}: FlowRequest): boolean {
  if (cap < Number.POSITIVE_INFINITY) return false;
  for (let i = 0; i < length; i++) if (coefficients[i]! > 0) return false;
  return true;
}
