import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FlowPair } from './flow-pair.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** How numbers are drawn: round ones make ties and equal levels the rule, others make them rare. */
interface Kind {
  readonly capacity: fc.Arbitrary<number>;
  readonly amount: fc.Arbitrary<number>;
  readonly weight: fc.Arbitrary<number>;
  readonly cap: fc.Arbitrary<number>;
  readonly coefficient: fc.Arbitrary<number>;
}

/** A double from [0, 1) in steps of 2^-20. */
const fraction = fc.nat(2 ** 20 - 1).map((draw) => draw / 2 ** 20);
const often = <T>(usual: fc.Arbitrary<T>, ...seldom: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...seldom) });

const ROUND: Kind = {
  capacity: often(
    fc.integer({ min: 1, max: 30 }).map((tens) => tens * 10),
    0,
  ),
  amount: often(fc.integer({ min: 1, max: 1000 }), 0),
  weight: fc.constantFrom(1, 1, 1, 2, 3),
  cap: often(fc.oneof(fc.constant(NEVER), fc.integer({ min: 1, max: 40 })), 0, NEVER),
  coefficient: often(fc.integer({ min: 1, max: 3 }), 0),
};

const ODD: Kind = {
  capacity: often(
    fraction.map((part) => part * 200),
    0,
  ),
  amount: often(
    fraction.map((part) => part * 1000),
    0,
  ),
  weight: often(
    fraction.map((part) => 0.1 + part),
    1,
  ),
  cap: often(
    fraction.map((part) => part * 40),
    0,
    NEVER,
  ),
  coefficient: often(
    fraction.map((part) => part * 2),
    0,
  ),
};

/** The same with few different flows, so that classes have many members. */
const CROWDED: Kind = {
  capacity: ROUND.capacity,
  amount: fc.oneof(ROUND.amount, ODD.amount),
  weight: fc.constantFrom(1, 1, 1, 2),
  cap: fc.constantFrom(NEVER, NEVER, 7),
  coefficient: fc.constant(1),
};

function deeds({ capacity, amount, weight, cap, coefficient }: Kind, longestPath: number) {
  const path = fc.array(fc.tuple(fc.nat(11), coefficient), { maxLength: longestPath });
  const flow = fc.record({ do: fc.constant('start' as const), amount, weight, cap, path });
  const deed = fc.oneof(
    { weight: 6, arbitrary: flow },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('stop' as const), pick: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('capacity' as const), at: fc.nat(11), capacity }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('replace' as const), at: fc.nat(11), capacity }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('blink' as const), flow }) },
  );
  // An instant: what is due is popped first or not, then come some changes, then time moves on.
  const instant = fc.record({
    popFirst: fc.boolean(),
    deeds: fc.array(deed, { maxLength: 5 }),
    wait: fc.oneof(fc.constant('finish' as const), fc.nat(5_000_000)),
  });
  return fc.record({
    capacities: fc.array(capacity, { minLength: 1, maxLength: 12 }),
    instants: fc.array(instant, { minLength: 10, maxLength: 60 }),
  });
}

type History = ReturnType<typeof deeds> extends fc.Arbitrary<infer T> ? T : never;
type Deed = History['instants'][number]['deeds'][number];

function act(pair: FlowPair, deed: Deed): void {
  const at = (number: number) => number % pair.resources.length;
  const request = ({ amount, weight, cap, path }: Extract<Deed, { do: 'start' }>) => ({
    amount,
    weight,
    cap,
    resources: path.map(([number]) => pair.resources[at(number)]!),
    coefficients: path.map(([, coefficient]) => coefficient),
  });
  if (deed.do === 'start') pair.start(request(deed));
  else if (deed.do === 'stop') pair.stop(deed.pick);
  else if (deed.do === 'capacity') pair.setCapacity(at(deed.at), deed.capacity);
  else if (deed.do === 'replace') pair.replaceResource(at(deed.at), deed.capacity);
  else {
    // Opened and closed inside one instant.
    pair.start(request(deed.flow));
    pair.stop(pair.open.size - 1);
  }
}

/** Number of searches that started over. */
function live({ capacities, instants }: History, mostVisits: number): number {
  const pair = new FlowPair(mostVisits);
  for (const capacity of capacities) pair.addResource(capacity);
  for (const { popFirst, deeds, wait } of instants) {
    if (popFirst) pair.popAll();
    for (const deed of deeds) act(pair, deed);
    pair.settle();
    if (wait === 'finish') pair.toNextFinish();
    else pair.advance(wait);
  }
  return pair.fast.restarts;
}

describe('both ways to share have the same finishes, order, rates, amounts left, use and busy time', () => {
  test.each([
    { name: 'round numbers', kind: ROUND, longestPath: 5, seed: 1 },
    { name: 'odd numbers', kind: ODD, longestPath: 5, seed: 2 },
    { name: 'classes of many members', kind: CROWDED, longestPath: 2, seed: 3 },
    { name: 'long paths', kind: ROUND, longestPath: 20, seed: 4 },
  ])('$name; and a search visits each resource three times at most, on average', (given) => {
    const { kind, longestPath, seed } = given;
    let restarts = 0;
    fc.assert(
      fc.property(deeds(kind, longestPath), (history) => {
        restarts += live(history, 3);
      }),
      { seed, numRuns: 150 },
    );
    expect(restarts).toBe(0);
  });

  test.each([0, 1])('also where a search starts over after %s visits per resource', (mostVisits) => {
    let restarts = 0;
    fc.assert(
      fc.property(fc.oneof(deeds(ROUND, 5), deeds(ODD, 5)), (history) => {
        restarts += live(history, mostVisits);
      }),
      { seed: 5, numRuns: 200 },
    );
    expect(restarts).toBeGreaterThan(10);
  });
});
