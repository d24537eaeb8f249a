import { describe, expect, test } from 'vitest';
import { coresWith } from '../../src/model/proxy-cores.ts';
import { ramFor } from '../../src/model/proxy-ram.ts';

const proxy = (changes = {}) => ({ cores: 4, speed: 1, ram: Number.POSITIVE_INFINITY, ...changes });

test('memory for so many tasks: 2 GB and 1 GB for each', () => {
  expect([0, 1, 4, 100].map(ramFor)).toEqual([2e9, 3e9, 6e9, 102e9]);
});

describe('what a proxy gives', () => {
  test('is its cores at their speed, however few its tasks', () => {
    expect([0, 1, 4].map((tasks) => coresWith(proxy({ speed: 1.5 }), tasks, 0.5))).toEqual([6, 6, 6]);
  });

  test('is the same beyond its cores without a penalty', () => {
    expect([5, 8, 100].map((tasks) => coresWith(proxy(), tasks, 0))).toEqual([4, 4, 4]);
  });

  test('is less beyond its cores with one: twice as many tasks at 0.5 are 1 / 1.5 of it', () => {
    expect(coresWith(proxy(), 8, 0.5)).toBeCloseTo(4 / 1.5, 12);
    // Three tasks to a core: 1 / (1 + 0.5 x 2).
    expect(coresWith(proxy(), 12, 0.5)).toBe(2);
  });

  test('is less where the tasks outgrow the memory, in proportion: 8 tasks need 10 GB', () => {
    expect(coresWith(proxy({ cores: 8, ram: 10e9 }), 8, 0)).toBe(8);
    expect(coresWith(proxy({ cores: 8, ram: 5e9 }), 8, 0)).toBe(4);
  });

  test('is less by both at once', () => {
    // 8 tasks on 4 cores at a penalty of 1: half; 5 of 10 GB: half of that.
    expect(coresWith(proxy({ ram: 5e9 }), 8, 1)).toBe(1);
  });

  test('is without limit where its cores are, whatever its tasks', () => {
    const unlimited = proxy({ cores: Number.POSITIVE_INFINITY });
    expect([0, 50].map((tasks) => coresWith(unlimited, tasks, 1))).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });
});
