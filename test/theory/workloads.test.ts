import { describe, expect, test } from 'vitest';
import { FLOWS, timedStation, timedTransfers } from '../../src/bench/kernel/kernel.ts';
import { runSlotQueue } from '../../src/bench/kernel/slot-queue.ts';
import { runStation } from '../../src/bench/kernel/station.ts';
import { runTransfers } from '../../src/bench/kernel/transfer-run.ts';
import {
  poissonCustomers,
  slotDurations,
  type Transfers,
  transfersC,
  transfersC2,
  transfersC3,
  transfersWide,
} from '../../src/bench/kernel/workloads.ts';
import { Minstd } from '../../src/bench/minstd.ts';
import { BottleneckFlows } from '../../src/engine/sharing/bottleneck/bottleneck-flows.ts';
import { FlowSet } from '../../src/engine/sharing/plain/flow-set.ts';

// The figures were produced by independent programs in other languages and by other simulators. Where those
// keep time in doubles and this one in whole microseconds, they may differ by what the rounding moves.

test('the generator gives the published numbers of MINSTD', () => {
  // Park and Miller's check for the multiplier 48271: from 1, the 10,000th number is 399268537.
  const generator = new Minstd(1);
  let value = 0;
  for (let i = 0; i < 10_000; i++) value = generator.next();
  expect(value).toBe(399268537);
});

describe('workload (b): a queue for 1,600 slots', () => {
  test.each([
    { tasks: 5_000, makespan: 3593.753900242 },
    { tasks: 20_000, makespan: 8411.763938503 },
    { tasks: 100_000, makespan: 35645.526640961 },
  ])('$tasks tasks', ({ tasks, makespan }) => {
    expect(Math.abs(runSlotQueue(slotDurations(tasks)).makespan - makespan)).toBeLessThan(1e-4);
  });

  test('starts and busy time of 100,000 tasks', () => {
    const { sumOfStarts, busyOfFirst } = runSlotQueue(slotDurations(100_000));
    expect(Math.abs(sumOfStarts / 1653311422.061 - 1)).toBeLessThan(1e-9);
    expect(Math.abs(busyOfFirst / 270466.559714 - 1)).toBeLessThan(1e-6);
  });
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

const within = (actual: number, expected: number | undefined, relative: number): void => {
  if (expected !== undefined) expect(Math.abs(actual / expected - 1)).toBeLessThan(relative);
};

interface Pinned {
  readonly name: string;
  readonly work: Transfers;
  readonly makespan?: number;
  readonly sum?: number;
  readonly throughLast0?: number;
}

describe('workloads (c): max-min fair sharing over three stages of resources', () => {
  // The plain solver takes long where 1,600 go on at once, as they do in (c2) and (c3) from the first second on: 5,000 fill
  // and drain the slots, and more of them would only repeat the middle.
  test.each<Pinned>([
    {
      name: '(c) 1,000',
      work: transfersC(1000),
      makespan: 9171.267127727,
      sum: 3729865.286591,
      throughLast0: 11_923_638,
    },
    {
      name: '(c) 10,000',
      work: transfersC(10_000),
      makespan: 88562.43395232,
      sum: 404721979.633892,
      throughLast0: 127_402_983,
    },
    { name: '(c) 20,000', work: transfersC(20_000), makespan: 175922.67524 },
    { name: '(c2) 5,000', work: transfersC2(5000) },
    { name: '(c3) 5,000, many ties', work: transfersC3(5000) },
  ])('$name transfers: both ways finish all at the same microseconds, and as pinned', (pinned) => {
    const [fast, plain] = [FLOWS.bottleneck, FLOWS.plain].map((make) => runTransfers(pinned.work, make()));
    expect(fast!.finishes).toEqual(plain!.finishes);
    for (const outcome of [fast!, plain!]) {
      within(outcome.makespan, pinned.makespan, 1e-10);
      within(outcome.sumOfCompletions, pinned.sum, 1e-10);
      within(outcome.throughLast0, pinned.throughLast0, 1e-9);
    }
    within(fast!.throughLast0, plain!.throughLast0, 1e-9);
  });

  test('a thousand transfers, with every solve proved', () => {
    const plain = runTransfers(transfersC(1000), new FlowSet({ certify: true }));
    const fast = runTransfers(transfersC(1000), new BottleneckFlows({ certify: true }));
    expect(fast.finishes).toEqual(plain.finishes);
  });

  test('1,600 and 3,200 flows at a time finish as the plain solver has them, to the microsecond', () => {
    for (const [count, times] of [
      [2000, 4],
      [3500, 8],
    ] as const) {
      const plain = runTransfers(transfersWide(count, times), new FlowSet());
      const fast = runTransfers(transfersWide(count, times), new BottleneckFlows());
      expect(fast.finishes).toEqual(plain.finishes);
    }
  });

  test('hundred thousand transfers (c2)', () => {
    const outcome = runTransfers(transfersC2(100_000), FLOWS.bottleneck());
    within(outcome.makespan, 289571.722974792, 1e-9);
    within(outcome.sumOfCompletions, 13618134815.2615, 1e-9);
    within(outcome.throughLast0, 417_610_138, 1e-7);
  });

  test.each([
    { count: 20_000, makespan: 105170.923353, sum: 1019022733.609, relative: 1e-10 },
    { count: 50_000, makespan: 264385.918309, sum: 6490390681.6217, relative: 1e-12 },
  ])('$count transfers (c3)', ({ count, makespan, sum, relative }) => {
    const outcome = runTransfers(transfersC3(count), FLOWS.bottleneck());
    within(outcome.makespan, makespan, relative);
    within(outcome.sumOfCompletions, sum, relative);
  });
});

test('the kernel benchmarks say how long they took by the given clock', () => {
  let clock = 0;
  const now = (): number => {
    clock += 500;
    return clock;
  };
  expect(timedStation(100, now)).toMatchObject({ seconds: 0.5, eventsPerSecond: 400 });
  expect(timedTransfers(transfersC(500), 'plain', now)).toMatchObject({
    seconds: 0.5,
    microsecondsPerTransfer: 1000,
  });
});
