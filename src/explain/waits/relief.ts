import type { Model } from '../../model/model.ts';
import { hotaddLimitOf } from '../../policy/rules/capacity-filters.ts';
import type { WaitCause } from '../../trace/wait-cause.ts';
import type { Blame } from './blame.ts';

/** What to try first against a kind of waiting. */
export interface Relief {
  /** In words: `one more slot on px1`. */
  readonly what: string;
  /** For `run --set`; null: no single setting does it. */
  readonly set: string | null;
  /** Share of the waiting that was for this thing, 0 to 1. */
  readonly share: number;
  /** Microseconds for which one unit more of it would have been in use. */
  readonly wantedUs: number;
}

/** One unit more of what most of the waiting was for; null: nobody waited, or it was for nothing that one could add. */
export function reliefFor(model: Model, { cause, byThing, waitedUs }: Blame): Relief | null {
  const most = byThing[0];
  if (most === undefined || waitedUs === 0) return null;
  const found = oneMore(model, cause, most.name);
  if (found === null) return null;
  return { ...found, share: most.us / waitedUs, wantedUs: most.wantedUs };
}

/** One unit more of a thing (`proxies.px1`) that refuses tasks for a cause; null: there could not be more of it. */
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
    // Nothing that there could be more of.
    case 'no-candidate':
    case 'retry-wait':
    case 'sequential':
    case 'scheduler-tick':
      return null;
  }
}
