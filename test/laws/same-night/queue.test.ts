import { expect, test } from 'vitest';
import { compile } from '../../../src/model/compile.ts';
import { resolvePolicy } from '../../../src/policy/resolve.ts';
import { type SimulateOptions, simulate } from '../../../src/simulation/simulate.ts';
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
  simulate(compile(scenario, { seed, replication: 0 }), policy.policy, {
    seed,
    replication: 0,
    untilUs: scenario.clock.horizonUs ?? Number.POSITIVE_INFINITY,
    trace: { record: (record) => trace.push(record) },
    ...queue,
  });
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
