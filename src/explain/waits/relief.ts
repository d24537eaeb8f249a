import type { Model } from '../../model/model.ts';
import { hotaddLimitOf } from '../../policy/rules/capacity-filters.ts';
import type { WaitCause } from '../../trace/wait-cause.ts';
import type { Blame } from './blame.ts';

/** What to try first against waits of one cause. */
export interface Relief {
  /** In words: `one more slot on px1`. */
  readonly what: string;
  /** Argument for `run --set`; null: no single setting does it. */
  readonly set: string | null;
  /** Share of the waiting that was for this thing, 0 to 1. */
  readonly share: number;
  /** Microseconds for which one unit more of it would have been in use. */
  readonly wantedUs: number;
}

/** One more unit of what tasks waited for longest; null: no task waited, or there is no way to add a unit. */
export function reliefFor(model: Model, { cause, byThing, waitedUs }: Blame): Relief | null {
  const most = byThing[0];
  if (most === undefined || waitedUs === 0) return null;
  const found = oneMore(model, cause, most.name);
  if (found === null) return null;
  return { ...found, share: most.us / waitedUs, wantedUs: most.wantedUs };
}

/** One more unit of a thing (`proxies.px1`) that refuses tasks with a cause; null: there is no way to add a unit. */
export function oneMore(model: Model, cause: WaitCause, thing: string): Pick<Relief, 'what' | 'set'> | null {
  const name = thing.slice(thing.indexOf('.') + 1);
  const named = <T extends { readonly name: string }>(rows: readonly T[]) =>
    rows.find((row) => row.name === name);
  switch (cause) {
    case 'proxy-slot': {
      const proxy = named(model.proxies);
      if (proxy === undefined) return null;
      const set = proxy.isHost ? null : `${thing}.maxConcurrentTasks=${proxy.slots + 1}`;
      return { what: `one more slot on ${name}`, set };
    }
    case 'repository-slot': {
      const repository = named(model.repositories);
      if (repository === undefined) return null;
      const isPlain = repository.extents.length === 0;
      const set = isPlain ? `${thing}.maxConcurrentTasks=${repository.slots + 1}` : null;
      return { what: `one more slot on ${name}`, set };
    }
    case 'datastore-snapshots': {
      const limit = named(model.datastores)?.maxSnapshots ?? 0;
      return { what: `one more open snapshot on ${name}`, set: `${thing}.maxSnapshots=${limit + 1}` };
    }
    case 'hotadd-disks': {
      const limit = hotaddLimitOf(model);
      return { what: `one more disk attached to ${name}`, set: `policy.hotaddMaxDisks=${limit + 1}` };
    }
    case 'nbd-connections': {
      const limit = named(model.hosts)?.nbdMaxDisks ?? 0;
      return {
        what: `one more network-mode connection of ${name}`,
        set: `${thing}.nbdMaxDisks=${limit + 1}`,
      };
    }
    case 'ram':
      return { what: `memory for one more task on ${name}`, set: null };
    case 'datastore-latency':
      return { what: `a datastore faster than ${name}, or less production on it`, set: null };
    case 'start-spacing':
      return { what: `disks on other datastores than ${name}: its starts are spaced out`, set: null };
    // Nothing that comes in units.
    case 'no-candidate':
    case 'retry-wait':
    case 'sequential':
    case 'scheduler-tick':
      return null;
  }
}
