import { describe, expect, test } from 'vitest';
import { Phase } from '../../src/engine/event-list.ts';
import { EventLoop } from '../../src/engine/event-loop.ts';
import { type Distribution, sample } from '../../src/engine/random/distributions.ts';
import { stream } from '../../src/engine/random/random.ts';
import { interval } from './confidence.ts';

const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);
const SIGMA = 1.2;

const LAWS: Record<string, Distribution> = {
  constant: { kind: 'constant', value: 1 },
  exponential: { kind: 'exponential', mean: 1 },
  // Mean e^(mu + sigma^2 / 2) = 1; squared coefficient of variation e^1.44 - 1 = 3.2.
  lognormal: { kind: 'lognormal', mu: -(SIGMA * SIGMA) / 2, sigma: SIGMA },
};

/** Poisson arrivals of flows on one resource of 1 unit per second; mean time from arrival to finish, seconds. */
function meanResponse(load: number, size: Distribution, seed: number, count: number): number {
  const gaps = stream(seed, 0, 'gap', 'arrivals');
  const sizes = stream(seed, 0, 'size', 'flows');
  const loop = new EventLoop();
  const resource = loop.flows.addResource(1);
  const path = { resources: [resource], coefficients: [1] };
  const arrivalUs = new Float64Array(count);
  const skipped = count / 10;
  let arrived = 0;
  let sumUs = 0;
  const next = (): number => loop.nowUs + Math.round(sample({ kind: 'exponential', mean: 1e6 / load }, gaps));
  loop.book(next(), Phase.arrive, 0);
  loop.run(
    {
      event() {
        arrivalUs[arrived] = loop.nowUs;
        loop.flows.open({ amount: sample(size, sizes), tag: arrived, ...path }, loop.nowUs);
        if (++arrived < count) loop.book(next(), Phase.arrive, 0);
      },
      flowFinished(_flow, tag) {
        if (tag >= skipped) sumUs += loop.nowUs - arrivalUs[tag]!;
      },
      pass() {},
    },
    Number.POSITIVE_INFINITY,
  );
  return sumUs / (count - skipped) / 1e6;
}

// Mean response 1 / (1 - load), from the table. Power: half the interval must not reach what other disciplines would give;
// first come, first served would be 3 for constant sizes and 9.4 for lognormal ones at load 0.8.
function expectResponse(load: number, size: Distribution, response: number, count = 10_000): void {
  const { mean, half } = interval(SEEDS.map((seed) => meanResponse(load, size, seed, count)));
  expect(Math.abs(mean - response)).toBeLessThan(half);
  expect(half).toBeLessThan(0.12 * response);
}

describe('one shared resource is a processor-sharing queue: the mean response does not depend on the law of sizes', () => {
  for (const [name, size] of Object.entries(LAWS)) {
    test.each([
      { load: 0.3, response: 1.4286 },
      { load: 0.5, response: 2 },
      { load: 0.7, response: 3.3333 },
      { load: 0.8, response: 5 },
    ])(`${name} sizes at load $load`, ({ load, response }) => {
      expectResponse(load, size, response);
    });
  }

  test('lognormal sizes at load 0.9, where first come, first served would be 20', () => {
    expectResponse(0.9, LAWS['lognormal']!, 10, 30_000);
  });
});
