import { describe, expect, test } from 'vitest';
import { coresWith } from '../../src/model/proxy-cores.ts';
import { ramFor } from '../../src/model/proxy-ram.ts';

const proxy = (changes = {}) => ({ cores: 4, speed: 1, ram: Number.POSITIVE_INFINITY, ...changes });

test('the memory for a number of tasks is 2 GB, and 1 GB for each', () => {
  expect([0, 1, 4, 100].map(ramFor)).toEqual([2e9, 3e9, 6e9, 102e9]);
});

describe('the processing capacity of a proxy', () => {
  test('is its cores times their speed, however few tasks it has', () => {
    expect([0, 1, 4].map((tasks) => coresWith(proxy({ speed: 1.5 }), tasks, 0.5))).toEqual([6, 6, 6]);
  });

  test('does not change with more tasks than cores if there is no penalty', () => {
    expect([5, 8, 100].map((tasks) => coresWith(proxy(), tasks, 0))).toEqual([4, 4, 4]);
  });

  test('shrinks with more tasks than cores by the penalty: to 1 / 1.5 with twice as many tasks and a penalty of 0.5', () => {
    expect(coresWith(proxy(), 8, 0.5)).toBeCloseTo(4 / 1.5, 12);
    // Three tasks to a core: 1 / (1 + 0.5 x 2).
    expect(coresWith(proxy(), 12, 0.5)).toBe(2);
  });

  test('shrinks in proportion if the tasks need more memory than there is: 8 tasks need 10 GB', () => {
    expect(coresWith(proxy({ cores: 8, ram: 10e9 }), 8, 0)).toBe(8);
    expect(coresWith(proxy({ cores: 8, ram: 5e9 }), 8, 0)).toBe(4);
  });

  test('shrinks by both factors at once', () => {
    // 8 tasks on 4 cores at a penalty of 1: half; 5 of 10 GB: half of that.
    expect(coresWith(proxy({ ram: 5e9 }), 8, 1)).toBe(1);
  });

  test('is unlimited if its cores are, whatever its tasks', () => {
    const unlimited = proxy({ cores: Number.POSITIVE_INFINITY });
    expect([0, 50].map((tasks) => coresWith(unlimited, tasks, 1))).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });
});
