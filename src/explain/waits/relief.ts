import { largestBy } from '../../collections/extremes.ts';
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
  /** Share of the waiting that was for the thing that tasks waited for most, 0 to 1. */
  readonly share: number;
  /**
   * Microseconds for which one unit more of that thing would have been in use: tasks waited for it, and lacked no repository
   * slot.
   */
  readonly usedUs: number;
  /**
   * `what` is a slot on a repository instead, because that was full, too, for most of the time; null: it is that thing
   * itself.
   */
  readonly insteadOf: InsteadOf | null;
}

/** The thing that tasks waited for most, of which one more unit alone would mostly have stayed free. */
export interface InsteadOf {
  /** In words: `one more slot on px1`. */
  readonly what: string;
  /** Microseconds for which it would have stayed free although tasks waited for it, because the repository was full. */
  readonly freeUs: number;
  /** Microseconds for which tasks waited for it. */
  readonly wantedUs: number;
}

/** One more unit of what helps first; null: no task waited, or there is no way to add a unit. */
export function reliefFor(model: Model, { cause, byThing, waitedUs, withoutUse }: Blame): Relief | null {
  const most = byThing[0];
  if (most === undefined || waitedUs === 0) return null;
  const found = oneMore(model, cause, most.name);
  if (found === null) return null;
  const { wantedUs } = most;
  const free = withoutUse.filter(({ name }) => name === most.name);
  const freeUs = free.reduce((sum, { us }) => sum + us, 0);
  const share = most.us / waitedUs;
  const usedUs = wantedUs - freeUs;
  const full = largestBy(free, ({ us }) => us);
  const other = full === undefined || freeUs <= usedUs ? null : oneMore(model, 'repository-slot', full.by);
  if (other === null) return { ...found, share, usedUs, insteadOf: null };
  return { ...other, share, usedUs, insteadOf: { what: found.what, freeUs, wantedUs } };
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
      // The file declares a Hyper-V host, which is a proxy, among the hosts.
      const path = proxy.isHost ? `hosts.${name}` : thing;
      return { what: `one more slot on ${name}`, set: `${path}.maxConcurrentTasks=${proxy.slots + 1}` };
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
      return {
        what: `move disks from ${name} to other datastores, because starts on it are spaced out`,
        set: null,
      };
    // Nothing that comes in units.
    case 'no-candidate':
    case 'retry-wait':
    case 'sequential':
    case 'scheduler-tick':
      return null;
  }
}
