import type { Reach } from '../../metrics/reach/reach.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import { TASK_RESULTS } from '../../metrics/summary/summary.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { MINUTE_US } from '../../units/civil-time.ts';
import { type Doubling, ifFew, NO_FIGURE } from './doubling.ts';
import { withCopy } from './proxy-copy.ts';

/** What is needed of a run to know what could have helped it. */
export type FailedRun = Pick<RunResult, 'summary' | 'columns' | 'reach'>;

/** The pause before retries that is tried: long enough for a product to notice what failed. */
const SHORT_PAUSE_US = MINUTE_US;

/** What could have helped a night in which something failed: empty where nothing in the night gives cause to try it. */
export function afterFaults(scenario: Scenario, run: FailedRun): Doubling[] {
  return [anotherProxy(scenario, run), failover(scenario, run), shorterPause(scenario, run)].flatMap(
    (change) => change ?? [],
  );
}

/** A pause of a minute before failed VMs are tried again, where tasks waited for a longer one. */
function shorterPause({ jobs }: Scenario, { summary }: FailedRun): Doubling | undefined {
  const waits = jobs.map(({ retries }) => retries.waitUs);
  if (summary.waits['retry-wait'] === 0 || waits.every((waitUs) => waitUs <= SHORT_PAUSE_US))
    return undefined;
  const path = 'jobs.*.retries.wait';
  return {
    ...NO_FIGURE,
    what: path,
    // The setting is for all jobs, and must not lengthen the pause of any.
    set: waits.every((waitUs) => waitUs >= SHORT_PAUSE_US) ? [`${path}=1min`] : [],
    apply: (before) => ({
      ...before,
      jobs: before.jobs.map((job) => ({
        ...job,
        retries: { ...job.retries, waitUs: Math.min(job.retries.waitUs, SHORT_PAUSE_US) },
      })),
    }),
  };
}

/** Proxies that lost their storage may read over the network instead, where they were not allowed to. */
function failover({ proxies }: Scenario, { summary }: FailedRun): Doubling | undefined {
  const cutOff = new Set(
    summary.faults.flatMap(({ kind, name }) => (kind === 'connectivity-lost' ? [name] : [])),
  );
  const strict = proxies.filter(
    ({ name, isHost, failoverToNetwork }) => cutOff.has(name) && !isHost && !failoverToNetwork,
  );
  const [first] = strict;
  if (first === undefined) return undefined;
  const what = `proxies.${strict.length === 1 ? first.name : '*'}.failoverToNetwork`;
  const changed = new Set(strict.map(({ name }) => name));
  return {
    ...NO_FIGURE,
    what,
    set: ifFew(strict.map(({ name }) => `proxies.${name}.failoverToNetwork=true`)),
    apply: (before) => ({
      ...before,
      proxies: before.proxies.map((proxy) =>
        changed.has(proxy.name) ? { ...proxy, failoverToNetwork: true } : proxy,
      ),
    }),
  };
}

/**
 * One more of the proxy whose failure kept work waiting longest; no fault names it, so it stays up. Not tried for a
 * host that is down, as the copy would be on the same host.
 */
function anotherProxy(scenario: Scenario, run: FailedRun): Doubling | undefined {
  const failed = new Set(
    run.summary.faults.flatMap(({ kind, name }) =>
      kind === 'proxy-down' || kind === 'connectivity-lost' ? [name] : [],
    ),
  );
  const [worst] = scenario.proxies
    .filter(({ name, isHost }) => failed.has(name) && !isHost)
    .map((proxy) => ({ proxy, cost: costOf(proxy.name, run) }))
    .filter(({ cost }) => cost > 0)
    .sort((a, b) => b.cost - a.cost);
  if (worst === undefined) return undefined;
  const { name } = worst.proxy;
  return {
    ...NO_FIGURE,
    what: `proxies.${name}.count`,
    set: [`proxies.${name}.count=2`],
    apply: (before) => withCopy(before, name),
  };
}

/**
 * How much a proxy's failure may have cost, to find the worst of several: the seconds for which its tasks stood still or others
 * had no proxy but it, and one more for each task that failed.
 */
function costOf(name: string, { summary, columns: { tasks }, reach }: FailedRun): number {
  let cost = reachesAlone(name, reach) ? summary.waits['no-candidate'] : 0;
  const proxy = tasks.proxies.indexOf(name);
  if (proxy < 0) return cost;
  for (let task = 0; task < tasks.count; task++) {
    const isOnIt = tasks.proxy[task] === proxy || tasks.secondProxy[task] === proxy;
    if (!isOnIt) continue;
    cost += tasks.interruptedSeconds[task]!;
    if (tasks.result[task] === FAILED) cost++;
  }
  return cost;
}

const FAILED = TASK_RESULTS.indexOf('failed');

/** Whether no other proxy reaches some datastore. */
function reachesAlone(name: string, { proxies, cells }: Reach): boolean {
  const reachedBy = new Map<number, number>();
  const usable = cells.filter(({ possible }) => possible.length > 0);
  for (const { datastore } of usable) reachedBy.set(datastore, (reachedBy.get(datastore) ?? 0) + 1);
  return usable.some(({ proxy, datastore }) => proxies[proxy] === name && reachedBy.get(datastore) === 1);
}
