import { Minstd } from '../minstd.ts';

/** Customers of a station, in whole microseconds. */
export interface Customers {
  readonly arrivalUs: Float64Array;
  readonly serviceUs: Float64Array;
}

/** Workload (a): exponential gaps at 9 per second, exponential service of mean 1 s. */
export function poissonCustomers(count: number): Customers {
  const generator = new Minstd(12345);
  const arrivalUs = new Float64Array(count);
  const serviceUs = new Float64Array(count);
  let arrival = 0;
  for (let i = 0; i < count; i++) {
    arrival += -Math.log(generator.uniform()) / 9;
    const service = -Math.log(generator.uniform());
    arrivalUs[i] = Math.floor(arrival * 1e6 + 0.5);
    serviceUs[i] = Math.floor(service * 1e6 + 0.5);
  }
  return { arrivalUs, serviceUs };
}

/** Workload (b): how long each task holds its slot, in whole microseconds. */
export function slotDurations(count: number): Float64Array {
  const generator = new Minstd(777);
  const durationUs = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const size = 1000 + (generator.next() % 99000);
    const speed = 40 + (generator.next() % 160);
    durationUs[i] = Math.floor((30 + size / speed) * 1e6 + 0.5);
  }
  return durationUs;
}

/** Workloads (c): transfers through three stages of shared resources, which run one after the other in slots. */
export interface Transfers {
  readonly name: string;
  /** Capacities in MB/s. */
  readonly first: readonly number[];
  readonly middle: readonly number[];
  readonly last: readonly number[];
  /** Slot k belongs to middle resource k mod their number. */
  readonly slots: number;
  /** Per transfer: MB to move, the first and last resource, the largest rate in MB/s. */
  readonly size: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly cap: Float64Array;
}

interface Shape {
  readonly name: string;
  readonly first: readonly number[];
  readonly middle: readonly number[];
  readonly last: readonly number[];
  readonly slotsEach: number;
  /** Cap in MB/s from the fourth draw. */
  readonly capOf: (draw: number) => number;
}

function capacities(count: number, of: (i: number) => number): number[] {
  return Array.from({ length: count }, (_, i) => of(i));
}

function transfers(shape: Shape, count: number): Transfers {
  const generator = new Minstd(4242);
  const size = new Float64Array(count);
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  const cap = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    size[i] = 1000 + (generator.next() % 99000);
    from[i] = generator.next() % shape.first.length;
    to[i] = generator.next() % shape.last.length;
    cap[i] = shape.capOf(generator.next());
  }
  const { name, first, middle, last } = shape;
  return { name, first, middle, last, slots: middle.length * shape.slotsEach, size, from, to, cap };
}

/** Workload (c): 400 slots over 50 middle, 20 first and 4 last resources. */
export function transfersC(count: number): Transfers {
  return transfers(wideShape('c', { first: 20, middle: 50, last: 4 }), count);
}

/** Workload (c2): four times as wide, 1,600 slots. */
export function transfersC2(count: number): Transfers {
  return transfers(wideShape('c2', { first: 60, middle: 200, last: 12 }), count);
}

/** Workload (c) with `times` as many resources of every kind, so 400 x `times` slots: only the width differs. */
export function transfersWide(count: number, times: number): Transfers {
  const widths = { first: 20 * times, middle: 50 * times, last: 4 * times };
  return transfers(wideShape(`c x ${times}`, widths), count);
}

function wideShape(name: string, widths: Readonly<Record<'first' | 'middle' | 'last', number>>): Shape {
  return {
    name,
    first: capacities(widths.first, (d) => 300 + 50 * (d % 20)),
    middle: capacities(widths.middle, (p) => 160 + 4 * (p % 50)),
    last: capacities(widths.last, (r) => 1500 + 500 * (r % 4)),
    slotsEach: 8,
    capOf: (draw) => 30 + (draw % 91),
  };
}

/** Workload (c3): few distinct paths, equal caps and many ties. */
export function transfersC3(count: number): Transfers {
  const shape: Shape = {
    name: 'c3',
    first: capacities(4, (d) => 4 * (800 + 400 * d)),
    middle: capacities(10, (p) => 4 * (250 + 20 * p)),
    last: capacities(2, (r) => 4 * (1200 + 600 * r)),
    slotsEach: 160,
    capOf: () => 60,
  };
  return transfers(shape, count);
}
