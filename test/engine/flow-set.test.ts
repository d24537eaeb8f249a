import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FlowSet } from '../../src/engine/flow-set.ts';
import { ProgressiveFilling } from '../../src/engine/max-min.ts';

const SECOND = 1e6;

/** Opens a flow over resources that it needs one for one. */
function open(flows: FlowSet, amount: number, resources: number[], nowUs = 0, tag = 0): number {
  return flows.open({ amount, resources, coefficients: resources.map(() => 1), tag }, nowUs);
}

/** Runs until no flow finishes any more; returns [time, tag] of each finish. */
function finishes(flows: FlowSet, fromUs = 0): number[][] {
  const all: number[][] = [];
  let nowUs = fromUs;
  for (;;) {
    if (flows.dirty) flows.solve(nowUs);
    nowUs = Math.max(nowUs, flows.nextFinishUs());
    if (nowUs === Number.POSITIVE_INFINITY) return all;
    while (flows.popFinished(nowUs) >= 0) all.push([nowUs, flows.finishedTag]);
  }
}

describe('FlowSet: one flow', () => {
  test('a flow alone moves at the rate of its narrowest resource', () => {
    const flows = new FlowSet({ certify: true });
    const wide = flows.addResource(10);
    const narrow = flows.addResource(4);
    const flow = open(flows, 20, [wide, narrow]);
    flows.solve(0);
    expect([flows.rateOf(flow), flows.used(wide), flows.used(narrow)]).toEqual([4, 4, 4]);
    expect(flows.nextFinishUs()).toBe(5 * SECOND);
    expect(flows.remaining(flow, 2 * SECOND)).toBe(12);
  });

  test('a coefficient is what one unit moved costs', () => {
    const flows = new FlowSet({ certify: true });
    const resource = flows.addResource(10);
    const flow = flows.open({ amount: 20, resources: [resource], coefficients: [2.5], tag: 0 }, 0);
    flows.solve(0);
    expect([flows.rateOf(flow), flows.used(resource)]).toEqual([4, 10]);
  });

  test('a resource given twice counts with the sum, and one with coefficient 0 not at all', () => {
    const flows = new FlowSet({ certify: true });
    const twice = flows.addResource(12);
    const idle = flows.addResource(1);
    const flow = flows.open(
      { amount: 1, resources: [twice, idle, twice], coefficients: [1, 0, 2], tag: 0 },
      0,
    );
    flows.solve(0);
    expect([flows.rateOf(flow), flows.used(twice), flows.used(idle)]).toEqual([4, 12, 0]);
    flows.removeResource(idle); // nobody crosses it
  });

  test.each([
    [10, 3, 3333333], // 3333333.33 us
    [20, 3, 6666667], // 6666666.67 us
    [1, 1e6, 1],
    [1, 4e5, 3], // 2.5 us: a half goes up
    [1, 1e7, 0], // 0.1 us
  ])('%s units at %s per second finish at the nearest microsecond, %s', (amount, rate, atUs) => {
    const flows = new FlowSet();
    open(flows, amount, [flows.addResource(rate)]);
    flows.solve(0);
    expect(flows.nextFinishUs()).toBe(atUs);
  });

  test('a flow of amount 0 finishes at the instant it is opened and takes nothing', () => {
    const flows = new FlowSet();
    const resource = flows.addResource(0);
    const flow = open(flows, 0, [resource], 77, 5);
    expect([flows.dirty, flows.nextFinishUs(), flows.remaining(flow, 77)]).toEqual([false, 77, 0]);
    expect([flows.popFinished(77), flows.finishedTag, flows.size]).toEqual([flow, 5, 0]);
  });

  test('a flow that nothing holds back finishes at once', () => {
    const flows = new FlowSet();
    const flow = open(flows, 1000, [], 12);
    expect([flows.dirty, flows.nextFinishUs(), flows.rateOf(flow)]).toEqual([
      false,
      12,
      Number.POSITIVE_INFINITY,
    ]);
    expect(flows.close(flow, 12)).toBe(0);
  });

  test('a flow with rate 0 has no finish, until there is capacity again', () => {
    const flows = new FlowSet({ certify: true });
    const resource = flows.addResource(2);
    const flow = open(flows, 10, [resource]);
    flows.solve(0);
    flows.setCapacity(resource, 0);
    flows.solve(1 * SECOND);
    expect([flows.rateOf(flow), flows.nextFinishUs()]).toEqual([0, Number.POSITIVE_INFINITY]);
    expect(flows.remaining(flow, 100 * SECOND)).toBe(8);
    flows.setCapacity(resource, 4);
    flows.solve(100 * SECOND);
    expect(flows.nextFinishUs()).toBe(102 * SECOND);
  });

  test('a flow so slow that its finish is no exact number of microseconds has no finish', () => {
    const flows = new FlowSet();
    open(flows, 1e9, [flows.addResource(1e-9)]);
    flows.solve(0);
    expect(flows.nextFinishUs()).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('FlowSet: sharing over time', () => {
  test('a flow that comes later slows the first down, and its end speeds it up', () => {
    // Alone at 10 for 1 s: 90 left. Then 5 each: the second needs 4 s for 20; the first has 90 - 20 = 70 left
    // at 5 s and finishes at 5 + 7 = 12 s.
    const flows = new FlowSet({ certify: true });
    const resource = flows.addResource(10);
    open(flows, 100, [resource], 0, 1);
    flows.solve(0);
    open(flows, 20, [resource], 1 * SECOND, 2);
    expect(finishes(flows, 1 * SECOND)).toEqual([
      [5 * SECOND, 2],
      [12 * SECOND, 1],
    ]);
    expect(flows.solves).toBe(4);
  });

  test('weights and caps reach the solver', () => {
    const flows = new FlowSet({ certify: true });
    const resource = flows.addResource(10);
    const path = { resources: [resource], coefficients: [1], tag: 0 };
    const heavy = flows.open({ amount: 1, weight: 3, ...path }, 0);
    const capped = flows.open({ amount: 1, cap: 2, ...path }, 0);
    const plain = flows.open({ amount: 1, ...path }, 0);
    flows.solve(0);
    expect([heavy, capped, plain].map((flow) => flows.rateOf(flow))).toEqual([6, 2, 2]);
  });

  test('a flow whose rate does not change is not touched: its amount left stays the same to the last bit', () => {
    // Brought up to date a thousand times, the amount left would drift away from 10 - 0.3 t.
    const flows = new FlowSet({ certify: true });
    const mine = flows.addResource(0.3);
    const other = flows.addResource(1);
    const flow = open(flows, 10, [mine]);
    flows.solve(0);
    for (let at = 1; at <= 1000; at++) {
      flows.close(open(flows, 1, [other], at * 1000), at * 1000);
      flows.solve(at * 1000);
    }
    expect(flows.nextFinishUs()).toBe(33333333);
    for (const atUs of [1, 2, 3, 7].map((seconds) => seconds * SECOND)) {
      expect(flows.remaining(flow, atUs)).toBe(10 - (0.3 * atUs) / SECOND);
    }
  });

  test('flows that finish at one instant are popped in the order of opening', () => {
    const flows = new FlowSet();
    const resources = [5, 1, 3, 2, 4].map((capacity) => flows.addResource(capacity));
    [5, 1, 3, 2, 4].forEach((amount, i) => void open(flows, amount, [resources[i]!], 0, i));
    expect(finishes(flows)).toEqual([0, 1, 2, 3, 4].map((tag) => [SECOND, tag]));
  });

  test('the order of opening decides ties also when ids are used again', () => {
    const flows = new FlowSet();
    const resource = flows.addResource(1);
    const first = open(flows, 1, [resource], 0, 1);
    open(flows, 1, [resource], 0, 2);
    flows.close(first, 0);
    expect(open(flows, 1, [resource], 0, 3)).toBe(first);
    expect(finishes(flows).map((finish) => finish[1])).toEqual([2, 3]);
  });

  test('aborting gives back what is left, and the resource to the others', () => {
    const flows = new FlowSet({ certify: true });
    const resource = flows.addResource(10);
    const first = open(flows, 100, [resource]);
    const second = open(flows, 100, [resource]);
    flows.solve(0);
    expect(flows.close(first, 2 * SECOND)).toBe(90);
    flows.solve(2 * SECOND);
    expect([flows.rateOf(second), flows.size]).toEqual([10, 1]);
    expect(flows.nextFinishUs()).toBe(11 * SECOND);
  });

  test('nothing is due before its time', () => {
    const flows = new FlowSet();
    open(flows, 10, [flows.addResource(10)], 0, 3);
    flows.solve(0);
    expect(flows.popFinished(SECOND - 1)).toBe(-1);
    expect(flows.popFinished(SECOND)).toBeGreaterThanOrEqual(0);
    expect(flows.popFinished(SECOND)).toBe(-1);
  });
});

describe('FlowSet: busy seconds', () => {
  test('busy seconds are the integral of used / capacity, also across a change of capacity', () => {
    // 0 to 2 s: 5 of 10. 2 to 5 s: 5 of 20. 5 to 6 s: 2 of 2. Then nothing: 1 + 0.75 + 1.
    const flows = new FlowSet({ certify: true });
    const resource = flows.addResource(10);
    const flow = flows.open({ amount: 100, cap: 5, resources: [resource], coefficients: [1], tag: 0 }, 0);
    flows.solve(0);
    flows.setCapacity(resource, 20);
    flows.solve(2 * SECOND);
    flows.setCapacity(resource, 2);
    flows.solve(5 * SECOND);
    expect(flows.busySeconds(resource, 5 * SECOND)).toBe(1.75);
    flows.close(flow, 6 * SECOND);
    flows.solve(6 * SECOND);
    expect(flows.busySeconds(resource, 6 * SECOND)).toBe(2.75);
    expect(flows.busySeconds(resource, 60 * SECOND)).toBe(2.75);
    expect(flows.used(resource)).toBe(0);
  });

  test('a change of capacity does not rewrite the past before the solve', () => {
    const flows = new FlowSet();
    const resource = flows.addResource(10);
    open(flows, 100, [resource]);
    flows.solve(0);
    flows.setCapacity(resource, 40);
    expect(flows.busySeconds(resource, 3 * SECOND)).toBe(3);
  });

  test('a resource without capacity is busy while flows wait for it', () => {
    const flows = new FlowSet();
    const resource = flows.addResource(0);
    flows.solve(1 * SECOND);
    const flow = open(flows, 1, [resource], 3 * SECOND);
    flows.solve(3 * SECOND);
    flows.close(flow, 7 * SECOND);
    flows.solve(7 * SECOND);
    expect(flows.busySeconds(resource, 9 * SECOND)).toBe(4);
  });

  test('a resource added under an old id starts with nothing', () => {
    const flows = new FlowSet();
    const old = flows.addResource(10);
    flows.close(open(flows, 1, [old]), 0);
    open(flows, 10, [old], 0);
    finishes(flows);
    flows.removeResource(old);
    const fresh = flows.addResource(5);
    expect(fresh).toBe(old);
    expect([flows.busySeconds(fresh, 9 * SECOND), flows.used(fresh), flows.capacity(fresh)]).toEqual([
      0, 0, 5,
    ]);
  });
});

describe('FlowSet: when a solve is due', () => {
  test('opening, ending and a change of a capacity in use make the set dirty; other things do not', () => {
    const flows = new FlowSet();
    const resource = flows.addResource(10);
    const dirtyAfter = (change: () => void): boolean => {
      flows.solve(0);
      change();
      return flows.dirty;
    };
    expect(dirtyAfter(() => flows.setCapacity(resource, 5))).toBe(false); // nobody crosses it
    expect(dirtyAfter(() => void open(flows, 5, [resource]))).toBe(true);
    expect(dirtyAfter(() => flows.setCapacity(resource, 5))).toBe(false); // as before
    expect(dirtyAfter(() => flows.setCapacity(resource, 50))).toBe(true);
    expect(dirtyAfter(() => void open(flows, 0, [resource]))).toBe(false);
    expect(dirtyAfter(() => void flows.popFinished(0))).toBe(false);
    expect(dirtyAfter(() => void flows.popFinished(SECOND))).toBe(true);
  });

  test('another solver can be given, and wrong rates are caught when asked to', () => {
    class Unfair extends ProgressiveFilling {
      override solve(problem: Parameters<ProgressiveFilling['solve']>[0]) {
        const touched = super.solve(problem);
        for (let i = 0; i < problem.flowCount; i++) problem.rate[problem.flows[i]!]! *= 0.9;
        return touched;
      }
    }
    const flows = new FlowSet({ solver: new Unfair(), certify: true });
    open(flows, 5, [flows.addResource(10)]);
    expect(() => flows.solve(0)).toThrow(/not max-min fair: flow 0 could grow/);
  });
});

describe('FlowSet: what is refused', () => {
  const flows = new FlowSet();
  const resource = flows.addResource(10);
  const good = { amount: 1, resources: [resource], coefficients: [1], tag: 0 };

  test.each([
    { amount: -1 },
    { amount: Number.NaN },
    { amount: Number.POSITIVE_INFINITY },
    { weight: 0 },
    { weight: Number.POSITIVE_INFINITY },
    { cap: -1 },
    { cap: Number.NaN },
    { coefficients: [-1] },
    { coefficients: [Number.NaN] },
    { coefficients: [] },
    { resources: [99] },
    { resources: [-1] },
  ])('a flow with %j', (bad) => {
    expect(() => flows.open({ ...good, ...bad }, 0)).toThrow(RangeError);
    expect(flows.size).toBe(0);
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('a capacity of %s', (capacity) => {
    expect(() => flows.addResource(capacity)).toThrow(RangeError);
    expect(() => flows.setCapacity(resource, capacity)).toThrow(RangeError);
    expect(flows.capacity(resource)).toBe(10);
  });

  test('a flow or resource that is not there', () => {
    const flow = flows.open(good, 0);
    expect(() => flows.removeResource(resource)).toThrow(/still crossed by 1/);
    flows.close(flow, 0);
    expect(() => flows.close(flow, 0)).toThrow(/no open flow/);
    expect(() => flows.rateOf(flow)).toThrow(/no open flow/);
    expect(() => flows.remaining(1000, 0)).toThrow(/no open flow/);
    const gone = flows.addResource(1);
    flows.removeResource(gone);
    expect(() => flows.removeResource(gone)).toThrow(/no resource/);
    expect(() => flows.used(gone)).toThrow(/no resource/);
  });
});

describe('FlowSet: laws', () => {
  const step = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('open' as const),
        amount: fc.integer({ min: 0, max: 50 }),
        cap: fc.constantFrom(1, 2.5, 7, Number.POSITIVE_INFINITY),
        weight: fc.constantFrom(1, 1, 2, 0.3),
        path: fc.array(fc.tuple(fc.nat(4), fc.constantFrom(0, 0.5, 1, 1.7)), { maxLength: 7 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), pick: fc.nat() }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('capacity' as const), resource: fc.nat(4), value: fc.nat(9) }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), us: fc.nat(3_000_000) }) },
  );

  test('what flows moved is what the resources gave, whatever opens, closes, changes and finishes in between', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const flows = new FlowSet({ certify: true });
        const capacity = [3, 5, 8, 13, 21];
        for (const each of capacity) flows.addResource(each);
        // Independent books: integral of used over time from outside, and the amounts moved times coefficient.
        const given = [0, 0, 0, 0, 0];
        const taken = [0, 0, 0, 0, 0];
        const open = new Map<number, { amount: number; path: (readonly [number, number])[] }>();
        let nowUs = 0;
        const leave = (flow: number, left: number): void => {
          const { amount, path } = open.get(flow)!;
          for (const [resource, coefficient] of path) taken[resource]! += coefficient * (amount - left);
          open.delete(flow);
        };
        const advance = (toUs: number): void => {
          for (;;) {
            for (let flow = flows.popFinished(nowUs); flow >= 0; flow = flows.popFinished(nowUs))
              leave(flow, 0);
            if (flows.dirty) flows.solve(nowUs);
            if (flows.nextFinishUs() <= nowUs) continue;
            const nextUs = Math.min(toUs, flows.nextFinishUs());
            given.forEach((_, resource) => {
              given[resource]! += (flows.used(resource) * (nextUs - nowUs)) / SECOND;
            });
            if (nextUs === nowUs) return;
            nowUs = nextUs;
          }
        };
        for (const each of steps) {
          if (each.do === 'wait') advance(nowUs + each.us);
          else if (each.do === 'capacity') flows.setCapacity(each.resource, each.value);
          else if (each.do === 'close' && open.size > 0) {
            const flow = [...open.keys()][each.pick % open.size]!;
            leave(flow, flows.close(flow, nowUs));
          } else if (each.do === 'open') {
            const resources = each.path.map((entry) => entry[0]);
            const coefficients = each.path.map((entry) => entry[1]);
            const { amount, cap, weight } = each;
            const bound =
              cap < Number.POSITIVE_INFINITY || coefficients.some((coefficient) => coefficient > 0);
            const flow = flows.open({ amount, cap, weight, resources, coefficients, tag: 0 }, nowUs);
            open.set(flow, { amount: bound ? amount : 0, path: each.path });
          }
          expect(flows.size).toBe(open.size);
        }
        for (const flow of [...open.keys()]) leave(flow, flows.close(flow, nowUs));
        // A finish is rounded by at most half a microsecond: at 21 units/s that is 1e-5 units each.
        given.forEach((sum, resource) => {
          expect(Math.abs(sum - taken[resource]!)).toBeLessThan(60 * 1.8e-5 + 1e-9 * sum);
        });
      }),
      { seed: 6, numRuns: 400 },
    ));

  test('sizes and capacities k times as large change no finish time', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.nat(2), fc.nat(2)), {
          minLength: 1,
          maxLength: 15,
        }),
        (wanted) => {
          const run = (k: number): number[][] => {
            const flows = new FlowSet();
            const resources = [3, 7, 11].map((capacity) => flows.addResource(capacity * k));
            wanted.forEach(([amount, a, b], tag) => {
              flows.open(
                { amount: amount * k, resources: [resources[a]!, resources[b]!], coefficients: [1, 2], tag },
                0,
              );
            });
            return finishes(flows);
          };
          expect(run(1024)).toEqual(run(1));
        },
      ),
      { seed: 7, numRuns: 200 },
    ));
});
