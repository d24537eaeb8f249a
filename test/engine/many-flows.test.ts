import { describe, expect, test } from 'vitest';
import { finishes, IMPLEMENTATIONS, open, SECOND } from './flow-implementations.ts';

const COUNT = 100;
const each = Array.from({ length: COUNT }, (_, i) => i);

describe.each(IMPLEMENTATIONS)('$name: many at once', ({ make }) => {
  test('every resource is shared from the instant on at which it is there', () => {
    // Resource r of r + 1 a second comes at r s, and with it a flow that has 10 (r + 1) to move: it takes 10 s.
    const flows = make({ certify: true });
    const resources: number[] = [];
    const ends: number[][] = [];
    for (const r of each) {
      const nowUs = r * SECOND;
      while (flows.popFinished(nowUs) >= 0) ends.push([nowUs, flows.finishedTag]);
      const resource = flows.addResource(r + 1);
      const flow = open(flows, 10 * (r + 1), [resource], nowUs, r);
      flows.solve(nowUs);
      expect([flows.rateOf(flow), flows.used(resource), flows.capacity(resource)]).toEqual([
        r + 1,
        r + 1,
        r + 1,
      ]);
      expect(flows.busySeconds(resource, nowUs + SECOND)).toBeCloseTo(1, 12);
      resources.push(resource);
    }
    ends.push(...finishes(flows, COUNT * SECOND));
    expect(ends).toEqual(each.map((r) => [(r + 10) * SECOND, r]));
    const lateUs = 2 * COUNT * SECOND;
    for (const resource of resources) expect(flows.busySeconds(resource, lateUs)).toBeCloseTo(10, 9);
  });

  test('every flow has its share by weight, and those of one instant finish in the order of opening', () => {
    // Weights 1 to 100 share 5050 a second: each moves its weight a second, and has three times that to move.
    const flows = make({ certify: true });
    const resource = flows.addResource((COUNT * (COUNT + 1)) / 2);
    const ids = each.map((i) => {
      const path = { resources: [resource], coefficients: [1] };
      return flows.open({ amount: 3 * (i + 1), weight: i + 1, ...path, tag: i }, 0);
    });
    flows.solve(0);
    expect(ids.map((flow) => flows.rateOf(flow))).toEqual(each.map((i) => i + 1));
    expect(ids.map((flow) => flows.remaining(flow, 2 * SECOND))).toEqual(each.map((i) => i + 1));
    expect(finishes(flows)).toEqual(each.map((i) => [3 * SECOND, i]));
    expect(flows.busySeconds(resource, 9 * SECOND)).toBeCloseTo(3, 9);
  });

  test('every flow keeps to its cap', () => {
    // Caps of 1 to 100, all of which fit: flow i has 2 (100 - i) to move, the last ones least, at i + 1 a second.
    const flows = make({ certify: true });
    const resource = flows.addResource(1e6);
    for (const i of each) {
      const path = { resources: [resource], coefficients: [1] };
      flows.open({ amount: 2 * (COUNT - i) * (i + 1), cap: i + 1, ...path, tag: i }, 0);
    }
    expect(finishes(flows)).toEqual(each.map((k) => [2 * (k + 1) * SECOND, COUNT - 1 - k]));
  });

  test('flows without capacity wait, and each resource is busy for as long as they do', () => {
    // Resource r has nothing from 0 s on; its flow comes at 1 s, and at r + 2 s it is given up.
    const flows = make({ certify: true });
    const resources = each.map(() => flows.addResource(0));
    const ids = resources.map((resource) => open(flows, 1, [resource], SECOND));
    flows.solve(SECOND);
    for (const r of each) {
      expect(flows.close(ids[r]!, (r + 2) * SECOND)).toBe(1);
      flows.solve((r + 2) * SECOND);
    }
    const busy = resources.map((resource) => flows.busySeconds(resource, 1000 * SECOND));
    each.forEach((r) => {
      expect(busy[r]).toBeCloseTo(r + 1, 9);
    });
  });

  test('every capacity may change, and what was done counts by the capacity of its time', () => {
    // At its cap of 5 a flow takes half of 10 for 2 s, then a quarter of 20 for 4 s: 1 + 1.
    const flows = make({ certify: true });
    const resources = each.map(() => flows.addResource(10));
    for (const resource of resources)
      flows.open({ amount: 1000, cap: 5, resources: [resource], coefficients: [1], tag: 0 }, 0);
    flows.solve(0);
    for (const resource of resources) flows.setCapacity(resource, 20, 2 * SECOND);
    flows.solve(2 * SECOND);
    for (const resource of resources) expect(flows.busySeconds(resource, 6 * SECOND)).toBeCloseTo(2, 9);
  });

  test('any number of flows may finish at the instant at which they are opened', () => {
    const count = 150_000;
    const flows = make();
    for (let tag = 0; tag < count; tag++) open(flows, 0, [], SECOND, tag);
    let inOrder = 0;
    while (flows.popFinished(SECOND) >= 0) if (flows.finishedTag === inOrder) inOrder++;
    expect([inOrder, flows.size]).toEqual([count, 0]);
  });

  test('a flow opened when another finishes continues at its place', () => {
    // One unit a second, always at work: flow i moves 5 of its 9 and gives way to the next.
    const flows = make({ certify: true });
    const resource = flows.addResource(1);
    let flow = open(flows, 9, [resource]);
    flows.solve(0);
    for (let i = 1; i <= 10; i++) {
      const nowUs = i * 5 * SECOND;
      expect(flows.close(flow, nowUs)).toBe(4);
      flow = open(flows, 9, [resource], nowUs);
      flows.solve(nowUs);
      expect([flows.used(resource), flows.rateOf(flow)]).toEqual([1, 1]);
      expect(flows.busySeconds(resource, nowUs + SECOND)).toBeCloseTo(i * 5 + 1, 9);
    }
  });
});
