import fc from 'fast-check';
import type { MaxMinProblem } from '../../src/engine/sharing/max-min-problem.ts';

/** A sharing problem as a person would write it: flows with [resource, coefficient] pairs. */
export interface Case {
  readonly capacities: readonly number[];
  readonly flows: readonly FlowCase[];
}

export interface FlowCase {
  readonly path: readonly (readonly [number, number])[];
  readonly weight?: number;
  readonly cap?: number;
}

const FOREVER = Number.POSITIVE_INFINITY;

/** The same problem in columns; flow i is row i. */
export function columns(given: Case): MaxMinProblem {
  const { capacities, flows } = given;
  const level = (row: number): number => (flows[row]!.cap ?? FOREVER) / (flows[row]!.weight ?? 1);
  const order = flows
    .map((_, row) => row)
    .sort((x, y) => (level(x) < level(y) ? -1 : level(x) > level(y) ? 1 : x - y));
  const starts: number[] = [];
  let entries = 0;
  for (const flow of flows) {
    starts.push(entries);
    entries += flow.path.length;
  }
  return {
    flows: Int32Array.from(order),
    flowCount: flows.length,
    pathStart: Int32Array.from(starts),
    pathLength: Int32Array.from(flows, (flow) => flow.path.length),
    pathResource: Int32Array.from(flows.flatMap((flow) => flow.path.map((entry) => entry[0]))),
    pathCoefficient: Float64Array.from(flows.flatMap((flow) => flow.path.map((entry) => entry[1]))),
    weight: Float64Array.from(flows, (flow) => flow.weight ?? 1),
    cap: Float64Array.from(flows, (flow) => flow.cap ?? FOREVER),
    capacity: Float64Array.from(capacities),
    resourceCount: capacities.length,
    rate: new Float64Array(flows.length),
    used: new Float64Array(capacities.length),
  };
}

/**
 * The slow, obvious solver: raise the level to the first cap or full resource, adding everything up anew;
 * freeze the flows there; repeat. It shares no code and no bookkeeping with the engine.
 */
export function obviousRates(given: Case): number[] {
  const rates: (number | undefined)[] = given.flows.map(() => undefined);
  while (rates.includes(undefined)) {
    let lowest = FOREVER;
    let atLowest: number[] = [];
    const propose = (level: number, rows: number[]): void => {
      if (level < lowest) [lowest, atLowest] = [level, []];
      if (level === lowest) atLowest.push(...rows);
    };
    given.flows.forEach((flow, row) => {
      if (rates[row] === undefined) propose((flow.cap ?? FOREVER) / (flow.weight ?? 1), [row]);
    });
    given.capacities.forEach((capacity, resource) => {
      let free = capacity;
      let pull = 0;
      const rows: number[] = [];
      given.flows.forEach((flow, row) => {
        for (const [crossed, coefficient] of flow.path) {
          if (crossed !== resource) continue;
          const rate = rates[row];
          if (rate === undefined) pull += coefficient * (flow.weight ?? 1);
          else free -= coefficient * rate;
          if (rate === undefined) rows.push(row);
        }
      });
      if (rows.length > 0) propose(Math.max(0, free) / pull, rows);
    });
    for (const row of new Set(atLowest)) {
      const { weight = 1, cap = FOREVER } = given.flows[row]!;
      rates[row] = Math.min(cap, lowest * weight);
    }
  }
  return rates as number[];
}

const amount = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 8 }) },
  { weight: 2, arbitrary: fc.double({ min: 0.001, max: 1000, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(1e-6, 1 / 3, 1e6) },
);

/** Random problems: small whole numbers, so that ties are common, mixed with awkward ones and zeros. */
export const anyCase: fc.Arbitrary<Case> = fc.integer({ min: 1, max: 7 }).chain((resources) => {
  const capacity = fc.oneof({ weight: 8, arbitrary: amount }, { weight: 1, arbitrary: fc.constant(0) });
  const entry = fc.tuple(fc.nat(resources - 1), amount);
  const path = fc.uniqueArray(entry, { selector: (each) => each[0], maxLength: 4 });
  const cap = fc.oneof({ weight: 4, arbitrary: amount }, { weight: 1, arbitrary: fc.constant(0) });
  const capped = fc.record({ path, weight: amount, cap });
  // Only a flow that crosses something may go without a cap.
  const free = fc.record({
    path: fc.uniqueArray(entry, { selector: (each) => each[0], minLength: 1, maxLength: 4 }),
    weight: amount,
  });
  return fc.record({
    capacities: fc.array(capacity, { minLength: resources, maxLength: resources }),
    flows: fc.array(fc.oneof(capped, free), { maxLength: 12 }),
  });
});
