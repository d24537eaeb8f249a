import type { Limits } from '../../src/metrics/bound/limits.ts';
import type { Model } from '../../src/model/model.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { resolvePolicy } from '../../src/policy/resolve.ts';
import { limitsOf } from '../../src/runs/bound-limits.ts';

/** The policy that the scenario of a model names. */
export function ownPolicy({ scenario }: Model): Policy {
  const resolved = resolvePolicy(scenario.policy);
  if (!resolved.ok) throw new Error(resolved.diagnostics[0]!.message);
  return resolved.policy;
}

/** What limits its schedules, for the lower bound. */
export function ownLimits(model: Model): Limits {
  return limitsOf(model, ownPolicy(model));
}
