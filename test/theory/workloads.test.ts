import { describe, expect, test } from 'vitest';
import { kernelA, kernelC, kernelC2 } from '../../src/bench/kernel.ts';
import { runStation } from '../../src/bench/station.ts';
import { runTransfers } from '../../src/bench/transfer-run.ts';
import { Minstd, poissonCustomers, transfersC, transfersC3 } from '../../src/bench/workloads.ts';

// The figures were produced by independent programs in other languages and by other simulators. Where those
// keep time in doubles and this one in whole microseconds, they may differ by what the rounding moves.

test('the generator gives the published numbers of MINSTD', () => {
  // Park and Miller's check for the multiplier 48271: from 1, the 10,000th number is 399268537.
  const generator = new Minstd(1);
  let value = 0;
  for (let i = 0; i < 10_000; i++) value = generator.next();
  expect(value).toBe(399268537);
});

describe('workload (a): ten servers, first come, first served', () => {
  test('20,000 customers', () => {
    const outcome = runStation(poissonCustomers(20_000), 10);
    expect(Math.abs(outcome.meanWait - 0.819208007593)).toBeLessThan(1e-7);
    expect(Math.abs(outcome.lastDeparture - 2219.155412)).toBeLessThan(1e-5);
  });

  test('a million customers', () => {
    const outcome = runStation(poissonCustomers(1_000_000), 10);
    expect(Math.abs(outcome.meanWait - 0.630047523405)).toBeLessThan(1e-7);
    expect(Math.abs(outcome.lastDeparture - 111336.74364)).toBeLessThan(1e-5);
  });
});

describe('workload (c): max-min fair sharing of 74 resources by up to 400 flows', () => {
  test.each([
    { disks: 1000, makespan: 9171.267127727, sum: 3729865.286591, repo0: 11_923_638, certify: true },
    { disks: 10_000, makespan: 88562.43395232, sum: 404721979.633892, repo0: 127_402_983, certify: false },
  ])('$disks transfers', ({ disks, makespan, sum, repo0, certify }) => {
    const outcome = runTransfers(transfersC(disks), { certify });
    expect(Math.abs(outcome.makespan - makespan)).toBeLessThan(1e-5);
    // Every completion is rounded; the errors of one slot add up along the line of its transfers.
    expect(Math.abs(outcome.sumOfCompletions - sum)).toBeLessThan(disks * 1e-6);
    expect(Math.abs(outcome.throughLast0 - repo0)).toBeLessThan(0.05);
  });

  test('(c3) with many ties agrees to the microsecond with the references on the same clock', () => {
    const outcome = runTransfers(transfersC3(20_000));
    expect(outcome.makespan).toBe(105170.923353);
    expect(Math.abs(outcome.sumOfCompletions - 1019022733.609)).toBeLessThan(1e-3);
  });
});

test('the kernel benchmarks report what they ran and how long it took by the given clock', () => {
  let clock = 0;
  const now = (): number => {
    clock += 500;
    return clock;
  };
  expect(kernelA(100, now)).toMatchObject({ name: 'a/100', seconds: 0.5 });
  expect(kernelC(500, now)).toMatchObject({ name: 'c/500', seconds: 0.5, microsecondsPerTransfer: 1000 });
  expect(kernelC2(500, now)).toMatchObject({ name: 'c2/500', seconds: 0.5, microsecondsPerTransfer: 1000 });
});
