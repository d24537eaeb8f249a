import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomScenario, type ScenarioData } from '../../helpers/random-scenario.ts';
import { figuredNight } from '../figures/figure-nights.ts';
import { withLatency } from '../nights/latency-nights.ts';
import { struckBy } from '../nights/strikes.ts';
import { agreeInExplanations, ExplainCoverage, explanationsThatDiffer } from './agreement.ts';

/** Of these a night says less for its time. */
const OTHERS: Readonly<Record<string, fc.Arbitrary<ScenarioData>>> = {
  'datastores whose latency is controlled': randomScenario.map(withLatency),
  'parts and connections that are lost': randomScenario.map(
    struckBy(['datastore-down', 'host-down', 'connectivity-lost']),
  ),
};

describe('what explain says of a night', () => {
  const coverage = new ExplainCoverage();

  test('is what stands in the notes that the second simulator keeps of it', () => {
    fc.assert(
      fc.property(figuredNight, (data) => agreeInExplanations(data, coverage)),
      { seed: 20_261_130, numRuns: 50 },
    );
  });

  test.each(Object.entries(OTHERS))('also where it has %s', (_, nights) => {
    fc.assert(
      fc.property(nights, (data) => agreeInExplanations(data, coverage)),
      { seed: 20_261_130, numRuns: 8 },
    );
  });

  test('also where a window stops a disk at the very instant at which its host goes down', () => {
    const night = {
      version: 1,
      seed: 0,
      hosts: [{ name: 'esx1', managementNetwork: '50 MB/s' }],
      datastores: [{ name: 'ds1' }],
      proxies: [{ name: 'px1', kind: 'physical' }],
      repositories: [{ name: 'repo1' }],
      vms: [{ name: 'vm1', host: 'esx1', disks: [{ size: '20 GB', datastore: 'ds1' }] }],
      jobs: [{ name: 'job1', vms: ['vm1'], repository: 'repo1', run: 'full', window: '3 min' }],
      faults: [{ kind: 'host-down', target: 'esx1', at: '3 min', for: '35 min' }],
    };
    expect(explanationsThatDiffer(night as unknown as ScenarioData, new ExplainCoverage())).toEqual({});
  });

  test('also where a disk finds its storage gone: better modes are better than the one that was decided on', () => {
    // Decided on by hot-add; goes on over the network.
    const night = {
      version: 1,
      seed: 0,
      hosts: [{ name: 'esx1' }],
      datastores: [{ name: 'ds1', type: 'vmfs', protocol: 'fc', hosts: ['esx1'] }],
      proxies: [{ name: 'px1', kind: 'virtual', host: 'esx1' }],
      repositories: [{ name: 'repo' }],
      vms: [{ name: 'a', host: 'esx1', disks: [{ size: '1 GB', datastore: 'ds1' }] }],
      jobs: [{ name: 'first', vms: ['a'], repository: 'repo' }],
      faults: [{ kind: 'connectivity-lost', target: 'px1', at: '1s', for: '10 min' }],
    };
    expect(explanationsThatDiffer(night as unknown as ScenarioData, new ExplainCoverage())).toEqual({});
  });

  test('and it is asked of everything that it may say', () => {
    for (const what of [
      ...['a task', 'the snapshot', 'the chain'],
      ...['source', 'proxy', 'network', 'target', 'throttling'].map((stage) => `a rate limited in ${stage}`),
      ...['waiting', 'preparing', 'transferring', 'ended'].map((state) => `at an instant ${state}`),
      ...['proxy-slot', 'repository-slot', 'datastore-snapshots', 'nbd-connections', 'sequential'].map(
        (cause) => `blame for ${cause}`,
      ),
      ...['the end', 'proxy-slot', 'repository-slot', 'its turn in the session'].map(
        (gave) => `a link that gave ${gave}`,
      ),
    ])
      expect(coverage.met(what), what).toBeGreaterThan(0);
    for (const cause of ['repository-slot', 'datastore-snapshots', 'nbd-connections', 'scheduler-tick'])
      expect(coverage.met(`a free slot kept by ${cause}`), cause).toBeGreaterThan(0);
    for (const cause of ['datastore-latency', 'start-spacing'])
      expect(coverage.met(`blame for ${cause}`), cause).toBeGreaterThan(0);
    expect(coverage.met('interrupted by 1')).toBeGreaterThan(0);
  });
});
