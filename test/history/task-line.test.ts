import { describe, expect, test } from 'vitest';
import {
  bytesWithin,
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
  test('has the fixed seconds and the rate that they were made of', () => {
    const line = taskLine(gigabytes(1, 2, 3, 4, 5));
    expect(line).toEqual({ fixedSeconds: 30, bytesPerSecond: 100e6 });
  });

  test('is not told by four tasks, nor by tasks that all read about as much', () => {
    expect(taskLine(gigabytes(1, 2, 3, 4))).toBe('few');
    expect(taskLine(gigabytes(1, 1.05, 1.1, 1.2, 1.25))).toBe('alike');
  });

  test('is not told where who reads more takes no longer', () => {
    const points = gigabytes(1, 2, 3, 4, 5).map(({ bytes }, row) => ({ bytes, seconds: 50 - row }));
    expect(taskLine(points)).toBe('falling');
  });

  test('goes through 0 where the fixed part would be less than nothing', () => {
    // 10 s per GB, less 5: the rates are 1/5, 2/15, 3/25, 4/35 and 5/45 GB/s, of which the middle one counts.
    const points = gigabytes(1, 2, 3, 4, 5).map(({ bytes, seconds }) => ({ bytes, seconds: seconds - 35 }));
    expect(taskLine(points)).toEqual({ fixedSeconds: 0, bytesPerSecond: 120e6 });
  });

  test('of one part the other follows from known seconds or a known rate', () => {
    const alike = gigabytes(2, 2, 2);
    expect(rateBeside(alike, 30)).toBe(100e6);
    expect(rateBeside(alike, 60)).toBe(Number.POSITIVE_INFINITY);
    expect(fixedBeside(alike, 100e6)).toBe(30);
    expect(fixedBeside(alike, 10e6)).toBe(0);
  });

  test('tells seconds from bytes and bytes from seconds', () => {
    const line = { fixedSeconds: 30, bytesPerSecond: 100e6 };
    expect(secondsFor(line, 2e9)).toBe(50);
    expect(bytesWithin(line, 50)).toBe(2e9);
    expect(bytesWithin(line, 20)).toBe(0);
  });
});
