/** What a flow is asked to be; see Flows.open. */
export interface FlowRequest {
  /** Units to move, 0 or more, finite. */
  readonly amount: number;
  /** Above 0; 1 by default. */
  readonly weight?: number;
  /** Largest rate in units per second, 0 or more; Infinity by default. */
  readonly cap?: number;
  /** The resources crossed, and at the same position the units of each consumed per unit moved. */
  readonly resources: ArrayLike<number>;
  readonly coefficients: ArrayLike<number>;
  /** How many of them count, the first ones; all by default. */
  readonly length?: number;
  /** The opener's own number, handed back when the flow finishes. */
  readonly tag: number;
}

/**
 * The open flows of one run and the resources that they share, max-min fairly.
 *
 * Time is in whole microseconds, amounts in the caller's unit, rates and capacities in units per second. A flow finishes
 * because its time has come, rounded to the nearest microsecond (halves up), never because a number fell below some
 * epsilon. Opening, closing and changing a capacity leave the set `dirty`: rates are those of the last solve until `solve` is
 * called, at the same instant.
 */
export interface Flows {
  /** Whether a solve is due. */
  readonly dirty: boolean;
  /** Number of solves so far. */
  readonly solves: number;
  /** Tag of the flow that `popFinished` returned last. */
  readonly finishedTag: number;
  /** Number of open flows, including those whose finish has not been popped yet. */
  readonly size: number;
  /** Adds a resource of so many units per second and returns its id; RangeError unless finite and 0 or more. */
  addResource(capacity: number): number;
  /** Changes a capacity from this instant on; RangeError as in addResource. */
  setCapacity(resource: number, capacity: number, nowUs: number): void;
  /** Forgets a resource; its id may be given out again. Throws while an open flow crosses it. */
  removeResource(resource: number): void;
  /**
   * Opens a flow and returns its id, which is free again once the flow is closed or popped as finished. Entries with
   * coefficient 0 are dropped; a resource given twice counts with the sum. A flow of amount 0, and one with neither resources
   * nor cap, finishes at this instant. RangeError for anything out of range and for an unknown resource.
   */
  open(request: FlowRequest, nowUs: number): number;
  /** Aborts a flow and returns the units left, 0 or more. Throws a RangeError when it is not open. */
  close(flow: number, nowUs: number): number;
  /** Units per second since the last solve; Infinity for a flow that nothing holds back. */
  rateOf(flow: number): number;
  /** Units left, 0 or more. */
  remaining(flow: number, nowUs: number): number;
  /** Units per second that the flows took of a resource at the last solve. */
  used(resource: number): number;
  /** Units per second. */
  capacity(resource: number): number;
  /** Integral of used / capacity over time, in seconds; a resource of capacity 0 is busy while flows wait. */
  busySeconds(resource: number, nowUs: number): number;
  /** The same of the first `count` of some resources, written to the first places of a column. */
  readBusySeconds(resources: Int32Array, count: number, nowUs: number, column: Float64Array): void;
  /** Shares anew from this instant on. */
  solve(nowUs: number): void;
  /** The earliest finish in whole microseconds at the rates of the last solve; Infinity if there is none. */
  nextFinishUs(): number;
  /**
   * Takes off the first flow, by finish time and then by opening, that finishes now or before, and loads `finishedTag`.
   * Returns its id, which is free from here on, or -1 when none is due.
   */
  popFinished(nowUs: number): number;
}

export interface FlowsOptions {
  /** Prove every solve, and throw when the proof fails. For tests: it costs as much as a solve. */
  readonly certify?: boolean;
}

/** Throws a RangeError unless a capacity is finite and 0 or more. */
export function checkedCapacity(capacity: number): number {
  if (!(capacity >= 0 && capacity < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`a capacity is a finite number of units per second, 0 or more, got ${capacity}`);
  }
  return capacity;
}

/** Throws a RangeError for a request that no flow can be. */
export function checkRequest(
  {
    amount,
    weight = 1,
    cap = Number.POSITIVE_INFINITY,
    resources,
    coefficients,
    length = resources.length,
  }: FlowRequest,
  known: { check(resource: number): void },
): void {
  if (!(amount >= 0 && amount < Number.POSITIVE_INFINITY))
    throw new RangeError(`a flow cannot move ${amount} units`);
  if (!(weight > 0 && weight < Number.POSITIVE_INFINITY))
    throw new RangeError(`a flow cannot have weight ${weight}`);
  if (!(cap >= 0)) throw new RangeError(`a flow cannot have a cap of ${cap} units per second`);
  if (resources.length !== coefficients.length) {
    throw new RangeError(`${resources.length} resources do not match ${coefficients.length} coefficients`);
  }
  if (!(length >= 0 && length <= resources.length)) {
    throw new RangeError(`of ${resources.length} resources ${length} cannot count`);
  }
  for (let i = 0; i < length; i++) {
    const coefficient = coefficients[i]!;
    known.check(resources[i]!);
    if (!(coefficient >= 0 && coefficient < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`a flow cannot consume ${coefficient} units per unit moved`);
    }
  }
}
