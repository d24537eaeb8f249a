import type { MaxMinProblem } from './max-min-problem.ts';

/** Relative tolerance of every comparison. */
const TOLERANCE = 1e-9;

/**
 * Checks that the rates of a solved problem are the weighted max-min fair ones, by the bottleneck condition, which is
 * necessary and sufficient (Bertsekas and Gallager, Data Networks, 2nd ed. 1992, section 6.5.2): no resource is used past
 * its capacity, no flow is above its cap, and every flow is at its cap or has a bottleneck, a saturated resource on which
 * no flow has a larger rate / weight. It takes one pass over all paths. It reads nothing but the rates and adds up the
 * use itself, so that it shares no arithmetic with any solver.
 * @returns one sentence per violation; empty when the rates are right
 */
export function certify(problem: MaxMinProblem): string[] {
  const { flows, flowCount, weight, cap, rate, capacity, resourceCount } = problem;
  const violations: string[] = [];
  const use = new Float64Array(resourceCount);
  const highest = new Float64Array(resourceCount);
  for (let i = 0; i < flowCount; i++) {
    const flow = flows[i]!;
    const given = rate[flow]!;
    if (!(given >= 0)) violations.push(`flow ${flow} has rate ${given}`);
    if (given > cap[flow]! * (1 + TOLERANCE)) {
      violations.push(`flow ${flow} has rate ${given} above its cap ${cap[flow]}`);
    }
    const end = problem.pathStart[flow]! + problem.pathLength[flow]!;
    for (let at = problem.pathStart[flow]!; at < end; at++) {
      const resource = problem.pathResource[at]!;
      use[resource] = use[resource]! + problem.pathCoefficient[at]! * given;
      highest[resource] = Math.max(highest[resource]!, given / weight[flow]!);
    }
  }
  for (let resource = 0; resource < resourceCount; resource++) {
    if (use[resource]! > capacity[resource]! * (1 + TOLERANCE)) {
      violations.push(`resource ${resource} gives ${use[resource]} of ${capacity[resource]}`);
    }
  }
  for (let i = 0; i < flowCount; i++) {
    const flow = flows[i]!;
    const atCap = rate[flow]! >= cap[flow]! * (1 - TOLERANCE);
    if (!atCap && !hasBottleneck(problem, flow, use, highest)) {
      violations.push(`flow ${flow} could grow: rate ${rate[flow]}, below its cap, without a bottleneck`);
    }
  }
  return violations;
}

/** Throws an error that names every violation, unless the rates are the fair ones. */
export function assertFair(problem: MaxMinProblem): void {
  const violations = certify(problem);
  if (violations.length > 0) throw new Error(`the rates are not max-min fair: ${violations.join('; ')}`);
}

function hasBottleneck(
  problem: MaxMinProblem,
  flow: number,
  use: Float64Array,
  highest: Float64Array,
): boolean {
  const share = problem.rate[flow]! / problem.weight[flow]!;
  const end = problem.pathStart[flow]! + problem.pathLength[flow]!;
  for (let at = problem.pathStart[flow]!; at < end; at++) {
    const resource = problem.pathResource[at]!;
    const full = use[resource]! >= problem.capacity[resource]! * (1 - TOLERANCE);
    if (full && highest[resource]! <= share * (1 + TOLERANCE)) return true;
  }
  return false;
}
