import { COSTS_NOTHING, kindOfChange } from '../../metrics/doubled.ts';

/** Limits that somebody set, or settings of retries and failover. */
const ONLY_SET: ReadonlySet<string> = new Set([
  'proxies.slots',
  'proxies.failoverToNetwork',
  'jobs.wait',
  'datastores.maxSnapshots',
  'repositories.slots',
  'repositories.ingestRead',
  'repositories.ingestWrite',
  'hosts.nbdMaxDisks',
  'throttles.rate',
]);
/** Proxies are mostly VMs, and quicker to have than a faster storage or network. */
const OF_PROXIES: ReadonlySet<string> = new Set([
  'proxies.count',
  'proxies.number',
  'proxies.cores',
  'proxies.ram',
]);

/**
 * How hard a change is to make, from 0: what costs nothing, what is only set, proxies, other hardware, and faster cores, which
 * can hardly be bought; of each, first one thing, then all of a kind. Our assumption: `plan` takes real prices.
 */
export function effortOf(what: string): number {
  const kind = kindOfChange(what);
  if (COSTS_NOTHING.has(kind)) return 0;
  if (kind === 'proxies.speed') return 7;
  // More proxies are one change; more cores take as many slots as well.
  const all = isOfAll(what) && kind !== 'proxies.number' ? 1 : 0;
  if (ONLY_SET.has(kind)) return 1 + all;
  return OF_PROXIES.has(kind) ? 3 + all : 5 + all;
}

/** `datastores.*.read`, and not `datastores.ds1.read`. */
export function isOfAll(what: string): boolean {
  return what.includes('.*.');
}
