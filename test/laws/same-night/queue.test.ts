import { expect, test } from 'vitest';
import { inOneGo } from '../../../src/collections/in-parts.ts';
import { compile } from '../../../src/model/compile.ts';
import { resolvePolicy } from '../../../src/policy/resolve.ts';
import { type SimulateOptions, simulateInParts } from '../../../src/simulation/simulate.ts';
import type { TraceRecord } from '../../../src/trace/record.ts';
import { type Entry, type ScenarioData, textOf } from '../../helpers/random-scenario.ts';
import { scenarioOf } from '../../helpers/run-scenario-text.ts';
import { holdsFor, holdsInDomain } from '../law.ts';

function traceOf(data: ScenarioData, queue: Pick<SimulateOptions, 'queue'>): TraceRecord[] {
  const scenario = scenarioOf(textOf(data));
  const policy = resolvePolicy(scenario.policy);
  if (!policy.ok) throw new Error('a random scenario has no such policy');
  const trace: TraceRecord[] = [];
  const { seed } = scenario;
  const simulation = simulateInParts(compile(scenario, { seed, replication: 0 }), policy.policy, {
    seed,
    replication: 0,
    untilUs: scenario.clock.horizonUs ?? Number.POSITIVE_INFINITY,
    trace: { record: (record) => trace.push(record) },
    ...queue,
  });
  inOneGo(simulation);
  return trace;
}

/** Every decision, and every microsecond of waiting by its cause. */
function decidesAsAPlainScan(data: ScenarioData): void {
  expect(traceOf(data, {})).toEqual(traceOf(data, { queue: 'plain' }));
}

test('groups that sleep behind gates are placed and charged as by a look at every group in every pass', () => {
  holdsFor({ runs: 120 }, decidesAsAPlainScan);
});

test('likewise over the whole domain, with faults, restores, copies and chains', () => {
  holdsInDomain({ runs: 120 }, decidesAsAPlainScan);
});

test('likewise where repositories are scarcer than proxies, of which groups wait by turns', () => {
  const scarce = (data: ScenarioData): ScenarioData => ({
    ...data,
    repositories: data.repositories.map((repository, row) => ({
      ...repository,
      ...('extents' in repository ? {} : { maxConcurrentTasks: 1 + (row % 2) }),
    })),
  });
  holdsInDomain({ runs: 60, given: scarce }, decidesAsAPlainScan);
});

test('likewise where a host bears one connection in network mode, which tells apart the tasks of its VMs', () => {
  const oneEach = (data: ScenarioData): ScenarioData => ({
    ...data,
    hosts: data.hosts.map((host) => ({ ...host, nbdMaxDisks: 1 })),
  });
  holdsFor({ runs: 80, given: oneEach }, decidesAsAPlainScan);
});

test('likewise where the first proxy of a file becomes its gateway, and proxies, hosts and links fail again and again', () => {
  const failing = (data: ScenarioData): ScenarioData => {
    const often = { mtbf: '15 min', mttr: '4 min' };
    const few = ['proxies', 'hosts', 'links'].flatMap((section) =>
      (data[section] as Entry[]).slice(0, 2).map(({ name }) => ({ section, name })),
    );
    const KINDS: Record<string, string> = { proxies: 'proxy-down', hosts: 'host-down', links: 'link-down' };
    const faults = few.map(({ section, name }) => ({ kind: KINDS[section], target: name, ...often }));
    return {
      ...data,
      repositories: data.repositories.map((r) => ('extents' in r ? r : { ...r, gateway: 'auto' })),
      proxies: data.proxies.map((proxy) => ({ ...proxy, maxConcurrentTasks: 1 })),
      faults: faults as unknown as Entry[],
    };
  };
  holdsInDomain({ runs: 40, given: failing }, decidesAsAPlainScan);
});

test('likewise between three sites, while the links between any two of them fail again and again', () => {
  const SITES = ['hq', 'dr', 'far'];
  const threeSites = (data: ScenarioData): ScenarioData => {
    // Those of a Hyper-V cluster stay together, beside their volumes.
    const hosts = data.hosts.map((host, n) =>
      host['platform'] === 'hyperv' ? host : { ...host, site: SITES[n % 3] },
    );
    const siteOf = (host: unknown) => (hosts as Entry[]).find(({ name }) => name === host)?.['site'];
    const proxies = data.proxies.map((proxy, n) => ({
      ...proxy,
      site: siteOf(proxy['host']) ?? SITES[n % 3],
      maxConcurrentTasks: 1,
    }));
    return {
      ...data,
      // Links fail every five minutes, so hours are enough.
      clock: { ...data.clock, horizon: '3h' },
      sites: SITES,
      links: [0, 1, 2].map((n) => ({ name: `wan${n}`, between: [SITES[n], SITES[(n + 1) % 3]] })),
      throttles: [],
      hosts,
      datastores: data.datastores.map((datastore) => {
        const mounts = datastore['hosts'] as string[];
        const site = siteOf(mounts[0]);
        return { ...datastore, site, hosts: mounts.filter((host) => siteOf(host) === site) };
      }),
      proxies,
      repositories: data.repositories.map((repository, n) => {
        const server = proxies.find(({ name }) => name === repository['server']);
        const site = server?.site ?? SITES[(n + 2) % 3];
        return 'extents' in repository
          ? repository
          : { ...repository, site, gateway: data.seed % 2 === 0 ? 'auto' : repository['gateway'] };
      }),
      // More disks to each VM, so that some of them wait when the first one has chosen the way.
      vms: data.vms.map((vm) => {
        const disks = vm['disks'] as object[];
        return {
          ...vm,
          disks: [...disks, ...disks, ...disks].map((disk, n) => ({ ...disk, name: `d${n}` })),
        };
      }),
      policy: { ...data.policy, sameHostHotAdd: data.seed % 3 },
      faults: [0, 1, 2].map((n) => ({
        kind: 'link-down',
        target: `wan${n}`,
        mtbf: '5 min',
        mttr: '4 min',
      })) as unknown as Entry[],
    };
  };
  holdsInDomain({ runs: 60, given: threeSites }, decidesAsAPlainScan);
});
