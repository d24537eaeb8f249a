import { DEFAULTS } from '../scenario/defaults.ts';
import type { LatencyModel } from '../scenario/scenario.ts';
import { DAY_US } from '../units/civil-time.ts';
import type { Model } from './model.ts';

/** How often the hypervisors tell of read latency. */
const SAMPLE_US = {
  vsphere: DEFAULTS.latencySampleOnEsxi.value,
  hyperv: DEFAULTS.latencySampleOnHyperv.value,
} as const;

/** How often the hosts of a datastore tell of its read latency, microseconds. */
export function sampleEveryUs({ scenario, datastores }: Model, datastore: number): number {
  const [first = -1] = datastores[datastore]!.mountedBy;
  return SAMPLE_US[scenario.hosts[first]?.platform ?? 'vsphere'];
}

/** When they last told, or could have, microseconds from the start: at multiples of `everyUs`, up to `atUs`. */
export function lastToldUs(everyUs: number, atUs: number): number {
  return Math.floor(atUs / everyUs) * everyUs;
}

/** What one would read while no backup does, microseconds. The clock started at `startUs`. */
export function latencyWithoutBackupsUs(latency: LatencyModel, startUs: number, atUs: number): number {
  const timeOfDay = (startUs + atUs) % DAY_US;
  return latency.baseUs + (latency.production.findLast((piece) => piece.fromUs <= timeOfDay)?.latencyUs ?? 0);
}
