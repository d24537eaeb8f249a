import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { Minstd } from '../../../../src/bench/minstd.ts';
import { problemOf } from '../../../../src/engine/sharing/bottleneck/class-problem.ts';
import { FlowClasses } from '../../../../src/engine/sharing/bottleneck/flow-classes.ts';
import { CAP, LevelState, NOT_FULL } from '../../../../src/engine/sharing/bottleneck/level-state.ts';
import { Levels } from '../../../../src/engine/sharing/bottleneck/levels.ts';
import { WaterFill } from '../../../../src/engine/sharing/bottleneck/water-fill.ts';
import { certify } from '../../../../src/engine/sharing/max-min-certificate.ts';

const NEVER = Number.POSITIVE_INFINITY;
const SILENT = { fullnessChanges() {} };

interface Asked {
  readonly path: readonly number[];
  readonly weight?: number;
  readonly cap?: number;
}

/** Levels over resources of these capacities, with what is needed to let flows come and go. */
class Network {
  readonly classes = new FlowClasses();
  readonly levels: Levels;

  constructor(capacities: readonly number[], mostVisits?: number) {
    this.levels = new Levels(this.classes, SILENT, { nowUs: 0 }, mostVisits);
    capacities.forEach((capacity, row) => {
      this.classes.addResource(row);
      this.levels.addResource(row, capacity);
    });
  }

  join({ path, weight = 1, cap = NEVER }: Asked): number {
    const coefficients = path.map(() => 1);
    const c = this.classes.join({ amount: 1, weight, cap, resources: path, coefficients, tag: 0 });
    this.levels.joined(c, this.classes.count[c] === 1);
    return c;
  }

  leave(c: number): void {
    this.levels.leaves(c);
    this.classes.leave(c);
  }

  /** Rate per weight and holder of each class after a search. */
  found(...cs: number[]): number[][] {
    this.levels.search();
    const { state } = this.levels;
    return cs.map((c) => [state.levelOf(c), state.holder[c]!]);
  }
}

describe('the level of one resource', () => {
  function state(capacity: number, caps: readonly number[]): LevelState {
    const classes = new FlowClasses();
    const levels = new LevelState(classes);
    classes.addResource(0);
    levels.addResource(0, capacity);
    for (const cap of caps)
      levels.begin(classes.join({ amount: 1, cap, resources: [0], coefficients: [1], tag: 0 }));
    return levels;
  }

  test.each([
    { capacity: 10, caps: [2, 3, 5], level: NOT_FULL }, // 2 + 3 + 5 = 10: all fits
    { capacity: 9, caps: [2, 3, 5], level: 4 }, // 2 + 3 keep theirs, 4 is left
    { capacity: 7, caps: [2, 3, 5], level: 2.5 }, // 2 keeps its own, 5 is left for two
    { capacity: 3, caps: [2, 3, 5], level: 1 },
    { capacity: 0, caps: [2, 3, 5], level: 0 },
    { capacity: 12, caps: [1, NEVER, NEVER], level: 5.5 },
    { capacity: 1.7, caps: [0.1, 0.5, 1.1], level: 1.1 }, // 0.1 + 0.5 + 1.1 is 1.7000000000000002
  ])('caps $caps share $capacity at level $level', ({ capacity, caps, level }) => {
    const fill = new WaterFill(state(capacity, caps));
    expect(fill.levelOf(0, 0)).toBe(level);
  });

  test('a start at or below the answer gives the same answer', () => {
    const fill = new WaterFill(state(9, [2, 3, 5]));
    for (const from of [1, 2.5, 3, 3.9, 4]) expect(fill.levelOf(0, from)).toBe(4);
  });

  test('members and weights count: 3 of weight 2 and 1 of weight 4 share 20 at 2 per weight', () => {
    const classes = new FlowClasses();
    const levels = new LevelState(classes);
    classes.addResource(0);
    levels.addResource(0, 20);
    for (const weight of [2, 2, 2, 4]) {
      const c = classes.join({ amount: 1, weight, resources: [0], coefficients: [1], tag: 0 });
      if (classes.count[c] === 1) levels.begin(c);
    }
    expect(new WaterFill(levels).levelOf(0, 0)).toBe(2);
  });

  test('what a class would have elsewhere is known by entry, also of those that the resource holds back itself', () => {
    const levels = state(9, [2, 3, 5]);
    const fill = new WaterFill(levels);
    fill.levelOf(0, 0);
    expect([...fill.elsewhere.subarray(0, 3)]).toEqual([2, 3, 5]);
    levels.level[0] = 4;
    levels.hold(2, 0);
    expect(fill.levelOf(0, 0)).toBe(4);
    expect([...fill.elsewhere.subarray(0, 3)]).toEqual([2, 3, 5]);
  });

  test('any number of classes: of caps 1 to 100 that share 1 + … + 50 + 50 x 50, 50 keep theirs and 50 have 50', () => {
    const caps = Array.from({ length: 100 }, (_, i) => i + 1);
    const fill = new WaterFill(state((50 * 51) / 2 + 50 * 50, caps));
    expect(fill.levelOf(0, 0)).toBe(50);
    expect([...fill.elsewhere.subarray(0, 100)]).toEqual(caps);
  });
});

// A search outwards and one that starts over must give the same answers.
describe.each([{ mostVisits: 40 }, { mostVisits: 0 }])(
  'levels after a search of at most $mostVisits visits per resource',
  ({ mostVisits }) => {
    test('the narrowest resource comes first, the others share what it leaves', () => {
      // 0 of 6: two flows at 3. 1 of 10: one of them, so 7 for the other.
      const network = new Network([6, 10], mostVisits);
      const both = network.join({ path: [0, 1] });
      const narrow = network.join({ path: [0] });
      const wide = network.join({ path: [1] });
      expect(network.found(both, narrow, wide)).toEqual([
        [3, 0],
        [3, 0],
        [7, 1],
      ]);
      expect([...network.levels.state.level.subarray(0, 2)]).toEqual([3, 7]);
    });

    test('a flow that leaves hands its share on, along the path of those that stay', () => {
      // As above; then `narrow` leaves. Both are held back by 1: 5 each, and 0 has room.
      const network = new Network([6, 10], mostVisits);
      const both = network.join({ path: [0, 1] });
      const narrow = network.join({ path: [0] });
      const wide = network.join({ path: [1] });
      network.found();
      network.leave(narrow);
      expect(network.found(both, wide)).toEqual([
        [5, 1],
        [5, 1],
      ]);
      expect(network.levels.state.level[0]).toBe(NOT_FULL);
    });

    test('caps hold back before resources do', () => {
      // 10 for caps 2 and 9: 2, and 8 for the other; a third without cap: 2, 4, 4; then 100: 2, 9, 89.
      const network = new Network([10], mostVisits);
      const two = network.join({ path: [0], cap: 2 });
      const nine = network.join({ path: [0], cap: 9 });
      expect(network.found(two, nine)).toEqual([
        [2, CAP],
        [8, 0],
      ]);
      const free = network.join({ path: [0] });
      expect(network.found(two, nine, free)).toEqual([
        [2, CAP],
        [4, 0],
        [4, 0],
      ]);
      network.levels.setCapacity(0, 100);
      expect(network.found(two, nine, free)).toEqual([
        [2, CAP],
        [9, CAP],
        [89, 0],
      ]);
    });

    test('without capacity all flows stand still, and they go on when it comes back', () => {
      const network = new Network([0, 8], mostVisits);
      const stuck = network.join({ path: [0, 1] });
      const moving = network.join({ path: [1] });
      expect(network.found(stuck, moving)).toEqual([
        [0, 0],
        [8, 1],
      ]);
      network.levels.setCapacity(0, 5);
      expect(network.found(stuck, moving)).toEqual([
        [4, 1],
        [4, 1],
      ]);
    });

    test('a chain of resources, each of which follows from the one before', () => {
      // 2: 1 each. 4: 1 and 3. 8: 3 and 5. 16: 5 and 11.
      const network = new Network([2, 4, 8, 16], mostVisits);
      const flows = [[0], [0, 1], [1, 2], [2, 3], [3]].map((path) => network.join({ path }));
      expect(network.found(...flows).map(([level]) => level)).toEqual([1, 1, 3, 5, 11]);
      network.levels.setCapacity(0, 1);
      expect(network.found(...flows).map(([level]) => level)).toEqual([0.5, 0.5, 3.5, 4.5, 11.5]);
    });

    test('an empty search changes nothing', () => {
      const network = new Network([6], mostVisits);
      const c = network.join({ path: [0] });
      network.found();
      network.levels.state.forgetMoved();
      const changes = vi.spyOn(network.levels.clocks, 'levelChanges');
      expect(network.found(c)).toEqual([[6, 0]]);
      expect([changes.mock.calls, network.levels.state.movedCount]).toEqual([[], 0]);
    });
  },
);

test('a resource that its flows fill to the last digit may count as full or not, and the search ends', () => {
  // The capacity is the sum of the rates in one order; other sums of them differ in the last digit.
  const generator = new Minstd(1);
  for (let round = 0; round < 200; round++) {
    const rates = Array.from({ length: 6 }, () => 10 * generator.uniform());
    const network = new Network([rates.reduce((sum, rate) => sum + rate, 0), ...rates]);
    // In turn held back by a resource of its own, and at its cap.
    const flows = rates.map((rate, i) =>
      network.join(i % 2 === 0 ? { path: [0, i + 1] } : { path: [0], cap: rate }),
    );
    network.found(...flows).forEach(([level], i) => {
      expect(level).toBeCloseTo(rates[i]!, 12);
    });
  }
});

test('a resource that is full or not by rounding leaves the others in their order, so they are found when they change', () => {
  // 1 of 4 has as much as 2 of 4: 1/6 + 2 x 0.7 x 2.738…, which is 4, or 4.000000000000001 in another order of summing.
  const network = new Network([10, 4, 4, 1 / 3]);
  const first = network.join({ path: [2, 3, 1, 0] });
  network.found();
  const [twice, two] = [
    network.join({ path: [2, 1, 0], weight: 0.7 }),
    network.join({ path: [1, 2], weight: 0.7 }),
  ];
  const alone = network.join({ path: [0] });
  network.found();
  const last = network.join({ path: [3, 0] });
  expect(network.found(first, last)).toEqual([
    [1 / 6, 3],
    [1 / 6, 3],
  ]);
  network.leave(first);
  // 3 is left to the last; 4 for two of weight 0.7; the rest of 10.
  const [lastLevel, twiceLevel, twoLevel, aloneLevel] = network
    .found(last, twice, two, alone)
    .map(([level]) => level!);
  expect(lastLevel).toBe(1 / 3);
  expect(twiceLevel).toBeCloseTo(4 / 1.4, 12);
  expect(twoLevel).toBeCloseTo(4 / 1.4, 12);
  expect(aloneLevel).toBeCloseTo(10 - 1 / 3 - 2, 12);
});

test('after a search that started over, resources with room have as much left as their levels leave', () => {
  // Two visits in all. 1 of 12 carries what 0 and 2 let through: 4 and 2, so both may rise by 3.
  const network = new Network([4, 12, 2, 1, 1, 1], 2 / 6);
  const [wide, narrow] = [network.join({ path: [0, 1], cap: 9 }), network.join({ path: [1, 2] })];
  for (const row of [3, 4, 5]) network.join({ path: [row] });
  network.found();
  network.found();
  const { restarts } = network.levels;
  // Four changes at once are too many: the cap of 9 and 2, with room for 1 more.
  for (const row of [3, 4, 5]) network.levels.setCapacity(row, 1.5);
  network.levels.setCapacity(0, 100);
  expect(network.found(wide, narrow)).toEqual([
    [9, CAP],
    [2, 2],
  ]);
  expect(network.levels.restarts).toBe(restarts + 1);
  // One change: 9 and 3.5 would be too much.
  network.levels.setCapacity(2, 3.5);
  expect(network.found(wide, narrow)).toEqual([
    [8.5, 1],
    [3.5, 2],
  ]);
  expect(network.levels.restarts).toBe(restarts + 1);
});

test('a change goes only as far as it changes something', () => {
  // Two networks that share nothing: the levels of the other one are not even written.
  const network = new Network([6, 10]);
  network.join({ path: [0] });
  network.join({ path: [1] });
  network.found();
  const changes = vi.spyOn(network.levels.clocks, 'levelChanges');
  network.join({ path: [0], weight: 2 });
  network.levels.search();
  expect([changes.mock.calls, network.levels.restarts]).toEqual([[[0, 2]], 0]);
});

test('classes whose holder changed are noted once, until the notes are cleared', () => {
  const network = new Network([6, 10]);
  const c = network.join({ path: [0, 1] });
  network.found();
  const { state } = network.levels;
  expect([...state.moved.subarray(0, state.movedCount)]).toEqual([c]);
  state.forgetMoved();
  network.levels.setCapacity(0, 20);
  network.found();
  expect([state.holder[c], state.movedCount]).toEqual([1, 1]);
});

describe('whatever joins, leaves and changes, the levels are the fair ones', () => {
  const path = fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 5 });
  const step = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('join' as const),
        path,
        weight: fc.constantFrom(1, 1, 2, 0.7),
        cap: fc.constantFrom(NEVER, NEVER, 3, 10, 0),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('leave' as const), pick: fc.nat() }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('change' as const),
        row: fc.nat(7),
        capacity: fc.constantFrom(0, 5, 10, 20, 1 / 3, 47.3),
      }),
    },
  );
  const capacities = fc.array(fc.constantFrom(0, 4, 10, 10, 20, 33.3), { minLength: 8, maxLength: 8 });
  const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 30 });

  /** Searches after every round; returns how often one started over. */
  function live(given: readonly number[], all: readonly (readonly Step[])[], mostVisits: number): number {
    const network = new Network(given, mostVisits);
    const members: number[] = [];
    for (const deeds of all) {
      for (const deed of deeds) {
        if (deed.do === 'join') members.push(network.join(deed));
        else if (deed.do === 'change') network.levels.setCapacity(deed.row, deed.capacity);
        else if (members.length > 0) network.leave(members.splice(deed.pick % members.length, 1)[0]!);
      }
      network.found();
      const violations = certify(problemOf(network.levels.state));
      if (violations.length > 0) expect(violations).toEqual([]);
    }
    return network.levels.restarts;
  }
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  test('and a search visits each resource three times at most, on average', () =>
    fc.assert(
      fc.property(capacities, rounds, (given, all) => {
        expect(live(given, all, 3)).toBe(0);
      }),
      { seed: 21, numRuns: 300 },
    ));

  test.each([
    { mostVisits: 0, atLeast: 1000 },
    { mostVisits: 0.5, atLeast: 20 },
  ])(
    'also where a search begins anew after $mostVisits visits per resource, at least $atLeast times',
    ({ mostVisits, atLeast }) => {
      let restarts = 0;
      fc.assert(
        fc.property(capacities, rounds, (given, all) => {
          restarts += live(given, all, mostVisits);
        }),
        { seed: 22, numRuns: 150 },
      );
      expect(restarts).toBeGreaterThan(atLeast);
    },
  );
});
