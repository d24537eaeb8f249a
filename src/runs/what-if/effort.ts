import { COSTS_NOTHING, kindOfChange } from '../../metrics/doubled.ts';
import { MOVED_FULLS, SPLIT_JOB } from '../../metrics/moved-fulls.ts';

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
const MORE_PROXIES: ReadonlySet<string> = new Set(['proxies.count', 'proxies.number']);
const LARGER_PROXIES: ReadonlySet<string> = new Set(['proxies.cores', 'proxies.ram']);
const FASTER_CORES = 'proxies.speed';

/**
 * How hard a change is to make, from 0: what costs nothing; what is only set; more proxies; larger ones, which take
 * more slots as well; other hardware; faster cores, which can hardly be bought. Of each, one thing comes before all of
 * a kind. Our assumption: `plan` takes real prices.
 */
export function effortOf(what: string): number {
  const kind = kindOfChange(what);
  const all = isOfAll(what) ? 1 : 0;
  if (COSTS_NOTHING.has(kind)) return 0;
  if (ONLY_SET.has(kind)) return 1 + all;
  if (MORE_PROXIES.has(kind)) return 3;
  if (LARGER_PROXIES.has(kind)) return 4 + all;
  return (kind === FASTER_CORES ? 8 : 6) + all;
}

/** `datastores.*.read`, and not `datastores.ds1.read`. */
export function isOfAll(what: string): boolean {
  return what.includes('.*.');
}

/** Whether the changes of a kind go further one after the other, and need nothing of each other: a few are tried before many. */
export function inSteps(kind: string): boolean {
  return kind === MOVED_FULLS || kind === SPLIT_JOB;
}
