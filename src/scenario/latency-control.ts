import type { Datastore, DatastoreType, LatencyControl } from './scenario.ts';

/** Types of storage that latency control does not support [doc]. */
const NOT_SUPPORTED: readonly DatastoreType[] = ['vsan', 'vvol'];

/** Whether latency control supports a type of storage. */
export function supportsLatencyControl(type: DatastoreType): boolean {
  return !NOT_SUPPORTED.includes(type);
}

/** Whether latency control acts on a datastore: it is on, and the datastore has a latency model and a supported type. */
export function isLatencyControlled(
  { enabled }: LatencyControl,
  { type, latency }: Pick<Datastore, 'type' | 'latency'>,
): boolean {
  return enabled && latency !== undefined && supportsLatencyControl(type);
}
