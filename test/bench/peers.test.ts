import { describe, expect, test } from 'vitest';
import { BENCHMARKS } from '../../src/bench/benchmarks.ts';
import { GROWTHS, growthLine, growthOf } from '../../src/bench/growth.ts';
import { PEERS, peerName, peerRatio, peerSeconds } from '../../src/bench/peers.ts';
import { median, table } from '../../src/bench/table.ts';

describe('programs that are measured beside ours', () => {
  test('each belongs to a benchmark', () => {
    for (const { benchmark } of PEERS) expect(BENCHMARKS.has(benchmark)).toBe(true);
  });

  test('the time is the one that they print of their event loop', () => {
    expect(peerSeconds('cpp-heap a n=1000 end=1.5 gen=0.0200 sim=0.0635 ev/s=31490769\n')).toBe(0.0635);
    expect(peerSeconds('cannot open shared library')).toBeUndefined();
    expect(peerSeconds('sim=0')).toBeUndefined();
  });

  test('times are compared as ours over theirs, and event rates too, so that more is better there', () => {
    const rate = PEERS.find((peer) => peer.asRate)!;
    const time = PEERS.find((peer) => !peer.asRate)!;
    // 3 s against 2 s: half as long again, and two thirds of the events per second.
    expect([peerRatio(time, 3, 2), peerRatio(rate, 3, 2)]).toEqual([1.5, 2 / 3]);
  });

  test('names are the program and its work, without its switches', () => {
    expect([...new Set(PEERS.map(peerName))]).toEqual([
      'ref_ab a, events/s',
      'simpy_a 1000000, events/s',
      'ref_fluid heap 50000',
      'sg_fluid 50000 std',
      'ref_fluid heap 100000 big',
      'sg_fluid 100000 big',
      'ref_fluid class 50000 agg',
    ]);
  });
});

describe('growth checks', () => {
  const row = (name: string, microsecondsPerDisk: number) => ({
    name,
    seconds: 1,
    runs: 5,
    microsecondsPerDisk,
  });

  test('both sizes of each check are benchmarks', () => {
    for (const { small, large } of GROWTHS)
      expect([BENCHMARKS.has(small), BENCHMARKS.has(large)]).toEqual([true, true]);
  });

  test('the ratio is time per disk, and above the limit the check says so', () => {
    const growth = GROWTHS[0]!;
    const fine = growthOf(growth, [row(growth.small, 4), row(growth.large, 6)])!;
    expect(fine).toMatchObject({ name: growth.name, ratio: 1.5, limit: 2 });
    expect(growthLine(growth, fine)).toMatch(/1\.50 x .*: fine$/);
    const steep = growthOf(growth, [row(growth.small, 4), row(growth.large, 9)])!;
    expect(growthLine(growth, steep)).toMatch(/2\.25 x .*: TOO MUCH$/);
  });

  test('a check of which one size was not measured is not made', () => {
    expect(growthOf(GROWTHS[0]!, [row(GROWTHS[0]!.small, 4)])).toBeUndefined();
  });
});

test('the median is the middle one', () => {
  expect([median([3, 1, 2]), median([5]), median([9, 1, 8, 2, 7])]).toEqual([2, 5, 7]);
});

test('the table has a line per row, with numbers under each other', () => {
  const text = table([
    { name: 'one', seconds: 1.5, runs: 5, microsecondsPerDisk: 12.345, peakMiB: 99.6 },
    { name: 'another', seconds: 10, runs: 1, ratio: 0.5, reference: 'theirs' },
  ]);
  expect(text.split('\n')).toEqual([
    'name     seconds  us per disk  peak MiB  against',
    'one        1.500        12.35       100',
    'another   10.000                         0.50 x theirs  one run',
  ]);
});
