import type { Model } from '../../model/model.ts';
import { hasMemoryFor, hotaddLimitOf } from '../../policy/capacity-filters.ts';
import type { Policy } from '../../policy/policy.ts';

const US_PER_SECOND = 1e6;

/** What a policy holds to while it places tasks: one that does not ask for a limit is not bound by it. */
export interface Limits {
  /** Tasks that a proxy has at once at most; 0: it never has the memory for one. */
  readonly tasksAtOnce: (proxy: number) => number;
  /** Disks attached to one proxy at once, by datastore its snapshots, by host its network-mode disks; Infinity: any. */
  readonly hotaddDisks: number;
  readonly snapshots: (datastore: number) => number;
  readonly nbdDisks: (host: number) => number;
  /** Between two starts that read from a datastore, seconds; 0: none. */
  readonly spacingSeconds: (datastore: number) => number;
  /** Tasks are placed at its multiples alone, seconds; 0: at any time. */
  readonly tickSeconds: number;
}

export function limitsOf(model: Model, policy: Policy): Limits {
  const { latencyControl, datastores } = model.scenario;
  const asks = (name: string) => policy.filters.some((filter) => filter.name === name);
  const limited = (name: string, limit: number) => (asks(name) ? limit : Number.POSITIVE_INFINITY);
  const tasks = model.proxies.map(({ slots }, proxy) => {
    let most = slots;
    while (most > 0 && !hasMemoryFor(most, proxy, model, policy)) most--;
    return most;
  });
  const isSpaced = latencyControl.enabled && asks('start-spacing');
  return {
    tasksAtOnce: (proxy) => tasks[proxy]!,
    hotaddDisks: limited('hotadd-disks', hotaddLimitOf(model)),
    snapshots: (datastore) => limited('datastore-snapshots', model.datastores[datastore]!.maxSnapshots),
    nbdDisks: (host) =>
      limited('nbd-connections', model.hosts[host]?.nbdMaxDisks ?? Number.POSITIVE_INFINITY),
    spacingSeconds: (datastore) =>
      isSpaced && datastores[datastore]!.latency !== undefined ? latencyControl.spacingUs / US_PER_SECOND : 0,
    tickSeconds: policy.tickUs / US_PER_SECOND,
  };
}
