import { DEFAULTS } from '../scenario/defaults.ts';
import type { LatencyModel } from '../scenario/scenario.ts';
import { DAY_US } from '../units/civil-time.ts';
import type { Model } from './model.ts';

/** How often each hypervisor reports read latency. */
const SAMPLE_US = {
  vsphere: DEFAULTS.latencySampleOnEsxi.value,
  hyperv: DEFAULTS.latencySampleOnHyperv.value,
} as const;

/** How often the hosts of a datastore report its read latency, microseconds. */
export function sampleEveryUs({ scenario, datastores }: Model, datastore: number): number {
  const [first = -1] = datastores[datastore]!.mountedBy;
  return SAMPLE_US[scenario.hosts[first]?.platform ?? 'vsphere'];
}

/** Time of the last report at or before `atUs`, microseconds from the start. Reports come at multiples of `everyUs`. */
export function lastReportedUs(everyUs: number, atUs: number): number {
  return Math.floor(atUs / everyUs) * everyUs;
}

/** Read latency without backup load, microseconds. `startUs`: civil time of the run's start; `atUs`: time since then. */
export function latencyWithoutBackupsUs(latency: LatencyModel, startUs: number, atUs: number): number {
  const timeOfDay = (startUs + atUs) % DAY_US;
  return latency.baseUs + (latency.production.findLast((piece) => piece.fromUs <= timeOfDay)?.latencyUs ?? 0);
}
