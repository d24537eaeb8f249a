import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FlowClasses } from '../../../../src/engine/sharing/bottleneck/flow-classes.ts';

const NEVER = Number.POSITIVE_INFINITY;

function withResources(count: number): FlowClasses {
  const classes = new FlowClasses();
  for (let row = 0; row < count; row++) classes.addResource(row);
  return classes;
}

interface Asked {
  readonly path: readonly (readonly [number, number])[];
  readonly weight?: number;
  readonly cap?: number;
}

function join(classes: FlowClasses, { path, weight = 1, cap = NEVER }: Asked): number {
  const resources = path.map((entry) => entry[0]);
  const coefficients = path.map((entry) => entry[1]);
  return classes.join({ amount: 1, weight, cap, resources, coefficients, tag: 0 });
}

/** [resource, coefficient, load] of each entry of a class's path. */
function pathOf(classes: FlowClasses, c: number): number[][] {
  const start = c << classes.strideBits;
  return Array.from({ length: classes.pathLength[c]! }, (_, i) => [
    classes.resource[start + i]!,
    classes.coefficient[start + i]!,
    classes.load[start + i]!,
  ]);
}

/** The classes that cross a resource, sorted. */
function crossing(classes: FlowClasses, row: number): number[] {
  const { ids, start, count } = classes.crossing;
  const entries = [...ids.subarray(start[row]!, start[row]! + count[row]!)];
  for (const at of entries) expect(classes.resource[at]).toBe(row);
  return entries.map((at) => at >> classes.strideBits).sort((a, b) => a - b);
}

describe('flows that are alike form a class', () => {
  test('the load of a class is coefficient x weight x members', () => {
    const classes = withResources(3);
    const asked: Asked = {
      path: [
        [0, 2],
        [2, 0.5],
      ],
      weight: 3,
      cap: 12,
    };
    const c = join(classes, asked);
    expect(pathOf(classes, c)).toEqual([
      [0, 2, 6],
      [2, 0.5, 1.5],
    ]);
    expect(join(classes, asked)).toBe(c);
    expect([classes.count[c], classes.capLevel[c]]).toEqual([2, 4]);
    expect(pathOf(classes, c)).toEqual([
      [0, 2, 12],
      [2, 0.5, 3],
    ]);
    classes.leave(c);
    expect(pathOf(classes, c)[0]).toEqual([0, 2, 6]);
  });

  test('idle entries are left out, and a resource given twice counts with the sum', () => {
    const classes = withResources(3);
    const c = join(classes, {
      path: [
        [1, 1],
        [0, 0],
        [2, 4],
        [1, 2],
      ],
    });
    expect(pathOf(classes, c)).toEqual([
      [1, 3, 3],
      [2, 4, 4],
    ]);
    expect(
      join(classes, {
        path: [
          [1, 3],
          [2, 4],
        ],
      }),
    ).toBe(c);
    expect(crossing(classes, 0)).toEqual([]);
  });

  test.each<Asked>([
    {
      path: [
        [0, 1],
        [1, 2],
      ],
      weight: 2,
    },
    {
      path: [
        [0, 1],
        [1, 2],
      ],
      cap: 5,
    },
    {
      path: [
        [0, 1],
        [1, 3],
      ],
    },
    {
      path: [
        [0, 1],
        [2, 2],
      ],
    },
    { path: [[0, 1]] },
    { path: [] },
  ])('a flow that differs is of another class: %j', (other) => {
    const classes = withResources(3);
    const c = join(classes, {
      path: [
        [0, 1],
        [1, 2],
      ],
    });
    expect(join(classes, other)).not.toBe(c);
  });

  test('a class whose last member left is gone from its resources, and its row is used again', () => {
    const classes = withResources(2);
    const first = join(classes, {
      path: [
        [0, 1],
        [1, 1],
      ],
    });
    const second = join(classes, { path: [[0, 5]] });
    classes.leave(first);
    expect([crossing(classes, 0), crossing(classes, 1)]).toEqual([[second], []]);
    const third = join(classes, { path: [[1, 9]] });
    expect([third, classes.rows]).toEqual([first, 2]);
    expect(pathOf(classes, third)).toEqual([[1, 9, 9]]);
    expect([crossing(classes, 0), crossing(classes, 1)]).toEqual([[second], [third]]);
  });

  test('a path longer than any before makes room in every class and changes none', () => {
    const classes = withResources(40);
    const short = [0, 1, 2, 3, 4].map((row) =>
      join(classes, {
        path: [
          [row, row + 1],
          [39, 1],
        ],
      }),
    );
    classes.leave(short[2]!);
    const before = classes.strideBits;
    const long = join(classes, { path: Array.from({ length: 33 }, (_, row) => [row, 1] as const) });
    expect([before, classes.strideBits]).toEqual([2, 6]);
    for (const row of [0, 1, 3, 4]) {
      expect(pathOf(classes, short[row]!)).toEqual([
        [row, row + 1, row + 1],
        [39, 1, 1],
      ]);
      expect(crossing(classes, row)).toEqual([short[row]!, long].sort((a, b) => a - b));
    }
    expect(crossing(classes, 39)).toEqual([0, 1, 3, 4].map((row) => short[row]!));
    expect(
      join(classes, {
        path: [
          [3, 4],
          [39, 1],
        ],
      }),
    ).toBe(short[3]);
  });

  test.each<[Asked['path'], Asked['path']]>([
    [[[0, 2 / 3]], [[0, 417_515]]],
    [
      [[0, 611 / 3]],
      [
        [0, 1],
        [1, 3_689_963 / 7],
      ],
    ],
  ])('two flows with the same hash, found by trial, are two classes: %j and %j', (one, other) => {
    const classes = withResources(2);
    const [first, second] = [join(classes, { path: one, cap: 5 }), join(classes, { path: other, cap: 5 })];
    expect(second).not.toBe(first);
    expect([join(classes, { path: one, cap: 5 }), join(classes, { path: other, cap: 5 })]).toEqual([
      first,
      second,
    ]);
    expect([classes.count[first], classes.count[second], classes.rows]).toEqual([2, 2, 2]);
  });

  test('two hundred thousand classes are kept apart, also those with the same hash', () => {
    // With 2^32 hashes some 4.7 pairs of 200,000 are expected to share one: n^2 / 2^33.
    const classes = withResources(3);
    const asked = (i: number): Asked => ({ path: [[i % 3, 1 + i]] });
    for (let i = 0; i < 200_000; i++) join(classes, asked(i));
    expect([classes.rows, classes.crossing.count.slice(0, 3).reduce((a, b) => a + b)]).toEqual([
      200_000, 200_000,
    ]);
    for (let i = 0; i < 200_000; i += 7) expect(join(classes, asked(i))).toBe(i);
    for (let i = 0; i < 200_000; i += 1) classes.leave(i);
    for (let i = 1; i < 200_000; i += 7) expect(classes.count[i]).toBe(0);
    expect(classes.count[7]).toBe(1);
  });
});

test('members come and go in any order: classes are what counting by hand makes them', () => {
  const path = fc.uniqueArray(fc.tuple(fc.nat(5), fc.constantFrom(1, 2)), {
    maxLength: 6,
    selector: ([row]) => row,
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.boolean(), path, fc.constantFrom(1, 2), fc.nat()), { maxLength: 150 }),
      (steps) => {
        const classes = withResources(6);
        const counted = new Map<
          number,
          { key: string; path: readonly (readonly [number, number])[]; members: number }
        >();
        for (const [joins, asked, weight, pick] of steps) {
          if (joins) {
            const c = join(classes, { path: asked, weight });
            const key = JSON.stringify([asked, weight]);
            const known = [...counted.values()].find((each) => each.key === key);
            if (known === undefined) {
              expect(counted.has(c)).toBe(false);
              counted.set(c, { key, path: asked, members: 1 });
            } else {
              expect(counted.get(c)).toBe(known);
              known.members++;
            }
          } else if (counted.size > 0) {
            const [c, known] = [...counted][pick % counted.size]!;
            classes.leave(c);
            if (--known.members === 0) counted.delete(c);
          }
        }
        for (const [c, { members }] of counted) expect(classes.count[c]).toBe(members);
        for (let row = 0; row < 6; row++) {
          const there = [...counted].filter(([, each]) => each.path.some((entry) => entry[0] === row));
          expect(crossing(classes, row)).toEqual(there.map(([c]) => c).sort((a, b) => a - b));
        }
      },
    ),
    { seed: 13, numRuns: 300 },
  );
});
