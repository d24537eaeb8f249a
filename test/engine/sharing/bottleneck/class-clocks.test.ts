import { expect, test } from 'vitest';
import { ClassClocks } from '../../../../src/engine/sharing/bottleneck/class-clocks.ts';
import { FlowClasses } from '../../../../src/engine/sharing/bottleneck/flow-classes.ts';
import { LevelClocks } from '../../../../src/engine/sharing/bottleneck/level-clocks.ts';
import { CAP, LevelState } from '../../../../src/engine/sharing/bottleneck/level-state.ts';

const SECOND = 1e6;
const NEVER = Number.POSITIVE_INFINITY;

/** Clocks of two resources whose levels the test sets itself. */
function stand() {
  const classes = new FlowClasses();
  const levels = new LevelState(classes);
  const time = { nowUs: 0 };
  const running = new LevelClocks(levels, time);
  const clocks = new ClassClocks(levels, running, time);
  const add = (row: number): void => {
    classes.addResource(row);
    levels.addResource(row, 100);
    running.addResource(row);
    clocks.addResource(row);
  };
  for (const row of [0, 1]) add(row);
  const setLevel = (row: number, level: number): void => {
    running.levelChanges(row, level);
    levels.level[row] = level;
  };
  /** A flow of its own class with so many units, all per weight 1. */
  const begin = (flow: number, amount: number, cap = NEVER): number => {
    const c = classes.join({ amount, cap, resources: [0, 1], coefficients: [1, 1 + flow], tag: 0 });
    clocks.begin(c);
    clocks.members.reserve(16, 16);
    levels.begin(c);
    clocks.members.add(c, flow, clocks.reading(c) + amount);
    return c;
  };
  const put = (c: number, row: number, level: number): void => {
    setLevel(row, level);
    levels.hold(c, row);
    clocks.settle(c);
    clocks.refresh();
  };
  return { classes, clocks, levels, time, add, setLevel, begin, put };
}

test('a clock runs at the level of its resource, and a finish is when it reaches the mark', () => {
  const { clocks, begin, put, time, setLevel } = stand();
  const c = begin(0, 30);
  expect([clocks.reading(c), clocks.nextFinishUs()]).toEqual([0, NEVER]);
  put(c, 0, 10);
  expect(clocks.nextFinishUs()).toBe(3 * SECOND);
  time.nowUs = SECOND;
  expect(clocks.reading(c)).toBe(10);
  // 20 left at 5 per second: 4 s more.
  setLevel(0, 5);
  clocks.refresh();
  expect([clocks.reading(c), clocks.nextFinishUs()]).toEqual([10, 5 * SECOND]);
  expect([clocks.dueClass(5 * SECOND - 1), clocks.dueClass(5 * SECOND)]).toEqual([-1, c]);
});

test('a class that goes to another resource takes its reading with it', () => {
  const { clocks, begin, put, time, setLevel } = stand();
  const c = begin(0, 30);
  put(c, 0, 10);
  setLevel(1, 100);
  time.nowUs = SECOND;
  put(c, 1, 40);
  expect(clocks.reading(c)).toBe(10);
  expect(clocks.nextFinishUs()).toBe(1.5 * SECOND); // 20 left at 40
  time.nowUs = 1.25 * SECOND;
  expect(clocks.reading(c)).toBe(20);
});

test('a class at its cap has a clock of its own', () => {
  const { clocks, levels, begin, put, time } = stand();
  const c = begin(0, 30, 4);
  expect(levels.holder[c]).toBe(CAP);
  clocks.settle(c);
  expect(clocks.nextFinishUs()).toBe(7.5 * SECOND);
  time.nowUs = 5 * SECOND;
  expect(clocks.reading(c)).toBe(20);
  put(c, 0, 2);
  expect(clocks.nextFinishUs()).toBe(10 * SECOND); // 10 left at 2
});

test('also after it has gone to another resource, another first member is another finish', () => {
  const { clocks, begin, put, time, setLevel } = stand();
  const c = begin(0, 30);
  put(c, 0, 10);
  setLevel(1, 100);
  time.nowUs = SECOND;
  put(c, 1, 40);
  // It has read 10: 18 is 8 from there.
  expect(clocks.members.add(c, 5, 18)).toBe(true);
  clocks.firstChanged(c);
  clocks.refresh();
  expect(clocks.nextFinishUs()).toBe(1.2 * SECOND);
});

test('a clock that starts again at the instant at which it was read shows nothing of before', () => {
  const { classes, clocks, begin, put, time } = stand();
  const first = begin(0, 30);
  put(first, 0, 5e6);
  time.nowUs = 1;
  expect(clocks.reading(first)).toBe(5);
  clocks.members.remove(first, 0);
  clocks.end(first);
  classes.leave(first);
  const next = begin(1, 30);
  put(next, 0, 5e6);
  time.nowUs = 3;
  expect([clocks.reading(next), clocks.nextFinishUs()]).toEqual([10, 7]);
});

test('at level 0 nothing finishes and the clock stands', () => {
  const { clocks, begin, put, time, setLevel } = stand();
  const c = begin(0, 30);
  put(c, 0, 10);
  time.nowUs = SECOND;
  setLevel(0, 0);
  clocks.refresh();
  expect(clocks.nextFinishUs()).toBe(NEVER);
  time.nowUs = 9 * SECOND;
  expect(clocks.reading(c)).toBe(10);
});

test('of several classes, the one that finishes first comes first, then the next', () => {
  const { classes, clocks, begin, put } = stand();
  const late = begin(0, 30);
  const early = begin(1, 10);
  put(late, 0, 10);
  put(early, 0, 10);
  expect([clocks.nextFinishUs(), clocks.dueClass(SECOND)]).toEqual([SECOND, early]);
  clocks.members.remove(early, 1);
  clocks.end(early);
  classes.leave(early);
  clocks.refresh();
  expect(clocks.nextFinishUs()).toBe(3 * SECOND);
});

test('another first member of a class is another finish', () => {
  const { clocks, begin, put, time } = stand();
  const c = begin(0, 30);
  put(c, 0, 10);
  time.nowUs = SECOND;
  expect(clocks.members.add(c, 5, clocks.reading(c) + 5)).toBe(true);
  clocks.firstChanged(c);
  clocks.refresh();
  expect(clocks.nextFinishUs()).toBe(1.5 * SECOND);
  expect(clocks.members.remove(c, 5)).toBe(true);
  clocks.firstChanged(c);
  clocks.refresh();
  expect(clocks.nextFinishUs()).toBe(3 * SECOND);
});

test.each([
  // 5,000 x 0.0001 + 5,000 x 0.0003; without compensation it is off by 1.6e-13 and 9.4e-14.
  { levels: [0.1, 0.3], reading: 2 },
  { levels: [0.1, 0.1], reading: 1 },
])(
  'ten thousand changes of level leave no rounding behind: 1 ms at $levels in turn',
  ({ levels, reading }) => {
    const { clocks, begin, put, time, setLevel } = stand();
    const c = begin(0, 30);
    put(c, 0, levels[0]!);
    for (let step = 1; step <= 10_000; step++) {
      time.nowUs = step * 1000;
      setLevel(0, levels[step % 2]!);
    }
    expect(Math.abs(clocks.reading(c) - reading)).toBeLessThan(1e-15);
  },
);

test('a clock that is read keeps time with the instant, and shows what changed at it', () => {
  const { clocks, begin, put, time, setLevel } = stand();
  const c = begin(0, 30);
  put(c, 0, 10);
  for (const nowUs of [0, 1, 1, 2, SECOND, SECOND]) {
    time.nowUs = nowUs;
    expect(clocks.reading(c)).toBe((10 * nowUs) / SECOND);
  }
  setLevel(0, 20);
  expect(clocks.reading(c)).toBe(10);
  time.nowUs = 2 * SECOND;
  expect([clocks.reading(c), clocks.reading(c)]).toEqual([30, 30]);
});

test('a change one microsecond after the start is no reading of before', () => {
  const { clocks, begin, put, time, setLevel } = stand();
  const c = begin(0, 30);
  put(c, 0, 1e6);
  time.nowUs = 1;
  expect(clocks.reading(c)).toBe(1);
  setLevel(0, 2e6);
  expect(clocks.reading(c)).toBe(1);
  time.nowUs = 2;
  expect(clocks.reading(c)).toBe(3);
});

test('a class that reaches its cap late goes at its cap from then on', () => {
  // Held at 2 for 5 s, then at its cap of 4: 10 + 4 x 3.
  const { clocks, levels, begin, put, time, setLevel } = stand();
  const c = begin(0, 30, 4);
  put(c, 0, 2);
  time.nowUs = 5 * SECOND;
  setLevel(0, Number.POSITIVE_INFINITY);
  levels.free(c);
  clocks.settle(c);
  clocks.refresh();
  expect(clocks.nextFinishUs()).toBe(10 * SECOND); // 20 left at 4
  time.nowUs = 8 * SECOND;
  expect(clocks.reading(c)).toBe(22);
  expect([clocks.dueClass(10 * SECOND - 1), clocks.dueClass(10 * SECOND)]).toEqual([-1, c]);
  // A first member that finishes sooner: 28 is 6 from 22.
  clocks.members.add(c, 5, 28);
  clocks.firstChanged(c);
  expect(clocks.nextFinishUs()).toBe(9.5 * SECOND);
});

test('a finish is known to the microsecond as long as that is an exact whole number, and not at all beyond', () => {
  const { clocks, begin, put } = stand();
  const c = begin(0, 1);
  // 1 unit at 2^-33 per second takes 2^33 s, 8.6e15 us; at half of that 2^34 s, more than 2^53 us.
  put(c, 0, 2 ** -33);
  expect(clocks.nextFinishUs()).toBe(2 ** 33 * SECOND);
  put(c, 0, 2 ** -34);
  expect(clocks.nextFinishUs()).toBe(NEVER);
});

test('a member with nothing left finishes at once, also at level 0', () => {
  const { clocks, begin, put, time } = stand();
  const c = begin(0, 30);
  put(c, 0, 10);
  time.nowUs = 3 * SECOND;
  put(c, 0, 0);
  expect(clocks.nextFinishUs()).toBe(3 * SECOND);
});

test('every one of many classes and resources has its clock as soon as it is there', () => {
  const { classes, clocks, levels, time, add, setLevel } = stand();
  for (let row = 0; row < 100; row++) {
    add(row);
    const c = classes.join({ amount: 1, resources: [row], coefficients: [1], tag: 0 });
    clocks.begin(c);
    clocks.members.reserve(row + 1, row + 1);
    levels.begin(c);
    clocks.members.add(c, row, clocks.reading(c) + (row + 1) ** 2);
    setLevel(row, row + 1);
    levels.hold(c, row);
    clocks.settle(c);
    expect(clocks.reading(c)).toBe(0);
  }
  clocks.refresh();
  for (let row = 0; row < 100; row++) {
    expect([clocks.nextFinishUs(), clocks.dueClass((row + 1) * SECOND)]).toEqual([(row + 1) * SECOND, row]);
    time.nowUs = (row + 1) * SECOND;
    expect(clocks.reading(row)).toBe((row + 1) ** 2);
    clocks.members.remove(row, row);
    clocks.end(row);
    clocks.refresh();
  }
  expect(clocks.nextFinishUs()).toBe(NEVER);
});
