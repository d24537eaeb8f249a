import { expect, test } from 'vitest';
import { Stretches } from '../../../../src/engine/sharing/bottleneck/stretches.ts';

test('lists get stretches of one column that never overlap, however they grow', () => {
  const stretches = new Stretches();
  const rows = Array.from({ length: 40 }, (_, row) => row);
  for (const row of rows) stretches.addRow(row);
  for (let round = 1; round <= 20; round++) {
    for (const row of rows) stretches.reserve(row, (row * round) % 37);
  }
  const taken = new Set<number>();
  for (const row of rows) {
    const length = Math.max(...Array.from({ length: 20 }, (_, i) => (row * (i + 1)) % 37));
    expect(stretches.start[row]! + length).toBeLessThanOrEqual(stretches.length);
    for (let at = stretches.start[row]!; at < stretches.start[row]! + length; at++) {
      expect(taken.has(at)).toBe(false);
      taken.add(at);
    }
  }
});

test('a list that fits stays where it is', () => {
  const stretches = new Stretches();
  stretches.addRow(0);
  stretches.addRow(1);
  const start = stretches.reserve(0, 5);
  stretches.reserve(1, 5);
  expect([stretches.reserve(0, 3), stretches.reserve(0, 10)]).toEqual([start, start]);
  expect(stretches.reserve(0, 11)).toBe(stretches.length - 22);
});

test('a row has its stretch as soon as it is added, whichever it is', () => {
  const stretches = new Stretches();
  for (let row = 0; row < 100; row++) {
    stretches.addRow(row);
    expect([stretches.reserve(row, 3), stretches.start[row], stretches.count[row]]).toEqual([
      6 * row,
      6 * row,
      0,
    ]);
  }
});
