import { describe, expect, test } from 'vitest';
import { finishes, IMPLEMENTATIONS, open, SECOND } from '../flow-implementations.ts';

describe.each(IMPLEMENTATIONS)('$name: the life of flows', ({ make }) => {
  describe('one flow', () => {
    test('a flow alone moves at the rate of its narrowest resource', () => {
      const flows = make({ certify: true });
      const wide = flows.addResource(10);
      const narrow = flows.addResource(4);
      const flow = open(flows, 20, [wide, narrow]);
      flows.solve(0);
      expect([flows.rateOf(flow), flows.used(wide), flows.used(narrow)]).toEqual([4, 4, 4]);
      expect(flows.nextFinishUs()).toBe(5 * SECOND);
      expect(flows.remaining(flow, 2 * SECOND)).toBe(12);
    });

    test('a coefficient is what one unit moved costs', () => {
      const flows = make({ certify: true });
      const resource = flows.addResource(10);
      const flow = flows.open({ amount: 20, resources: [resource], coefficients: [2.5], tag: 0 }, 0);
      flows.solve(0);
      expect([flows.rateOf(flow), flows.used(resource)]).toEqual([4, 10]);
    });

    test('a resource given twice counts with the sum, and one with coefficient 0 not at all', () => {
      const flows = make({ certify: true });
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
      const flows = make();
      open(flows, amount, [flows.addResource(rate)]);
      flows.solve(0);
      expect(flows.nextFinishUs()).toBe(atUs);
    });

    // Documented by SimGrid for its fluid network model: a window of 4 MiB over twice the latency caps a stream, which begins
    // after the latency: 1 s, 1.00001 s, about 4.77 s, 476.84 + 0.1 s.
    test.each([
      [0, Number.POSITIVE_INFINITY, 1],
      [1e-5, 4_194_304 / 2e-5, 1.00001],
      [1e-3, 4_194_304 / 2e-3, 4.769372],
      [0.1, 4_194_304 / 0.2, 476.937158],
    ])(
      '10^10 bytes at 10^10 bytes a second, %d s away, capped at %d, arrive at %d s',
      (latency, cap, atSeconds) => {
        const flows = make({ certify: true });
        const link = flows.addResource(1e10);
        flows.open({ amount: 1e10, cap, resources: [link], coefficients: [1], tag: 0 }, latency * SECOND);
        expect(finishes(flows, latency * SECOND)).toEqual([[Math.round(atSeconds * SECOND), 0]]);
      },
    );

    test('of columns that are longer only the first entries count', () => {
      // 1 a second through the first; with the second it would be 0.5.
      const flows = make();
      const resources = [flows.addResource(1), flows.addResource(1)];
      const flow = flows.open(
        { amount: 3, resources: Int32Array.from(resources), coefficients: [1, 2], length: 1, tag: 0 },
        0,
      );
      flows.solve(0);
      expect([flows.rateOf(flow), flows.used(resources[0]!), flows.used(resources[1]!)]).toEqual([1, 1, 0]);
      const free = flows.open({ amount: 3, resources, coefficients: [1, 2], length: 0, tag: 1 }, 0);
      expect([flows.popFinished(0), flows.nextFinishUs()]).toEqual([free, 3 * SECOND]);
    });

    test('a flow of amount 0 finishes at the instant it is opened and takes nothing', () => {
      const flows = make();
      const resource = flows.addResource(0);
      const flow = open(flows, 0, [resource], 77, 5);
      expect([flows.dirty, flows.nextFinishUs(), flows.remaining(flow, 77)]).toEqual([false, 77, 0]);
      expect([flows.popFinished(77), flows.finishedTag, flows.size]).toEqual([flow, 5, 0]);
    });

    test('a flow that nothing holds back finishes at once', () => {
      const flows = make();
      const flow = open(flows, 1000, [], 12);
      expect([flows.dirty, flows.nextFinishUs(), flows.rateOf(flow)]).toEqual([
        false,
        12,
        Number.POSITIVE_INFINITY,
      ]);
      expect([flows.remaining(flow, 12), flows.close(flow, 12)]).toEqual([0, 0]);
    });

    test('a flow that consumes nothing is held back by nothing', () => {
      const flows = make();
      const [idle, narrow] = [flows.addResource(0), flows.addResource(4)];
      const path = { resources: [idle, narrow], tag: 0 };
      const free = flows.open({ amount: 1000, ...path, coefficients: [0, 0] }, 12);
      expect([flows.dirty, flows.popFinished(12)]).toEqual([false, free]);
      const held = flows.open({ amount: 1000, ...path, coefficients: [0, 1] }, 12);
      flows.solve(12);
      expect([flows.rateOf(held), flows.used(idle), flows.used(narrow)]).toEqual([4, 0, 4]);
    });

    test('of flows that finish at once one may be taken back, and the others finish', () => {
      const flows = make();
      const resource = flows.addResource(4);
      const first = open(flows, 0, [resource], 5, 1);
      const second = open(flows, 0, [resource], 5, 2);
      expect([flows.rateOf(first), flows.close(first, 5), flows.nextFinishUs()]).toEqual([0, 0, 5]);
      expect([flows.popFinished(5), flows.finishedTag]).toEqual([second, 2]);
      const last = open(flows, 0, [resource], 7);
      flows.close(last, 7);
      expect([flows.nextFinishUs(), flows.popFinished(7), flows.size]).toEqual([
        Number.POSITIVE_INFINITY,
        -1,
        0,
      ]);
    });

    test('a flow that crosses nothing runs at its cap', () => {
      const flows = make({ certify: true });
      const flow = flows.open({ amount: 10, cap: 2, resources: [], coefficients: [], tag: 0 }, 0);
      flows.solve(0);
      expect([flows.rateOf(flow), flows.nextFinishUs()]).toEqual([2, 5 * SECOND]);
    });

    test('a flow that has moved all when its capacity goes is finished all the same', () => {
      const flows = make({ certify: true });
      const resource = flows.addResource(2);
      const flow = open(flows, 10, [resource]);
      flows.solve(0);
      flows.setCapacity(resource, 0, 5 * SECOND);
      flows.solve(5 * SECOND);
      expect([flows.nextFinishUs(), flows.popFinished(5 * SECOND)]).toEqual([5 * SECOND, flow]);
    });

    test('a flow with rate 0 has no finish, until there is capacity again', () => {
      const flows = make({ certify: true });
      const resource = flows.addResource(2);
      const flow = open(flows, 10, [resource]);
      flows.solve(0);
      flows.setCapacity(resource, 0, 1 * SECOND);
      flows.solve(1 * SECOND);
      expect([flows.rateOf(flow), flows.nextFinishUs()]).toEqual([0, Number.POSITIVE_INFINITY]);
      expect(flows.remaining(flow, 100 * SECOND)).toBe(8);
      flows.setCapacity(resource, 4, 100 * SECOND);
      flows.solve(100 * SECOND);
      expect(flows.nextFinishUs()).toBe(102 * SECOND);
    });

    test('a flow so slow that its finish is no exact number of microseconds has no finish', () => {
      const flows = make();
      open(flows, 1e9, [flows.addResource(1e-9)]);
      flows.solve(0);
      expect(flows.nextFinishUs()).toBe(Number.POSITIVE_INFINITY);
    });
  });

  describe('sharing over time', () => {
    test('a flow that comes later slows the first down, and its end speeds it up', () => {
      // Alone at 10 for 1 s: 90 left. Then 5 each: the second needs 4 s for 20; the first has 90 - 20 = 70 left
      // at 5 s and finishes at 5 + 7 = 12 s.
      const flows = make({ certify: true });
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
      const flows = make({ certify: true });
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
      const flows = make({ certify: true });
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
      const flows = make();
      const resources = [5, 1, 3, 2, 4].map((capacity) => flows.addResource(capacity));
      [5, 1, 3, 2, 4].forEach((amount, i) => void open(flows, amount, [resources[i]!], 0, i));
      expect(finishes(flows)).toEqual([0, 1, 2, 3, 4].map((tag) => [SECOND, tag]));
    });

    test('the order of opening decides ties also when ids are used again', () => {
      const flows = make();
      const resource = flows.addResource(1);
      const first = open(flows, 1, [resource], 0, 1);
      open(flows, 1, [resource], 0, 2);
      flows.close(first, 0);
      expect(open(flows, 1, [resource], 0, 3)).toBe(first);
      expect(finishes(flows).map((finish) => finish[1])).toEqual([2, 3]);
    });

    test('aborting gives back what is left, and the resource to the others', () => {
      const flows = make({ certify: true });
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
      const flows = make();
      open(flows, 10, [flows.addResource(10)], 0, 3);
      flows.solve(0);
      expect(flows.popFinished(SECOND - 1)).toBe(-1);
      expect(flows.popFinished(SECOND)).toBeGreaterThanOrEqual(0);
      expect(flows.popFinished(SECOND)).toBe(-1);
    });
  });
});
