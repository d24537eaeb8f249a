import { describe, expect, test } from 'vitest';
import { IMPLEMENTATIONS, open, SECOND } from './flow-implementations.ts';

// Booked releases of an instant come before the flows that finish at it, so a flow that is due may still be changed or closed.
describe.each(IMPLEMENTATIONS)('$name: between the finish and its popping', ({ make }) => {
  test('a flow that is due and closed before it is popped does not finish', () => {
    const flows = make({ certify: true });
    const resource = flows.addResource(10);
    const due = open(flows, 20, [resource], 0, 1);
    flows.solve(0);
    expect(flows.close(due, 2 * SECOND)).toBe(0);
    expect([flows.nextFinishUs(), flows.popFinished(2 * SECOND), flows.size]).toEqual([
      Number.POSITIVE_INFINITY,
      -1,
      0,
    ]);
    flows.removeResource(resource);
  });

  test('one of two that are due on a resource is closed, the other finishes', () => {
    // 5 each from 0: both need 4 s for 20 units.
    const flows = make({ certify: true });
    const resource = flows.addResource(10);
    const closed = open(flows, 20, [resource], 0, 1);
    open(flows, 20, [resource], 0, 2);
    const later = open(flows, 30, [flows.addResource(1)], 0, 3);
    flows.solve(0);
    flows.close(closed, 4 * SECOND);
    expect(flows.popFinished(4 * SECOND)).toBeGreaterThanOrEqual(0);
    expect([flows.finishedTag, flows.popFinished(4 * SECOND), flows.size]).toEqual([2, -1, 1]);
    flows.solve(4 * SECOND);
    expect([flows.nextFinishUs(), flows.rateOf(later)]).toEqual([30 * SECOND, 1]);
  });

  test('a flow that was reported as due can still be closed', () => {
    const flows = make();
    const resources = [1, 2, 3].map((capacity) => flows.addResource(capacity));
    const [, second] = resources.map((resource, i) => open(flows, i + 1, [resource], 0, i));
    flows.solve(0);
    expect([flows.popFinished(SECOND), flows.finishedTag]).toEqual([0, 0]);
    expect(flows.close(second!, SECOND)).toBe(0);
    expect(flows.popFinished(SECOND)).toBeGreaterThanOrEqual(0);
    expect([flows.finishedTag, flows.popFinished(SECOND), flows.nextFinishUs()]).toEqual([
      2,
      -1,
      Number.POSITIVE_INFINITY,
    ]);
  });

  test('a tiny flow that is opened beside a due one finishes after it, at the same instant', () => {
    // 1e-9 units at 10 per second: a ten-thousandth of a microsecond.
    const flows = make({ certify: true });
    const resource = flows.addResource(10);
    open(flows, 20, [resource], 0, 1);
    flows.solve(0);
    open(flows, 1e-9, [resource], 2 * SECOND, 2);
    flows.popFinished(2 * SECOND);
    expect(flows.finishedTag).toBe(1);
    flows.solve(2 * SECOND);
    expect([flows.popFinished(2 * SECOND) >= 0, flows.finishedTag, flows.size]).toEqual([true, 2, 0]);
  });

  test('a change of capacity at the instant of a finish does not move that finish', () => {
    const flows = make({ certify: true });
    const resource = flows.addResource(10);
    open(flows, 20, [resource], 0, 1);
    flows.solve(0);
    flows.setCapacity(resource, 0, 2 * SECOND);
    expect(flows.nextFinishUs()).toBe(2 * SECOND);
    flows.popFinished(2 * SECOND);
    expect([flows.finishedTag, flows.size]).toEqual([1, 0]);
  });

  test('the remainder that rounding a finish leaves counts at the capacity before a change at that instant', () => {
    // 1,000,000.1 units at 10^6 per second: 1,000,000.1 us, so 0.1 units are still to come at 1,000,000 us. At the new
    // capacity they would be 100 s.
    const flows = make();
    const resource = flows.addResource(1e6);
    open(flows, 1_000_000.1, [resource]);
    flows.solve(0);
    flows.setCapacity(resource, 1e-3, SECOND);
    expect(flows.popFinished(SECOND)).toBeGreaterThanOrEqual(0);
    flows.solve(SECOND);
    expect(flows.busySeconds(resource, 2 * SECOND)).toBeCloseTo(1, 6);
  });

  test('due flows that were not popped at once come by finish time, then by opening', () => {
    // Finish at 3, 1, 2 and 1 s, and one that is opened with nothing to move at 2 s.
    const flows = make();
    [3, 1, 2, 1].forEach((amount, tag) => void open(flows, amount, [flows.addResource(1)], 0, tag));
    flows.solve(0);
    open(flows, 0, [], 2 * SECOND, 4);
    expect(flows.nextFinishUs()).toBe(SECOND);
    const order = Array.from({ length: 5 }, () => {
      flows.popFinished(9 * SECOND);
      return flows.finishedTag;
    });
    expect(order).toEqual([1, 3, 2, 4, 0]);
  });

  test('asking for the next finish does not change when something is due', () => {
    const flows = make();
    const first = open(flows, 0, [], SECOND, 1);
    open(flows, 0, [], SECOND, 2);
    expect(flows.popFinished(SECOND)).toBe(first);
    const waiting = open(flows, 5, [flows.addResource(1)], SECOND, 3);
    flows.solve(SECOND);
    expect(flows.remaining(waiting, 3 * SECOND)).toBe(3);
    expect(flows.nextFinishUs()).toBe(SECOND);
  });
});
