/** The parameters of a new flow; see Flows.open. */
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
  /** Only the first `length` entries count; all by default. */
  readonly length?: number;
  /** The opener's own number, handed back when the flow finishes. */
  readonly tag: number;
}

/**
 * The open flows of one run and the resources that they share: a fluid model of data transfers.
 *
 * A flow moves an amount at a continuous rate x along its path. It consumes `coefficient` x x of each resource it crosses;
 * the consumption of all flows may not exceed the resource's capacity, and a flow may have a cap, a largest rate. Rates
 * are weighted max-min fair: no flow's x / weight can grow without reducing that of a flow with an equal or smaller one
 * (Bertsekas and Gallager, Data Networks, 2nd ed. 1992, section 6.5.2). This allocation exists and is unique. An
 * allocation is the fair one exactly where it is feasible and every flow is at its cap or has a bottleneck: a saturated
 * resource on which no other flow has a larger x / weight.
 *
 * The levels of such an allocation, which the implementations compute: each saturated resource has a level, the x / weight
 * of all flows whose bottleneck it is. A flow's rate is its weight times the lowest level on its path, or its cap.
 *
 * Time is in whole microseconds, amounts in the caller's unit, rates and capacities in units per second. A flow finishes
 * at a predicted time, rounded to the nearest microsecond (halves up), never because a number fell below some epsilon.
 * Opening, closing and changing a capacity set `dirty`; rates remain those of the last solve until the caller, at the same
 * instant, calls `solve`.
 *
 * There are two implementations with the same answers: FlowSet solves everything from scratch and is the reference for
 * tests, BottleneckFlows updates incrementally and is the one in use.
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
  /** Removes a resource; its id may be reused. Throws while an open flow crosses it. */
  removeResource(resource: number): void;
  /**
   * Opens a flow and returns its id, which may be reused once the flow is closed or popped as finished. Entries with
   * coefficient 0 are dropped; the coefficients of a resource given twice are added up. A flow of amount 0, and one with
   * neither resources nor cap, finishes at this instant. RangeError for anything out of range and an unknown resource.
   */
  open(request: FlowRequest, nowUs: number): number;
  /** Aborts a flow and returns the units left, 0 or more. Throws a RangeError when it is not open. */
  close(flow: number, nowUs: number): number;
  /** Units per second since the last solve; Infinity for a flow with neither resources nor cap. */
  rateOf(flow: number): number;
  /** Units left, 0 or more. */
  remaining(flow: number, nowUs: number): number;
  /** Units per second that the flows took of a resource at the last solve. */
  used(resource: number): number;
  /** Units per second. */
  capacity(resource: number): number;
  /** Integral of used / capacity over time, in seconds; a resource of capacity 0 is busy while any flow crosses it. */
  busySeconds(resource: number, nowUs: number): number;
  /** Writes the busy seconds of the first `count` of these resources to the first entries of a column. */
  readBusySeconds(resources: Int32Array, count: number, nowUs: number, column: Float64Array): void;
  /** Solves the rates from this instant on. */
  solve(nowUs: number): void;
  /** The earliest finish in whole microseconds at the rates of the last solve; Infinity if there is none. */
  nextFinishUs(): number;
  /**
   * Removes the first flow, by finish time and then by opening, that finishes now or earlier, and loads `finishedTag`.
   * Returns its id, which may be reused from here on, or -1 when none is due.
   */
  popFinished(nowUs: number): number;
}

export interface FlowsOptions {
  /** Check every solve with `certify`, and throw unless the rates are fair. For tests: it costs as much as a solve. */
  readonly certify?: boolean;
}

/** Throws a RangeError unless a capacity is finite and 0 or more. */
export function checkedCapacity(capacity: number): number {
  if (!(capacity >= 0 && capacity < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`a capacity is a finite number of units per second, 0 or more, got ${capacity}`);
  }
  return capacity;
}

/** Throws a RangeError for a request with an invalid parameter. */
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
