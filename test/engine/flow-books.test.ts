import { describe, expect, test } from 'vitest';
import type { Flows } from '../../src/engine/sharing/flows.ts';
import { finishes, IMPLEMENTATIONS, open, SECOND } from './flow-implementations.ts';

describe.each(IMPLEMENTATIONS)('$name: books and refusals', ({ make }) => {
  describe('busy seconds', () => {
    test('busy seconds are the integral of used / capacity, also across a change of capacity', () => {
      // 0 to 2 s: 5 of 10. 2 to 5 s: 5 of 20. 5 to 6 s: 2 of 2. Then nothing: 1 + 0.75 + 1.
      const flows = make({ certify: true });
      const resource = flows.addResource(10);
      const flow = flows.open({ amount: 100, cap: 5, resources: [resource], coefficients: [1], tag: 0 }, 0);
      flows.solve(0);
      flows.setCapacity(resource, 20, 2 * SECOND);
      flows.solve(2 * SECOND);
      flows.setCapacity(resource, 2, 5 * SECOND);
      flows.solve(5 * SECOND);
      expect(flows.busySeconds(resource, 5 * SECOND)).toBe(1.75);
      flows.close(flow, 6 * SECOND);
      flows.solve(6 * SECOND);
      expect(flows.busySeconds(resource, 6 * SECOND)).toBe(2.75);
      expect(flows.busySeconds(resource, 60 * SECOND)).toBe(2.75);
      expect(flows.used(resource)).toBe(0);
    });

    test('asked about several resources at once, the first ones are answered, in order', () => {
      // 4 s: 5 of 10, 5 of 20, nothing.
      const flows = make();
      const [half, quarter, idle] = [10, 20, 1].map((capacity) => flows.addResource(capacity));
      flows.open({ amount: 100, cap: 5, resources: [half!, quarter!], coefficients: [1, 1], tag: 0 }, 0);
      flows.solve(0);
      const column = new Float64Array(4).fill(9);
      flows.readBusySeconds(Int32Array.of(quarter!, idle!, half!, quarter!), 3, 4 * SECOND, column);
      expect([...column]).toEqual([1, 0, 2, 9]);
      expect(() => flows.readBusySeconds(Int32Array.of(7), 1, 4 * SECOND, column)).toThrow(RangeError);
    });

    test('a change of capacity does not rewrite the past before the solve', () => {
      const flows = make();
      const resource = flows.addResource(10);
      open(flows, 100, [resource]);
      flows.solve(0);
      flows.setCapacity(resource, 40, 3 * SECOND);
      expect(flows.busySeconds(resource, 3 * SECOND)).toBe(3);
    });

    test('a resource without capacity is busy while flows wait for it', () => {
      const flows = make();
      const resource = flows.addResource(0);
      flows.solve(1 * SECOND);
      const flow = open(flows, 1, [resource], 3 * SECOND);
      flows.solve(3 * SECOND);
      flows.close(flow, 7 * SECOND);
      flows.solve(7 * SECOND);
      expect(flows.busySeconds(resource, 9 * SECOND)).toBe(4);
    });

    test('a resource added under an old id starts with nothing', () => {
      const flows = make();
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

  describe('the finish of a flow is rounded to a microsecond', () => {
    // 10 units at 3 a second take 3.3333333… s, told as 3.333333 s: some 1e-6 units are left by then.
    const endUs = 3_333_333;

    /** Busy seconds after such a finish, of a resource of which the flow takes 3 a second; others may happen at that instant. */
    function busyAfter(
      capacity: number,
      change: (flows: Flows, resource: number) => void = () => {},
    ): number {
      const flows = make();
      const resource = flows.addResource(capacity);
      flows.open({ amount: 10, cap: 3, resources: [resource], coefficients: [1], tag: 0 }, 0);
      flows.solve(0);
      change(flows, resource);
      expect([flows.nextFinishUs(), flows.popFinished(endUs) >= 0]).toEqual([endUs, true]);
      flows.solve(endUs);
      return flows.busySeconds(resource, 9 * SECOND);
    }

    test('a full resource is busy until then, no longer and no less', () => {
      expect(busyAfter(3)).toBe(3.333333);
    });

    test('a resource with room is busy until then by its share', () => {
      expect(busyAfter(12)).toBeCloseTo(3.333333 / 4, 12);
    });

    test.each([3, 12])('of %d units a second: whatever its capacity becomes at that instant', (capacity) => {
      const changed = busyAfter(capacity, (flows, resource) => {
        flows.setCapacity(resource, 60, endUs);
        flows.setCapacity(resource, 600, endUs);
      });
      expect(changed).toBeCloseTo((3.333333 * 3) / capacity, 12);
    });

    test('also where it is the first microsecond of all', () => {
      // 1.3 units at a million a second: 1.3 us, told as 1 us.
      const flows = make();
      const resource = flows.addResource(1e6);
      open(flows, 1.3, [resource], 0);
      flows.solve(0);
      expect(flows.popFinished(1)).toBeGreaterThanOrEqual(0);
      flows.solve(1);
      expect(flows.busySeconds(resource, SECOND)).toBe(1e-6);
    });
  });

  describe('when a solve is due', () => {
    test('opening, ending and a change of a capacity in use make the set dirty; other things do not', () => {
      const flows = make();
      const resource = flows.addResource(10);
      const dirtyAfter = (change: () => void): boolean => {
        flows.solve(0);
        change();
        return flows.dirty;
      };
      expect(dirtyAfter(() => flows.setCapacity(resource, 5, 0))).toBe(false); // nobody crosses it
      expect(dirtyAfter(() => void open(flows, 5, [resource]))).toBe(true);
      expect(dirtyAfter(() => flows.setCapacity(resource, 5, 0))).toBe(false); // as before
      expect(dirtyAfter(() => flows.setCapacity(resource, 50, 0))).toBe(true);
      expect(dirtyAfter(() => void open(flows, 0, [resource]))).toBe(false);
      expect(dirtyAfter(() => void flows.popFinished(0))).toBe(false);
      expect(dirtyAfter(() => void flows.popFinished(SECOND))).toBe(true);
    });
  });

  describe('what is refused', () => {
    const flows = make();
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
      expect(() => flows.setCapacity(resource, capacity, 0)).toThrow(RangeError);
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
});
