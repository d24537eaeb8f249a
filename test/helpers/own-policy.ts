import type { Model } from '../../src/model/model.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { resolvePolicy } from '../../src/policy/resolve.ts';

/** The policy that the scenario of a model names. */
export function ownPolicy({ scenario }: Model): Policy {
  const resolved = resolvePolicy(scenario.policy);
  if (!resolved.ok) throw new Error(resolved.diagnostics[0]!.message);
  return resolved.policy;
}
