import { expect, it } from 'vitest';
import { eitherPoint, withoutComma } from '../../src/units/meant-number.ts';

it.each([
  ['1,5 TB', '1.5 TB'],
  ['2,5%', '2.5%'],
  ['0,25', '0.25'],
  ['0,125 GB', '0.125 GB'],
  ['1,500 MB/s', '1500 MB/s'],
  ['12,0000 GB', '12.0000 GB'],
])('%s is meant as %s', (text, meant) => {
  expect(withoutComma(text)).toBe(meant);
});

it.each(['1.5 TB', '1,5,5 TB', '1.500,5 MB', ',5 TB', '5, TB', '1,5 x 2', 'a,b'])(
  'nothing is guessed from %s',
  (text) => {
    expect(withoutComma(text)).toBeUndefined();
  },
);

it.each([
  ['1.500 MB/s', '1500 MB/s', '1.5 MB/s'],
  ['12.000 GB', '12000 GB', '12 GB'],
  ['1.250 GiB', '1250 GiB', '1.25 GiB'],
  ['10.000 Mbit/s', '10000 Mbit/s', '10 Mbit/s'],
  ['1.000 Mbps', '1000 Mbps', '1 Mbps'],
])('%s might mean %s or %s', (text, thousands, decimal) => {
  expect(eitherPoint(text)).toEqual({ thousands, decimal });
});

it.each([
  '1.5 GB',
  '1.50 GB',
  '2.048 TB',
  '0.500 GB',
  '1234.500 GB',
  '1.500',
  '1.500 s',
  '1.500.000 MB',
  'v1.100',
])('%s means one thing only', (text) => {
  expect(eitherPoint(text)).toBeUndefined();
});
