import { expect, test } from 'vitest';
import { BottleneckFlows } from '../../src/engine/bottleneck-flows.ts';
import { checkedCapacity } from '../../src/engine/resource-use.ts';
import { open, SECOND } from './flow-implementations.ts';

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('a capacity of %s is refused', (capacity) => {
  expect(() => checkedCapacity(capacity)).toThrow(RangeError);
});

test('a capacity of 0 is busy from the first flow that waits to the last', () => {
  // Flows wait from 2 to 5 s and from 7 to 8 s; two of them from 3 to 4 s count once.
  const flows = new BottleneckFlows();
  const resource = flows.addResource(0);
  const first = open(flows, 1, [resource], 2 * SECOND);
  flows.solve(2 * SECOND);
  const second = flows.open(
    { amount: 1, cap: 9, resources: [resource], coefficients: [1], tag: 0 },
    3 * SECOND,
  );
  flows.solve(3 * SECOND);
  flows.close(first, 4 * SECOND);
  flows.solve(4 * SECOND);
  flows.close(second, 5 * SECOND);
  flows.solve(5 * SECOND);
  expect(flows.busySeconds(resource, 6 * SECOND)).toBe(3);
  open(flows, 1, [resource], 7 * SECOND);
  flows.solve(7 * SECOND);
  expect(flows.busySeconds(resource, 8 * SECOND)).toBe(4);
});

test('a capacity that comes and goes: busy while it is 0 and flows wait, by use while it is not', () => {
  // 0-2 s: cap 5 of 10 is a half, 1 s. 2-6 s: none, 4 s. 6-8 s: 5 of 20, 0.5 s. Nobody from 8 s, none from 9 s.
  const flows = new BottleneckFlows();
  const resource = flows.addResource(10);
  const flow = flows.open({ amount: 100, cap: 5, resources: [resource], coefficients: [1], tag: 0 }, 0);
  flows.solve(0);
  flows.setCapacity(resource, 0, 2 * SECOND);
  flows.solve(2 * SECOND);
  flows.setCapacity(resource, 20, 6 * SECOND);
  flows.solve(6 * SECOND);
  expect(flows.close(flow, 8 * SECOND)).toBe(80);
  flows.solve(8 * SECOND);
  flows.setCapacity(resource, 0, 9 * SECOND);
  expect(flows.busySeconds(resource, 99 * SECOND)).toBe(5.5);
});

test('busy seconds of a class of many members, some of which have left', () => {
  // Ten at 1 each of 20 for 3 s, then four leave; six at 1 each for 2 s: (30 + 12) / 20.
  const flows = new BottleneckFlows();
  const resource = flows.addResource(20);
  const all = Array.from({ length: 10 }, (_, tag) =>
    flows.open({ amount: 50, cap: 1, resources: [resource], coefficients: [1], tag }, 0),
  );
  flows.solve(0);
  for (const flow of all.slice(0, 4)) flows.close(flow, 3 * SECOND);
  flows.solve(3 * SECOND);
  expect(flows.busySeconds(resource, 5 * SECOND)).toBeCloseTo(2.1, 12);
});
