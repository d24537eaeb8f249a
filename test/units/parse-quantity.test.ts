import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBytes, formatRate, formatShare } from '../../src/units/format-quantity.ts';
import {
  anyBytes,
  parseBytes,
  parseCapacity,
  parseRate,
  parseShare,
  shareOfNumber,
} from '../../src/units/parse-quantity.ts';
import { plainBytes } from '../../src/units/plain-bytes.ts';
import type { Quantity } from '../../src/units/quantity-problem.ts';

const resultOf = <T>(parsed: Quantity<T>) => (parsed.ok ? parsed.value : parsed.problem.code);
const hintOf = (parsed: Quantity) => (parsed.ok ? undefined : parsed.problem.hint);

describe('bytes', () => {
  it.each([
    ['500 GB', 500e9],
    ['2 TiB', 2 * 1024 * 1024 * 1024 * 1024],
    ['1.5 MB', 1_500_000],
    ['0.1 GB', 100_000_000],
    ['1.1 kB', 1100],
    ['8 bit', 1],
    ['7B', 7],
    ['1 KiB', 1024],
    ['1 KB', 1000],
    ['9007199254740991 B', Number.MAX_SAFE_INTEGER],
    ['9007199254740992 B', 'out-of-range'],
    ['9 EB', 'unknown-unit'],
    ['0.3 B', 'bad-quantity'],
    ['4 bit', 'bad-quantity'],
    ['1,5 GB', 'bad-quantity'],
    ['-1 GB', 'out-of-range'],
    ['500', 'missing-unit'],
    ['GB', 'bad-quantity'],
    ['', 'bad-quantity'],
    ['1e3 GB', 'bad-quantity'],
    ['5 GB/s', 'unknown-unit'],
    ['5 Gb', 'ambiguous-unit'],
    ['5 gb', 'ambiguous-unit'],
  ])('%j is %j', (text, expected) => expect(resultOf(parseBytes(text))).toBe(expected));

  it('tells apart GB and GiB', () =>
    expect(resultOf(parseBytes('1 GB'))).not.toBe(resultOf(parseBytes('1 GiB'))));
  it('says what Mb may mean', () =>
    expect(hintOf(parseBytes('5 Mb'))).toBe('Write MB for bytes or Mbit for bits.'));

  it('keeps every digit of a decimal', () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999_999_999), (whole, fraction) => {
        const text = `${whole}.${`${fraction}`.padStart(9, '0')} GB`;
        expect(resultOf(parseBytes(text))).toBe(whole * 1e9 + fraction);
      }),
    );
  });

  it('reads back what it formats, to three figures', () => {
    fc.assert(
      fc.property(fc.nat(1e15), (bytes) => {
        const parsed = parseBytes(formatBytes(bytes));
        expect(parsed.ok && Math.abs(parsed.value - bytes) <= bytes * 0.006).toBe(true);
      }),
    );
  });
});

describe('rates', () => {
  it('answers an amount with the rate that was meant', () => {
    expect(hintOf(parseRate('200 Mbit'))).toBe('Write 200 Mbit/s.');
  });

  it.each([
    ['250 MB/s', 250e6],
    ['10 Gbit/s', 1.25e9],
    ['10 Gbps', 1.25e9],
    ['100 Mbps', 12.5e6],
    ['100 MBps', 100e6],
    ['60 MB/min', 1e6],
    ['100 MiB/min', (100 * 1_048_576) / 60],
    ['3600 MB/h', 1e6],
    ['1 MB / s', 1e6],
    ['250 MB', 'missing-unit'],
    ['250', 'missing-unit'],
    ['250 MB/day', 'unknown-unit'],
    ['10 Gb/s', 'ambiguous-unit'],
    ['10 Gb', 'ambiguous-unit'],
    ['unlimited', 'bad-quantity'],
  ])('%j is %j', (text, expected) => expect(resultOf(parseRate(text))).toBe(expected));

  it.each([
    ['10 GbE', "'GbE' is not a unit of a rate. Did you mean 'Gbit/s'?"],
    ['10 Gigabit', "'Gigabit' is not a unit of a rate. Did you mean 'Gbit/s'?"],
    ['10G', "'G' is not a unit of a rate. Write for example 250 MB/s or 10 Gbit/s."],
    ['2x10 Gbit/s', "'2x10 Gbit/s' is not a number with a unit. Write for example 250 MB/s or 10 Gbit/s."],
    ['10 000 MB/s', "'10 000 MB/s' is not a number with a unit. Write for example 250 MB/s or 10 Gbit/s."],
    ['10gbps', "'gbps' is not a unit of a rate. Did you mean 'Gbit/s'?"],
    ['10 GBit', "'GBit' is not a unit of a rate. Write for example 250 MB/s or 10 Gbit/s."],
  ])('%j is answered with units of a rate, not of data', (text, said) => {
    const parsed = parseRate(text);
    expect(parsed.ok ? 'fine' : `${parsed.problem.message} ${parsed.problem.hint}`).toBe(said);
  });

  it.each([
    ['16G', "'G' is not a unit of data. Did you mean 'GB'?"],
    ['16 gigabytes', "'gigabytes' is not a unit of data. Did you mean 'GB'?"],
    ['16 Gio', "'Gio' is not a unit of data. Did you mean 'GiB'?"],
    ['16 megabits', "'megabits' is not a unit of data. Did you mean 'Mbit'?"],
    ['16 XB', "'XB' is not a unit of data. Write for example MB, GiB or Mbit."],
  ])('%j is answered with the unit that was meant', (text, said) => {
    const parsed = parseBytes(text);
    expect(parsed.ok ? 'fine' : `${parsed.problem.message} ${parsed.problem.hint}`).toBe(said);
  });

  it('may be unlimited for a capacity', () => expect(resultOf(parseCapacity('unlimited'))).toBe(Infinity));
  it('are formatted per second', () => {
    expect(formatRate(250e6)).toBe('250 MB/s');
    expect(formatRate(Infinity)).toBe('unlimited');
  });
});

describe('shares', () => {
  it.each([
    ['12%', 0.12],
    ['12.5 %', 0.125],
    ['0.12', 0.12],
    ['100%', 1],
    ['101%', 'out-of-range'],
    ['12', 'out-of-range'],
    ['-1%', 'out-of-range'],
    ['%', 'bad-quantity'],
    ['half', 'bad-quantity'],
  ])('%j is %j', (text, expected) => expect(resultOf(parseShare(text))).toBe(expected));

  it.each([
    [0.12, 0.12],
    [1, 1],
    [12, 'out-of-range'],
    [-0.1, 'out-of-range'],
    [Number.NaN, 'bad-quantity'],
    [Infinity, 'bad-quantity'],
  ])('the number %j is %j', (value, expected) => expect(resultOf(shareOfNumber(value))).toBe(expected));

  it('reads back what it formats, to a tenth of a percent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (permille) => {
        expect(resultOf(parseShare(formatShare(permille / 1000)))).toBe(permille / 1000);
      }),
    );
  });
});

it('no text makes a parser throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.]{0,60} ?[a-zA-Z/%]{0,5}$/)), (text) => {
      for (const parse of [parseBytes, parseRate, parseCapacity, parseShare])
        expect(typeof parse(text).ok).toBe('boolean');
    }),
  );
});

it('the fast path for bytes gives the same results as the full parser', () => {
  const digits = fc.oneof(
    fc.nat().map(String),
    fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String),
    fc.constantFrom('007', '', '1.5', '1,000', '9007199254740991', '9007199254740992'),
  );
  const unit = fc.constantFrom(
    ...['B', 'kB', 'KB', 'MB', 'GB', 'TB', 'PB', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'],
    ...['', 'b', 'kiB', 'Gb', 'gb', 'Mbit', 'EB', 'MB/s', ' MB', 'MB '],
  );
  fc.assert(
    fc.property(digits, fc.constantFrom('', ' ', '  '), unit, (amount, space, of) => {
      expect(parseBytes(amount + space + of)).toEqual(anyBytes(amount + space + of));
    }),
    { numRuns: 1000 },
  );
  expect(plainBytes('34582 MB')).toBe(34_582_000_000);
});

describe('the hint for a misspelt unit', () => {
  it.each([
    ['5 mb', 'Write MB for bytes or Mbit for bits.'],
    ['5 kb', 'Write kB for bytes or kbit for bits.'],
    ['5 Gib', 'Write GiB for bytes or Gibit for bits.'],
    ['5 kib', 'Write KiB for bytes or Kibit for bits.'],
    ['5 b', 'Write B for bytes or bit for bits.'],
    ['5 mB', "Did you mean 'MB'?"],
    ['5 GBytes', "Did you mean 'GB'?"],
    ['5 gibyte', "Did you mean 'GiB'?"],
    ['5 Mbits', "Did you mean 'Mbit'?"],
    ['5 mbit', "Did you mean 'Mbit'?"],
    ['5 xGB', 'Write for example MB, GiB or Mbit.'],
    ['5 GBx', 'Write for example MB, GiB or Mbit.'],
    ['5 iB', "Did you mean 'B'?"],
  ])('%j: %j', (text, hint) => expect(hintOf(parseBytes(text))).toBe(hint));
});

describe('shares at their edges', () => {
  it.each([
    [' 12% ', 0.12],
    ['0', 0],
    ['100%', 1],
    ['101%', 'out-of-range'],
    ['12%x', 'bad-quantity'],
    ['-1%', 'out-of-range'],
    ['a-1', 'bad-quantity'],
  ])('%j is %j', (text, expected) => expect(resultOf(parseShare(text))).toBe(expected));

  it('suggest percent for a number above 1, and nothing for a percentage', () => {
    expect(hintOf(parseShare('12'))).toBe('Write 12% if you mean percent.');
    expect(hintOf(shareOfNumber(12))).toBe('Write 12% if you mean percent.');
    expect(hintOf(parseShare('120%'))).toBeUndefined();
    expect([shareOfNumber(0), shareOfNumber(1), shareOfNumber(-0.1)].map(resultOf)).toEqual([
      0,
      1,
      'out-of-range',
    ]);
  });
});

it('a capacity is unlimited, with or without blanks around the word, or a rate', () => {
  expect(resultOf(parseCapacity(' unlimited '))).toBe(Number.POSITIVE_INFINITY);
  expect(resultOf(parseCapacity('5 MB/s'))).toBe(5e6);
  expect(resultOf(parseRate('1 Bps'))).toBe(1);
  // 2^53 - 1 bytes a second are read, one more is not.
  expect(resultOf(parseRate('9007199254740991 B/s'))).toBe(Number.MAX_SAFE_INTEGER);
  expect(resultOf(parseRate('9007199254740994 B/s'))).toBe('out-of-range');
});
