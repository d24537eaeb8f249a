import type { Datastore, DatastoreType, LatencyControl } from './scenario.ts';

/** Storage of which latency control knows nothing [doc]. */
const NOT_SUPPORTED: readonly DatastoreType[] = ['vsan', 'vvol'];

/** Whether latency control may act on storage of a type. */
export function supportsLatencyControl(type: DatastoreType): boolean {
  return !NOT_SUPPORTED.includes(type);
}

/** Whether it acts on a datastore: switched on, with a latency to go by. */
export function isLatencyControlled(
  { enabled }: LatencyControl,
  { type, latency }: Pick<Datastore, 'type' | 'latency'>,
): boolean {
  return enabled && latency !== undefined && supportsLatencyControl(type);
}
