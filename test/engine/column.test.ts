import { expect, test } from 'vitest';
import { grownBytes, grownFloats, grownInts } from '../../src/engine/column.ts';

test('a grown column keeps what it had, and is 0 behind it', () => {
  expect([...grownFloats(Float64Array.of(1.5, -2), 4)]).toEqual([1.5, -2, 0, 0]);
  expect([...grownInts(Int32Array.of(7, -8), 3)]).toEqual([7, -8, 0]);
  expect([...grownBytes(Uint8Array.of(255), 2)]).toEqual([255, 0]);
});
