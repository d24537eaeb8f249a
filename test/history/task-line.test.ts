import { describe, expect, test } from 'vitest';
import {
  bytesWithin,
  commonRate,
  fixedBeside,
  rateBeside,
  secondsFor,
  type TaskPoint,
  taskLine,
} from '../../src/history/task-line.ts';

/** Tasks of so many GB that take 30 s and 10 s per GB: 100 MB/s. */
const gigabytes = (...sizes: number[]): TaskPoint[] =>
  sizes.map((size) => ({ bytes: size * 1e9, seconds: 30 + 10 * size }));

describe('the line of tasks', () => {
  test('recovers the fixed time and the rate from which the points were made', () => {
    const line = taskLine(gigabytes(1, 2, 3, 4, 5));
    expect(line).toEqual({ fixedSeconds: 30, bytesPerSecond: 100e6 });
  });

  test('is not determined by four tasks, nor if the rise with the bytes may be chance', () => {
    expect(taskLine(gigabytes(1, 2, 3, 4))).toBe('few');
    const shuffled = [31, 34, 32, 33, 30].map((seconds, row) => ({ bytes: (row + 1) * 1e9, seconds }));
    expect(taskLine(shuffled)).toBe('unrelated');
    // Kendall's statistic deviates by sqrt(6 x 5 x 17 / 18) = 5.3 by chance: of 15 pairs 12 that rise make it 9, 13 make it 11.
    const rising = (order: readonly number[]) =>
      taskLine(order.map((seconds, row) => ({ bytes: (row + 1) * 1e9, seconds: 100 + seconds })));
    expect(rising([2, 1, 4, 3, 6, 5])).toBe('unrelated');
    expect(rising([1, 2, 4, 3, 6, 5])).toHaveProperty('bytesPerSecond');
    expect(taskLine(gigabytes(2, 2, 2, 2, 2))).toBe('unrelated');
    expect(
      taskLine(gigabytes(1, 2, 3, 4, 5).map(({ bytes }) => ({ bytes, seconds: 50 - bytes / 1e9 }))),
    ).toBe('unrelated');
  });

  test('goes through 0 if the fixed time would be negative', () => {
    // 10 s per GB less 5 s: the usual task, of 3 GB, reads 120 MB in each of its 25 seconds.
    const points = gigabytes(1, 2, 3, 4, 5).map(({ bytes, seconds }) => ({ bytes, seconds: seconds - 35 }));
    expect(taskLine(points)).toEqual({ fixedSeconds: 0, bytesPerSecond: 120e6 });
  });

  test('has one rate for all groups, each with a fixed time of its own', () => {
    const slower = gigabytes(1, 2, 3).map(({ bytes, seconds }) => ({ bytes, seconds: seconds + 1000 }));
    expect(commonRate([gigabytes(10, 20, 30), slower])).toBe(100e6);
    // A group whose usual task reads 1 GB in 4 s goes faster than the others rise.
    const fast = [1, 2, 3].map((size) => ({ bytes: size * 1e9, seconds: 4 * size }));
    expect(commonRate([gigabytes(10, 20, 30), slower, fast])).toBe(250e6);
  });

  test('gives one part from the other if that is known', () => {
    const alike = gigabytes(2, 2, 2);
    expect(rateBeside(alike, 30)).toBe(100e6);
    // No task reads more than a TB in a second, or less than a kB.
    expect(rateBeside(alike, 60)).toBe(1e12);
    expect(rateBeside(gigabytes(0, 0), 30)).toBe(1e3);
    expect(fixedBeside(alike, 100e6)).toBe(30);
    expect(fixedBeside(alike, 10e6)).toBe(0);
  });

  test('converts bytes to seconds and seconds to bytes', () => {
    const line = { fixedSeconds: 30, bytesPerSecond: 100e6 };
    expect(secondsFor(line, 2e9)).toBe(50);
    expect(bytesWithin(line, 50)).toBe(2e9);
    expect(bytesWithin(line, 20)).toBe(0);
  });
});
