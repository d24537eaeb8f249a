import type { Limits } from '../metrics/bound/limits.ts';
import type { Model } from '../model/model.ts';
import type { Policy } from '../policy/policy.ts';
import { hasFilter, hasMemoryFor, hotaddLimitOf } from '../policy/rules/capacity-filters.ts';
import { SECOND_US } from '../units/civil-time.ts';

/** The limits that a policy imposes on any schedule. The lower bound itself knows nothing of policies. */
export function limitsOf(model: Model, policy: Policy): Limits {
  const { spacingUs } = model.scenario.latencyControl;
  const limited = (name: string, limit: number) =>
    hasFilter(policy, name) ? limit : Number.POSITIVE_INFINITY;
  const tasks = model.proxies.map(({ slots }, proxy) => {
    let most = slots;
    while (most > 0 && !hasMemoryFor(most, proxy, model, policy)) most--;
    return most;
  });
  const isSpaced = hasFilter(policy, 'start-spacing');
  return {
    tasksAtOnce: (proxy) => tasks[proxy]!,
    hotaddDisks: limited('hotadd-disks', hotaddLimitOf(model)),
    snapshots: (datastore) => limited('datastore-snapshots', model.datastores[datastore]!.maxSnapshots),
    nbdDisks: (host) =>
      limited('nbd-connections', model.hosts[host]?.nbdMaxDisks ?? Number.POSITIVE_INFINITY),
    spacingSeconds: (datastore) =>
      isSpaced && model.datastores[datastore]!.isLatencyControlled ? spacingUs / SECOND_US : 0,
    tickSeconds: policy.tickUs / SECOND_US,
  };
}
