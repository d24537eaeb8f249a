import { expect, test } from 'vitest';
import { coreRate } from '../../../src/runs/calibration/core-rate.ts';
import { modelOf } from '../../helpers/night.ts';

test('a task is processed by its cores on the slowest proxy that exists', () => {
  // One core of speed 1 takes 10 ns a byte: 100 MB/s.
  const job = { cpuCost: { full: 0, incremental: 1e-8 } };
  const rate = (proxies: string) => coreRate(modelOf({ coresPerTask: '2', proxies }), job);
  expect(rate('[{ name: a, speed: 3 }, { name: b, speed: 2 }]')).toBe(4e8);
  expect(rate('[{ name: a, speed: 3 }, { name: off, speed: 0.5, enabled: false }]')).toBe(6e8);
  expect(rate('[{ name: off, speed: 0.5, enabled: false }]')).toBe(2e8);
  expect(coreRate(modelOf(), { cpuCost: { full: 0, incremental: 0 } })).toBe(Number.POSITIVE_INFINITY);
});
