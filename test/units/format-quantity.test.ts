import { expect, it } from 'vitest';
import * as format from '../../src/units/format-quantity.ts';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1500, '1.5 kB'],
  [350e9, '350 GB'],
  [1.25e12, '1.25 TB'],
  [12.345e9, '12.3 GB'],
  [999_999, '1 MB'],
  [Infinity, 'unlimited'],
])('%j bytes are %s', (bytes, text) => expect(format.formatBytes(bytes)).toBe(text));

it.each([
  [0, '0s'],
  [10, '10us'],
  [250_000, '250ms'],
  [1.5e6, '1.5s'],
  [90e6, '1m 30s'],
  [13_320e6, '3h 42m'],
  // Rounding carries into the next unit.
  [59.9999e6, '1m'],
  [3_599.999e6, '1h'],
  [86_399e6, '1d'],
  [3_599.4e6, '59m 59s'],
  [86_369e6, '23h 59m'],
  [187_200e6, '2d 4h'],
  [28_800e6, '8h'],
  [Infinity, 'unlimited'],
])('%j microseconds are %s', (us, text) => expect(format.formatDuration(us)).toBe(text));

it.each([
  [1.25e9, '10 Gbit/s'],
  [50e6, '400 Mbit/s'],
  [187.5e6, '1500 Mbit/s'],
  [125e3, '1 Mbit/s'],
  [1e3, '1000 B/s'],
  [8e6 / 3, `${8e6 / 3} B/s`],
])('a network of %j bytes per second has %s', (rate, text) => expect(format.exactLineRate(rate)).toBe(text));

it('names instants by date or weekday', () => {
  expect(format.formatDateTime(1_767_650_405e6)).toBe('2026-01-05T22:00:05');
  expect(format.formatDate(1_767_650_405e6)).toBe('2026-01-05');
  expect(format.formatTime(1_767_650_405e6)).toBe('Mon 22:00:05');
});

it.each([
  [0.12, '12%'],
  [0.125, '12.5%'],
  [1, '100%'],
])('the share %j is %s', (share, text) => expect(format.formatShare(share)).toBe(text));
