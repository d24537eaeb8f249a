import type { TakesTasks } from '../../src/metrics/bound/way-kind.ts';
import type { Model } from '../../src/model/model.ts';
import { hasMemoryFor } from '../../src/policy/capacity-filters.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { resolvePolicy } from '../../src/policy/resolve.ts';

/** The policy that the scenario of a model names. */
export function ownPolicy({ scenario }: Model): Policy {
  const resolved = resolvePolicy(scenario.policy);
  if (!resolved.ok) throw new Error(resolved.diagnostics[0]!.message);
  return resolved.policy;
}

/** Which proxies ever take a task under it. */
export function takesTasksIn(model: Model): TakesTasks {
  const policy = ownPolicy(model);
  return (proxy) => hasMemoryFor(1, proxy, model, policy);
}
