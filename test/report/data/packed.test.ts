import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packedPieces, unpack } from '../../../src/report/data/packed.ts';

const typed = fc.oneof(
  fc.uint8Array(),
  fc.uint16Array(),
  fc.uint32Array(),
  fc.float32Array({ noNaN: true }),
  fc.float64Array({ noNaN: true }),
);

/** Pieces of whatever length are the same bytes. */
function packed(value: unknown, length = 1 << 20): Uint8Array<ArrayBuffer> {
  return new Uint8Array([...packedPieces(value, length)].flatMap((piece) => [...piece]));
}

describe('packed data', () => {
  test('is restored exactly, whatever surrounds the arrays', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name: fc.string(), column: typed, rest: fc.json() })), (rows) => {
        expect(unpack(packed(rows))).toEqual(rows);
      }),
    );
  });

  test('all pieces but the last have the requested length, and together they are the same bytes', () => {
    const rows = [{ name: 'vm', column: new Float64Array([1, 2, 3]), small: new Uint8Array(5) }];
    const whole = packed(rows);
    for (let length = 1; length <= whole.length + 1; length++) {
      const pieces = [...packedPieces(rows, length)];
      const lengths = pieces.map((piece) => piece.length);
      expect(Buffer.concat(pieces)).toEqual(Buffer.from(whole));
      expect(lengths.slice(0, -1).every((one) => one === length)).toBe(true);
      expect(pieces.length).toBe(Math.ceil(whole.length / length));
    }
  });

  test('a map by name that looks like a reference stays a map by name', () => {
    const hostile = { column: { tasks: 1 }, at: { tasks: 2 }, length: { tasks: 3 } };
    expect(unpack(packed({ proxies: hostile }))).toEqual({ proxies: hostile });
  });

  test('an array costs its bytes and a reference, not text for each number', () => {
    const column = new Float64Array(1000).fill(1 / 3);
    expect(packed({ column }).length).toBeLessThan(column.byteLength + 100);
  });
});
