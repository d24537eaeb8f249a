import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextBytes } from '../../../src/cli/tables/text-bytes.ts';

const written = (...values: readonly (string | number)[]) => {
  const bytes = new TextBytes(1);
  for (const value of values) {
    if (typeof value === 'number') bytes.number(value);
    else bytes.text(value);
  }
  return `${Buffer.from(bytes.take())}`;
};

describe('numbers', () => {
  test.each([0, -0, 1, 9, 10, 999_999_999, 1e9, 1_000_000_007, 1e15, 2 ** 53, 1e21, 1.5, 0.1, 1e-6, 1e-7])(
    '%d has the text that the language gives it',
    (value) => {
      expect(written(value)).toBe(`${value}`);
    },
  );

  test.each([
    0.000_001,
    999_999_999.999_999,
    1_000_000_000.000_001,
    -0.25,
    -7,
    1 / 3,
    Number.POSITIVE_INFINITY,
  ])('so has %d, whatever its way', (value) => {
    expect(written(value)).toBe(`${value}`);
  });

  test('integers, whole microseconds in seconds, and all others have the same text as in JavaScript', () => {
    const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const seconds = fc.oneof(whole, fc.integer({ min: 0, max: 1e9 })).map((us) => us / 1e6);
    fc.assert(
      fc.property(fc.oneof(whole, seconds, fc.double(), fc.double({ min: 0, max: 1 })), (value) => {
        expect(written(value)).toBe(`${value}`);
      }),
      { numRuns: 2000 },
    );
  });

  test('so do repeated numbers, immediately, later or after some text was taken', () => {
    const value = fc.constantFrom(7, 1234.5, 1234.5, 0.1 + 0.2, 88_000_000.25);
    fc.assert(
      fc.property(fc.array(fc.oneof(value, fc.constantFrom(',', null))), (values) => {
        const bytes = new TextBytes(1);
        let text = '';
        for (const one of values) {
          if (one === null) text += `${Buffer.from(bytes.take())}`;
          else if (typeof one === 'number') bytes.number(one);
          else bytes.text(one);
        }
        text += `${Buffer.from(bytes.take())}`;
        expect(text).toBe(values.filter((one) => one !== null).join(''));
      }),
    );
  });
});

test('any text becomes UTF-8, lone surrogates become replacement characters, and taken text is gone', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.nat())), (values) => {
      expect(written(...values)).toBe(`${Buffer.from(values.join(''))}`);
    }),
  );
  const bytes = new TextBytes(4);
  bytes.text('abc');
  const first = `${Buffer.from(bytes.take())}`;
  bytes.copy(Buffer.from('0123456789'), 2, 9);
  expect([first, `${Buffer.from(bytes.take())}`, bytes.length]).toEqual(['abc', '2345678', 0]);
});
