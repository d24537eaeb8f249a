import { expect, test } from 'vitest';
import { Phase } from '../../src/engine/event-list.ts';
import { EventLoop } from '../../src/engine/event-loop.ts';
import { sample } from '../../src/engine/random/distributions.ts';
import { stream } from '../../src/engine/random/random.ts';
import { interval } from './confidence.ts';

const ARRIVAL = 1;
const DEPARTURE = 2;

/** Share of Poisson arrivals that find every server busy and are lost; service exponential of mean 1 s, load per server. */
function lostShare(servers: number, load: number, seed: number, count: number): number {
  const gaps = stream(seed, 0, 'gap', 'arrivals');
  const services = stream(seed, 0, 'service', 'station');
  const loop = new EventLoop();
  let [busy, arrived, lost] = [0, 0, 0];
  const after = (meanUs: number, random: typeof gaps) =>
    loop.nowUs + Math.round(sample({ kind: 'exponential', mean: meanUs }, random));
  const nextArrival = () => void loop.book(after(1e6 / (load * servers), gaps), Phase.arrive, ARRIVAL);
  const event = (kind: number): void => {
    if (kind === DEPARTURE) {
      busy--;
      return;
    }
    if (busy < servers) {
      busy++;
      loop.book(after(1e6, services), Phase.release, DEPARTURE);
    } else if (arrived >= count / 10) lost++;
    if (++arrived < count) nextArrival();
  };
  nextArrival();
  loop.run({ event, flowFinished() {}, pass() {} }, Number.POSITIVE_INFINITY);
  return lost / (count - count / 10);
}

test.each([
  [8, 0.8, 0.144394],
  [16, 0.9, 0.126412],
])('%i servers at load %d lose %d of all, as Erlang B says', (servers, load, lost) => {
  const shares = Array.from({ length: 40 }, (_, seed) => lostShare(servers, load, seed, 20_000));
  const { mean, half } = interval(shares);
  expect(Math.abs(mean - lost)).toBeLessThan(half);
  // Power: with one more server the share would be 0.093 for eight, 0.097 for sixteen.
  expect(half).toBeLessThan(0.03 * lost);
});
