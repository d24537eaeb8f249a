import { maxMinRates } from './max-min.ts';
import { goalOf, type Moving } from './task.ts';
import type { World } from './world.ts';

/** Every rate from nothing, and when each transfer would end by it. */
export function shareAnew(world: World): void {
  const flows = world.flowing;
  const capacities = new Map(flows.flatMap(({ path }) => [...path!.capacities]));
  const rates = maxMinRates(
    flows.map(({ path }) => path!),
    (resource) => capacities.get(resource)!(world),
  );
  flows.forEach((flow, row) => {
    flow.rate = rates[row]!;
    flow.leftUs = timeLeft(flow);
    flow.endsUs = world.now + nearestUs(flow.leftUs);
  });
}

/** Microseconds, before rounding. */
function timeLeft(flow: Moving): number {
  const { doneBytes, rate } = flow;
  const left = Math.max(0, goalOf(flow) - doneBytes);
  return left === 0 ? 0 : (left / rate) * 1e6;
}

/** Exact halves are common where figures are round, and float noise may put them a little below: so much below is a half. */
const NOISE_US = 1e-4;

/** The nearest whole number, halves up. */
export function nearestUs(us: number): number {
  return Math.floor(us + 0.5 + NOISE_US);
}

/** Whether another order of the same sums could have rounded to the other side. */
export function isDoubtful(us: number): boolean {
  const over = us + 0.5 + NOISE_US;
  return Math.abs(over - Math.round(over)) < NOISE_US / 2;
}
