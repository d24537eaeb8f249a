import { NEW_PROXY_CORES } from '../../metrics/doubled.ts';
import type { FarReads } from '../../metrics/reach/far-reads.ts';
import type { RunResult } from '../../metrics/run-result.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { type Doubling, ifFew, NO_FIGURE } from './doubling.ts';
import { freeName } from './free-name.ts';

/** What is needed of a run to know what it read over links. */
export type FarRun = Pick<RunResult, 'farReads'>;

/** What could spare links that carried data in network mode. Empty where none did. */
export function acrossSites(scenario: Scenario, { farReads }: FarRun): Doubling[] {
  return [nearestOnly(farReads), ...newProxies(scenario, farReads)].flatMap((change) => change ?? []);
}

/** Jobs of which other proxies than the nearest read something are kept to these. It costs nothing. */
function nearestOnly(rows: readonly FarReads[]): Doubling | undefined {
  const strayed = new Map(rows.filter((row) => row.strayed > 0).map(({ job, nearest }) => [job, nearest]));
  const [first] = strayed.keys();
  if (first === undefined) return undefined;
  return {
    ...NO_FIGURE,
    what: `jobs.${strayed.size === 1 ? first : '*'}.proxies`,
    set: ifFew(Array.from(strayed, ([job, nearest]) => `jobs.${job}.proxies=[${nearest.join(', ')}]`)),
    apply: (before) => ({
      ...before,
      jobs: before.jobs.map((job) => {
        const proxies = strayed.get(job.name);
        return proxies === undefined ? job : { ...job, proxies };
      }),
    }),
  };
}

/** A proxy at each site that has none and was read from over links: at all of them, and at each alone. */
function newProxies(scenario: Scenario, rows: readonly FarReads[]): Doubling[] {
  const sites = new Set(rows.flatMap(({ site, ownProxies }) => (ownProxies.length === 0 ? [site] : [])));
  const possible = [...sites].filter((site) => hostIn(scenario, site) !== undefined);
  const change = (what: string, added: readonly string[]): Doubling => ({
    ...NO_FIGURE,
    what,
    set: [],
    apply: (before) => added.reduce(withProxyAt, before),
  });
  const single = possible.map((site) => change(`sites.${site}.proxy`, [site]));
  return single.length > 1 ? [change('sites.*.proxy', possible), ...single] : single;
}

/** A host in service for a virtual proxy. On Hyper-V, every host is a proxy already. */
function hostIn({ hosts }: Scenario, site: string) {
  return hosts.find((host) => host.enabled && host.site === site && host.platform === 'vsphere');
}

function withProxyAt(scenario: Scenario, site: string): Scenario {
  const host = hostIn(scenario, site)!;
  const name = freeName(scenario.proxies, `${site} proxy`);
  const declared = scenario.proxies.filter(({ isHost }) => !isHost);
  const hosts = scenario.proxies.filter(({ isHost }) => isHost);
  const proxy: Scenario['proxies'][number] = {
    name,
    site,
    platform: 'vsphere',
    kind: 'virtual',
    host: host.name,
    cores: NEW_PROXY_CORES,
    speed: 1,
    ram: Number.POSITIVE_INFINITY,
    network: Number.POSITIVE_INFINITY,
    modes: 'auto',
    failoverToNetwork: true,
    isDefault: false,
    maxConcurrentTasks: NEW_PROXY_CORES,
    enabled: true,
    addedAtUs: 0,
    isHost: false,
    origin: host.origin,
  };
  return {
    ...scenario,
    proxies: [...declared, proxy, ...hosts],
    jobs: scenario.jobs.map((job) =>
      job.proxies === undefined ? job : { ...job, proxies: [...job.proxies, name] },
    ),
  };
}
