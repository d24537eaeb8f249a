import { describe, expect, test } from 'vitest';
import { BENCHMARKS } from '../../../src/bench/benchmarks.ts';
import { GROWTHS, growthLine, growthOf } from '../../../src/bench/comparison/growth.ts';
import { PEERS, peerName, peerRatio, peerSeconds } from '../../../src/bench/comparison/peers.ts';
import { verdict } from '../../../src/bench/comparison/targets.ts';
import { SUBJECTS } from '../../../src/bench/replications/replications.ts';
import { table } from '../../../src/bench/table.ts';

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
      'sg_ab a 1000000, events/s',
      'simpy_a 1000000, events/s',
      'ref_ab b, events/s',
      'sg_ab b 100000, events/s',
      'simpy_b 100000, events/s',
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

  test('both sizes of each check are measured', () => {
    const measured = [...BENCHMARKS.keys(), ...Object.keys(SUBJECTS).map((name) => `${name}-2`)];
    for (const { small, large } of GROWTHS) expect(measured).toEqual(expect.arrayContaining([small, large]));
  });

  test('the ratio is time per disk, and the line says what was reached', () => {
    const growth = GROWTHS.find(({ name }) => name === 'growth-flows')!;
    const line = (large: number) => {
      const made = growthOf(growth, [row(growth.small, 4), row(growth.large, large)])!;
      return [made.ratio, growthLine(growth, made).split(': ').at(-1)];
    };
    expect(line(16)).toEqual([4, 'goal']);
    expect(line(32)).toEqual([8, 'floor']);
    expect(line(36)).toEqual([9, 'MISSED']);
  });

  test('a check of which one size was not measured is not made', () => {
    expect(growthOf(GROWTHS[0]!, [row(GROWTHS[0]!.small, 4)])).toBeUndefined();
  });
});

test('a ratio is held against floor and goal, of times from above and of rates from below', () => {
  const time = { floor: 2, goal: 1 };
  expect([0.9, 1, 1.5, 2, 2.1].map((ratio) => verdict(ratio, time))).toEqual([
    'goal',
    'goal',
    'floor',
    'floor',
    'MISSED',
  ]);
  const rate = { floor: 0.5, goal: 0.8 };
  expect([0.9, 0.6, 0.4].map((ratio) => verdict(ratio, rate))).toEqual(['goal', 'floor', 'MISSED']);
});

test('rates are wanted high and times low', () => {
  for (const { asRate, target } of PEERS)
    if (target !== undefined) expect(target.goal > target.floor).toBe(asRate);
});

test('the table has a line per row, with numbers under each other and what is wanted beside what is', () => {
  const text = table([
    {
      name: 'one',
      seconds: 1.5,
      runs: 5,
      microsecondsPerDisk: 12.345,
      processorMicroseconds: 15,
      peakMiB: 99.6,
    },
    { name: 'another', seconds: 10, runs: 1, ratio: 0.5, reference: 'theirs', floor: 0.9, goal: 0.4 },
  ]);
  expect(text.split('\n')).toEqual([
    'name     seconds  us per disk  CPU us  peak MiB  against        floor  goal  reached',
    'one        1.500        12.35   15.00       100',
    'another   10.000                                 0.50 x theirs  0.9    0.4   floor    one run',
  ]);
});
