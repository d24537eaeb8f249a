import { describe, expect, test } from 'vitest';
import { BottleneckFlows } from '../../../../src/engine/sharing/bottleneck/bottleneck-flows.ts';
import { open, SECOND } from '../../flow-implementations.ts';

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

test('members that come at different times count from when they came', () => {
  // Weight 2 each of 20: one alone has 20 for 1 s, two 10 each for 2 s; one goes, the other has 20 for 1 s. All of it is used.
  const flows = new BottleneckFlows();
  const [shared, beside] = [flows.addResource(20), flows.addResource(200)];
  const path = { resources: [shared, beside], coefficients: [1, 0.5], weight: 2 };
  flows.open({ amount: 1000, ...path, tag: 0 }, 0);
  flows.solve(0);
  const second = flows.open({ amount: 1000, ...path, tag: 1 }, SECOND);
  flows.solve(SECOND);
  expect(flows.close(second, 3 * SECOND)).toBe(1000 - 20);
  flows.solve(3 * SECOND);
  expect([shared, beside].map((resource) => flows.busySeconds(resource, 4 * SECOND))).toEqual([4, 0.2]);
});

describe('resources without capacity', () => {
  /** Of nothing, with one flow from 2 to 5 s. */
  function waited(flows: BottleneckFlows, resource: number): number {
    const flow = open(flows, 1, [resource], 2 * SECOND);
    flows.solve(2 * SECOND);
    flows.close(flow, 5 * SECOND);
    flows.solve(5 * SECOND);
    return flows.busySeconds(resource, 9 * SECOND);
  }

  test('are busy from the very start, if flows wait from the very start', () => {
    const flows = new BottleneckFlows();
    const resource = flows.addResource(0);
    open(flows, 1, [resource], 0);
    flows.solve(0);
    expect(flows.busySeconds(resource, 3 * SECOND)).toBe(3);
  });

  test('are tracked whatever was removed or changed before', () => {
    const flows = new BottleneckFlows();
    for (let i = 0; i < 3; i++) flows.removeResource(flows.addResource(10));
    for (let i = 0; i < 3; i++) flows.setCapacity(flows.addResource(10), 20, 0);
    flows.removeResource(flows.addResource(0));
    const late = flows.addResource(0);
    flows.setCapacity(late, 7, 0);
    flows.setCapacity(late, 8, 0);
    expect(waited(flows, flows.addResource(0))).toBe(3);
  });

  test('are tracked if their capacity goes while no flow crosses them', () => {
    const flows = new BottleneckFlows();
    const resource = flows.addResource(10);
    flows.setCapacity(resource, 0, SECOND);
    expect(waited(flows, resource)).toBe(3);
  });

  test('that get capacity at the instant at which their flow is given up were busy until then', () => {
    const flows = new BottleneckFlows();
    const resource = flows.addResource(0);
    const flow = open(flows, 1, [resource], 0);
    flows.solve(0);
    flows.setCapacity(resource, 5, 2 * SECOND);
    expect(flows.close(flow, 2 * SECOND)).toBe(1);
    flows.solve(2 * SECOND);
    expect(flows.busySeconds(resource, 9 * SECOND)).toBe(2);
  });

  test('are busy until the last of several flows that are alike is given up', () => {
    const flows = new BottleneckFlows();
    const resource = flows.addResource(0);
    const [first, second] = [open(flows, 1, [resource], 0), open(flows, 1, [resource], 0)];
    flows.solve(0);
    flows.close(first, SECOND);
    flows.solve(SECOND);
    expect(flows.busySeconds(resource, 2 * SECOND)).toBe(2);
    flows.close(second, 4 * SECOND);
    flows.solve(4 * SECOND);
    expect(flows.busySeconds(resource, 9 * SECOND)).toBe(4);
  });

  test('do not make others busy', () => {
    // Alone at 10 of 10 for 2 s, and again from 5 to 6 s.
    const flows = new BottleneckFlows();
    flows.addResource(0);
    const resource = flows.addResource(10);
    for (const [fromUs, toUs] of [
      [0, 2 * SECOND],
      [5 * SECOND, 6 * SECOND],
    ] as const) {
      const flow = open(flows, 1000, [resource], fromUs);
      flows.solve(fromUs);
      flows.close(flow, toUs);
      flows.solve(toUs);
    }
    expect(flows.busySeconds(resource, 9 * SECOND)).toBe(3);
  });
});

test('a flow counts on its own path alone, be that as long as it may', () => {
  // Four resources, all that a path has room for at first; behind it stands the path of the other two flows.
  const flows = new BottleneckFlows();
  const own = [10, 20, 30, 40].map((capacity) => flows.addResource(capacity));
  const [other, none] = [flows.addResource(100), flows.addResource(0)];
  const flow = open(flows, 1000, own, 0);
  open(flows, 1000, [other, none], 0);
  flows.solve(0);
  expect(flows.close(flow, 2 * SECOND)).toBe(980);
  flows.solve(2 * SECOND);
  const busy = [...own, other, none].map((resource) => flows.busySeconds(resource, 5 * SECOND));
  expect(busy.map((seconds) => Math.round(seconds * 1e9) / 1e9)).toEqual([2, 1, 0.666666667, 0.5, 0, 5]);
});
