import { describe, expect, test } from 'vitest';
import { runStation } from '../../src/bench/kernel/station.ts';
import type { Customers } from '../../src/bench/kernel/workloads.ts';
import { type Distribution, sample } from '../../src/engine/random/distributions.ts';
import { stream } from '../../src/engine/random/random.ts';
import { interval } from './confidence.ts';

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

/** Poisson arrivals; service of mean 1 s; load is per server. */
function customers(count: number, arrivalsPerSecond: number, service: Distribution, seed: number): Customers {
  const gaps = stream(seed, 0, 'gap', 'arrivals');
  const services = stream(seed, 0, 'service', 'station');
  const arrivalUs = new Float64Array(count);
  const serviceUs = new Float64Array(count);
  let arrival = 0;
  for (let i = 0; i < count; i++) {
    arrival += sample({ kind: 'exponential', mean: 1e6 / arrivalsPerSecond }, gaps);
    arrivalUs[i] = Math.round(arrival);
    serviceUs[i] = Math.round(1e6 * sample(service, services));
  }
  return { arrivalUs, serviceUs };
}

function runs(servers: number, load: number, service: Distribution, count: number) {
  const outcomes = SEEDS.map((seed) =>
    runStation(customers(count, load * servers, service, seed), servers, count / 10),
  );
  return {
    waited: interval(outcomes.map((outcome) => outcome.waited)),
    meanWait: interval(outcomes.map((outcome) => outcome.meanWait)),
  };
}

// Figures recomputed independently of this program: probability of waiting, mean wait in service times.
describe('M/M/c waits as Erlang C says', () => {
  test.each([
    { servers: 1, load: 0.5, probability: 0.5, wait: 1 },
    { servers: 1, load: 0.8, probability: 0.8, wait: 4 },
    { servers: 2, load: 0.7, probability: 0.576471, wait: 0.960784 },
    { servers: 4, load: 0.8, probability: 0.596432, wait: 0.745541 },
    { servers: 8, load: 0.5, probability: 0.059044, wait: 0.014761 },
    { servers: 8, load: 0.9, probability: 0.701533, wait: 0.876916 },
    { servers: 16, load: 0.8, probability: 0.304884, wait: 0.095276 },
    { servers: 36, load: 0.9, probability: 0.433749, wait: 0.120486, count: 150_000 },
    { servers: 4, load: 0.95, probability: 0.891419, wait: 4.457095, count: 80_000 },
  ])('$servers servers at load $load', ({ servers, load, probability, wait, count = 40_000 }) => {
    const { waited, meanWait } = runs(servers, load, { kind: 'exponential', mean: 1 }, count);
    expect(Math.abs(waited.mean - probability)).toBeLessThan(waited.half);
    expect(Math.abs(meanWait.mean - wait)).toBeLessThan(meanWait.half);
    // Power: the interval is narrow enough to refuse a neighbouring system.
    expect(waited.half).toBeLessThan(0.05 * probability + 0.005);
    expect(meanWait.half).toBeLessThan(0.12 * wait);
  });
});

/** Mean 1; variance (16 x 0.5^2 + 9^2) / 17 - 1 = 4. */
const UNEVEN: Distribution = { kind: 'discrete', values: [0.5, 9], weights: [16, 1] };

// M/G/1 by the formula of Pollaczek and Khinchine: load / (1 - load) x (1 + variance) / 2; one less than the response that tables give.
describe('one server, first come first served, waits by the variance of service: M/D/1 half of M/M/1, M/G/1 more', () => {
  test.each([
    { law: 'constant', service: { kind: 'constant', value: 1 }, load: 0.5, wait: 0.5 },
    { law: 'constant', service: { kind: 'constant', value: 1 }, load: 0.8, wait: 2 },
    { law: 'variance 4', service: UNEVEN, load: 0.5, wait: 2.5 },
    { law: 'variance 4', service: UNEVEN, load: 0.7, wait: 5.8333 },
  ] as const)('$law at load $load', ({ service, load, wait }) => {
    const { meanWait } = runs(1, load, service, 40_000);
    expect(Math.abs(meanWait.mean - wait)).toBeLessThan(meanWait.half);
    expect(meanWait.half).toBeLessThan(0.1 * wait);
  });
});

test('on one path, every wait is the one that the recursion over the servers gives, to the microsecond', () => {
  const work = customers(5000, 1.5, { kind: 'exponential', mean: 1 }, 3);
  const outcome = runStation(work, 2);
  // The recursion of Kiefer and Wolfowitz: each customer takes the server that is free first; no events, no queue.
  const freeUs = [0, 0];
  let waitUs = 0;
  for (let i = 0; i < work.arrivalUs.length; i++) {
    const server = freeUs[0]! <= freeUs[1]! ? 0 : 1;
    const start = Math.max(work.arrivalUs[i]!, freeUs[server]!);
    waitUs += start - work.arrivalUs[i]!;
    freeUs[server] = start + work.serviceUs[i]!;
  }
  expect(Math.round(outcome.meanWait * 5000 * 1e6)).toBe(waitUs);
  expect(outcome.lastDeparture).toBe(Math.max(...freeUs) / 1e6);
});
