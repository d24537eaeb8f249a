import { describe, expect, test } from 'vitest';
import { night, type Sections, vm } from '../helpers/night.ts';
import type { ScenarioData } from '../helpers/random-scenario.ts';
import { runText } from '../helpers/run-scenario-text.ts';
import { expectedUse } from '../laws/expected-use.ts';
import { holdsFor } from '../laws/law.ts';
import { nightOf } from '../laws/night.ts';

const GB = 1e9;

/** Two sites. What is read is halved before it is sent. Disks have 10 GB; network mode reads 100 MB/s. */
const ESTATE: Sections = {
  sites: '[hq, dr]',
  links: '[{ between: [hq, dr] }]',
  hosts: '[{ name: esx1, site: hq }, { name: esx2, site: dr }]',
  datastores: '[{ name: ds1, site: hq }, { name: ds2, site: dr }]',
  proxies:
    '[{ name: near, site: hq, maxConcurrentTasks: 4 }, { name: far, site: dr, maxConcurrentTasks: 4 }]',
  repositories: '[{ name: here, site: hq }, { name: there, site: dr }]',
  vms: `[${vm('a', [10], 'ds1', 'host: esx1')}]`,
};

function carried(sections: Sections): Record<string, number> {
  const { summary } = runText(night({ ...ESTATE, ...sections }));
  return Object.fromEntries(
    Object.entries(summary.links).map(([name, { transferredBytes }]) => [name, transferredBytes / GB]),
  );
}

const backup = (proxy: string, repository: string, rest = '') =>
  `[{ name: night, vms: ["*"], proxies: [${proxy}], repository: ${repository}, run: full${rest} }]`;

describe('what crosses a link counts', () => {
  test.each([
    ['sent to the other site, halved', 'near', 'there', 5],
    ['read from the other site in network mode, as it is', 'far', 'there', 10],
    ['read from the other site and sent back: both ways together', 'far', 'here', 15],
    ['not what stays in a site', 'near', 'here', 0],
  ])('%s', (_, proxy, repository, gigabytes) => {
    expect(carried({ jobs: backup(proxy, repository) })).toEqual({ 'hq-dr': gigabytes });
  });

  test('of all tasks together, also over a limited link, whose time and rate give the same', () => {
    const sections = {
      links: '[{ between: [hq, dr], bandwidth: 80 Mbit/s }]',
      vms: `[${vm('a', [10, 20, 30], 'ds1', 'host: esx1')}]`,
      jobs: backup('near', 'there'),
    };
    expect(carried(sections)).toEqual({ 'hq-dr': 30 });
    const { summary } = runText(night({ ...ESTATE, ...sections }));
    // 30 GB at 10 MB/s.
    expect(summary.window?.seconds).toBe(3000);
    expect(summary.links['hq-dr']?.utilisation).toBeCloseTo(1, 9);
  });

  test('on each link of a way over several', () => {
    expect(
      carried({
        sites: '[hq, mid, dr, lab]',
        links: '[{ between: [hq, mid] }, { between: [dr, mid] }, { between: [dr, lab] }]',
        jobs: backup('near', 'there'),
      }),
    ).toEqual({ 'hq-mid': 5, 'dr-mid': 5, 'dr-lab': 0 });
  });

  test('what is written to a disk of the other site: over a proxy there as it is sent, in network mode as it is', () => {
    const replica = (target: string) => ({
      jobs: `[{ name: r, type: replication, vms: [a], proxies: [near], run: full, repository: here, target: { datastore: ds2, host: esx2, proxies: [${target}] } }]`,
    });
    expect(carried(replica('far'))).toEqual({ 'hq-dr': 5 });
    expect(carried(replica('near'))).toEqual({ 'hq-dr': 10 });
  });

  test('through a gateway of the other site twice', () => {
    const repositories = '[{ name: here, site: hq, gateway: far }]';
    expect(carried({ repositories, jobs: backup('near', 'here') })).toEqual({ 'hq-dr': 10 });
  });
});

describe('what was sent in vain crossed it as well', () => {
  // A disk takes 100 s. The disk is read at the near proxy and sent to the other site.
  const faulty = (faults: string, rest = '') => ({
    faults: `[${faults}]`,
    jobs: backup('near', 'there', rest),
  });

  test('a transfer that is interrupted and resumes counts once', () => {
    const faults = '{ kind: link-down, target: hq-dr, at: 40s, for: 60s }';
    expect(carried(faulty(faults))).toEqual({ 'hq-dr': 5 });
  });

  test('a try that fails counts beside the one that succeeds', () => {
    // The proxy is lost after 40 s, with 2 GB of 5 sent. The retry, when it is back, sends all of it.
    const faults = '{ kind: proxy-down, target: near, at: 40s, for: 1h }';
    const rest = ', schedule: { daily: "22:00" }, retries: { times: 1, wait: 2h }';
    const clock = '{ start: 2026-01-05T22:00, horizon: 1d }';
    expect(carried({ ...faulty(faults, rest), clock })).toEqual({ 'hq-dr': 7 });
  });

  test('a transfer that the window or the end of the run cuts counts as far as it came', () => {
    expect(carried({ jobs: backup('near', 'there', ', window: 30s') })).toEqual({ 'hq-dr': 1.5 });
    expect(carried({ jobs: backup('near', 'there'), clock: '{ horizon: 30s }' })).toEqual({ 'hq-dr': 1.5 });
  });
});

test('a warm-up is not left out', () => {
  const sections = { jobs: backup('near', 'there'), clock: '{ horizon: 1h, warmUp: 50s }' };
  expect(carried(sections)).toEqual({ 'hq-dr': 5 });
});

/** All repositories in the second site, whether the scenario has two or not. */
function withFarRepositories(data: ScenarioData): ScenarioData {
  const repositories = data.repositories.map(({ server: _, ...rest }) => ({ ...rest, site: 'dr' }));
  const links = data.links.length > 0 ? data.links : [{ name: 'wan', between: ['hq', 'dr'] }];
  return { ...data, sites: ['hq', 'dr'], links, repositories };
}

test('in any scenario it is the sum over the tasks whose way crosses the link', () => {
  let crossed = 0;
  holdsFor({ runs: 100, given: withFarRepositories }, (data) => {
    const night = nightOf(data);
    const expected = new Map<string, number>();
    for (const story of night.stories) {
      for (const [name, units] of expectedUse(night, story))
        expected.set(name, (expected.get(name) ?? 0) + units);
    }
    for (const [name, { transferredBytes }] of Object.entries(night.run.summary.links)) {
      const both = (expected.get(`links.${name}`) ?? 0) + (expected.get(`links.${name}.back`) ?? 0);
      // What a cut transfer has sent is whole bytes, rounded once here and once there.
      const cut = night.stories.filter(({ terminal }) => terminal[0]?.result !== 'success').length;
      expect(Math.abs(transferredBytes - both), name).toBeLessThanOrEqual(cut);
      if (both > 0) crossed++;
    }
  });
  expect(crossed).toBeGreaterThan(50);
});
