import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishes, IMPLEMENTATIONS, SECOND } from './flow-implementations.ts';

describe.each(IMPLEMENTATIONS)('$name: laws', ({ make }) => {
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

  test('what the flows moved is what the resources gave, whatever opens, closes, changes and finishes in between', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const flows = make({ certify: true });
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
          else if (each.do === 'capacity') flows.setCapacity(each.resource, each.value, nowUs);
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
            const flows = make();
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
