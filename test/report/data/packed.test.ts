import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pack, unpack } from '../../../src/report/data/packed.ts';

const typed = fc.oneof(
  fc.uint8Array(),
  fc.uint16Array(),
  fc.uint32Array(),
  fc.float32Array({ noNaN: true }),
  fc.float64Array({ noNaN: true }),
);

describe('packed data', () => {
  test('comes back as it was, whatever stands beside the arrays', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name: fc.string(), column: typed, rest: fc.json() })), (rows) => {
        expect(unpack(pack(rows))).toEqual(rows);
      }),
    );
  });

  test('a map by name that looks like a reference is a map by name', () => {
    const hostile = { column: { tasks: 1 }, at: { tasks: 2 }, length: { tasks: 3 } };
    expect(unpack(pack({ proxies: hostile }))).toEqual({ proxies: hostile });
  });

  test('an array costs its bytes and a reference, not text for each number', () => {
    const column = new Float64Array(1000).fill(1 / 3);
    expect(pack({ column }).length).toBeLessThan(column.byteLength + 100);
  });
});
