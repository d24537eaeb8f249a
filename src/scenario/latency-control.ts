import type { Datastore, DatastoreType } from './scenario.ts';

/** Storage latency control, for datastores that have a latency model. Durations in microseconds. */
export interface LatencyControl {
  readonly enabled: boolean;
  /** At this latency no new task starts on the datastore; 20 ms [doc]. */
  readonly stopUs: number;
  /** At this latency the datastore's backup bandwidth is scaled down; 30 ms [doc]. */
  readonly throttleUs: number;
  /** Starts on one datastore are this far apart; 40 s [doc]. */
  readonly spacingUs: number;
}

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
