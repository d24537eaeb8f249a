import { grownFloats } from '../../engine/column.ts';
import type { Flows } from '../../engine/sharing/flows.ts';
import { STAGES } from '../../model/model.ts';
import type { TaskPath } from '../../model/paths/task-path.ts';
import { SECOND_US } from '../../units/civil-time.ts';

const STAGE_COUNT = STAGES.length;

/** By stage, in the order of STAGES. */
export interface BusyShares {
  readonly shares: number[];
  /** The engine's number of a resource, OWN_CAP or NO_PART. */
  readonly parts: number[];
}
/** Instead of a resource: the task's own cap. */
export const OWN_CAP = -1;
/** Nothing limited in this stage was used. */
export const NO_PART = -2;
/** Shares that differ by less than this differ only by rounding. */
const SAME = 1e-9;

/** The part of the engine that is needed: the busy seconds of resources. */
type Clocks = Pick<Flows, 'readBusySeconds'>;

/** Columns of a row; after them two numbers for each part of the path. */
const FLOW = 0;
const AMOUNT = 1;
const STARTED_US = 2;
const PARTS = 3;
const HEAD = 4;
/** Wide enough for most paths. */
const FIRST_WIDTH = HEAD + 2 * 8;
const FIRST_ROWS = 16;

/**
 * The open flows of tasks, with what the load line needs from their start. Kept in rows of numbers that are reused, because
 * transfers last long enough for objects to be promoted to the old generation of the garbage collector.
 *
 * A part of a path is two numbers: a resource and its stage as one number, and the resource's busy seconds when the flow was
 * opened; or, negative, the stage of a cap of the task's own, and that cap.
 */
export class OpenTransfers {
  readonly #flows: Clocks;
  readonly #spare: number[] = [];
  #numbers = new Float64Array(FIRST_ROWS * FIRST_WIDTH);
  #width = FIRST_WIDTH;
  #made = 0;
  /** Scratch: the resources of one row, and their busy seconds. */
  #resources = new Int32Array(FIRST_WIDTH);
  #busy = new Float64Array(FIRST_WIDTH);

  constructor(flows: Clocks) {
    this.#flows = flows;
  }

  /** Makes a row for a flow that is about to be opened. */
  begin(amount: number, path: TaskPath, nowUs: number): number {
    const { length, resources, stages, caps } = path;
    this.#widen(HEAD + 2 * (length + STAGE_COUNT));
    const row = this.#spare.pop() ?? this.#made++;
    const start = row * this.#width;
    if (start === this.#numbers.length) this.#numbers = grownFloats(this.#numbers, 2 * start);
    const numbers = this.#numbers;
    numbers[start + AMOUNT] = amount;
    numbers[start + STARTED_US] = nowUs;
    let at = start + HEAD;
    this.#flows.readBusySeconds(resources, length, nowUs, this.#busy);
    for (let i = 0; i < length; i++) {
      numbers[at++] = resources[i]! * STAGE_COUNT + stages[i]!;
      numbers[at++] = this.#busy[i]!;
    }
    for (let stage = 0; stage < STAGE_COUNT; stage++) {
      if (caps[stage] === Number.POSITIVE_INFINITY) continue;
      numbers[at++] = -1 - stage;
      numbers[at++] = caps[stage]!;
    }
    numbers[start + PARTS] = (at - start - HEAD) / 2;
    return row;
  }

  /** The engine's id of the row's flow. */
  flowOf(row: number): number {
    return this.#numbers[row * this.#width + FLOW]!;
  }
  setFlow(row: number, flow: number): void {
    this.#numbers[row * this.#width + FLOW] = flow;
  }

  /** Bytes that the flow was to move. */
  amountOf(row: number): number {
    return this.#numbers[row * this.#width + AMOUNT]!;
  }

  secondsOf(row: number, nowUs: number): number {
    return (nowUs - this.#numbers[row * this.#width + STARTED_US]!) / SECOND_US;
  }

  /**
   * For each stage its busiest part, and for which share of the seconds since the flow was opened it was busy.
   * @param readBytes what the flow has moved since then
   */
  busyShares(row: number, readBytes: number, nowUs: number): BusyShares {
    const numbers = this.#numbers;
    const start = row * this.#width;
    const seconds = this.secondsOf(row, nowUs);
    const busy = { shares: [0, 0, 0, 0, 0], parts: [NO_PART, NO_PART, NO_PART, NO_PART, NO_PART] };
    const first = start + HEAD;
    const end = first + 2 * numbers[start + PARTS]!;
    let crossed = 0;
    for (let at = first; at < end && numbers[at]! >= 0; at += 2) {
      this.#resources[crossed++] = Math.floor(numbers[at]! / STAGE_COUNT);
    }
    this.#flows.readBusySeconds(this.#resources, crossed, nowUs, this.#busy);
    for (let part = 0, at = first; part < crossed; part++, at += 2) {
      const busySeconds = this.#busy[part]! - numbers[at + 1]!;
      const resource = this.#resources[part]!;
      raise(busy, numbers[at]! - resource * STAGE_COUNT, busySeconds / seconds, resource);
    }
    for (let at = first + 2 * crossed; at < end; at += 2) {
      raise(busy, -1 - numbers[at]!, readBytes / numbers[at + 1]! / seconds, OWN_CAP);
    }
    return busy;
  }

  end(row: number): void {
    this.#spare.push(row);
  }

  /** Makes room in every row for a path longer than all before. */
  #widen(width: number): void {
    if (width <= this.#width) return;
    const rows = this.#numbers.length / this.#width;
    const numbers = new Float64Array(rows * width);
    for (let row = 0; row < this.#made; row++) {
      const start = row * this.#width;
      numbers.set(this.#numbers.subarray(start, start + this.#width), row * width);
    }
    this.#numbers = numbers;
    this.#width = width;
    this.#resources = new Int32Array(width);
    this.#busy = new Float64Array(width);
  }
}

function raise({ shares, parts }: BusyShares, stage: number, busy: number, part: number): void {
  const share = Math.min(1, busy);
  // Of parts that are equally busy but for rounding the first counts.
  if (share > shares[stage]! + SAME) parts[stage] = part;
  shares[stage] = Math.max(shares[stage]!, share);
}
