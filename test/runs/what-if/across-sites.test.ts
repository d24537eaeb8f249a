import { expect, test } from 'vitest';
import { acrossSites } from '../../../src/runs/what-if/across-sites.ts';
import { branches } from '../../helpers/branches.ts';
import { whatIfDoubled } from '../../helpers/in-one-go.ts';
import { run, scenarioOf } from '../../helpers/run-scenario-text.ts';
import { withSettings } from '../../helpers/with-settings.ts';

const V1 = '{ name: first, vms: [v1], repository: repo1, run: full }';
const V2 = '{ name: second, vms: [v2], repository: repo1, run: full }';

function tried(text: string) {
  const scenario = scenarioOf(text);
  const options = { file: { name: 'night.yaml', sha256: '' } };
  const { changes, ...before } = whatIfDoubled(scenario, {
    result: run(scenario),
    options,
    budget: Infinity,
  })!;
  return { before, of: (what: string) => changes.find((change) => change.what === what) };
}

const whatsOf = (text: string) => {
  const scenario = scenarioOf(text);
  return acrossSites(scenario, run(scenario)).map(({ what }) => what);
};

test('jobs that read over links are tried with their nearest proxies only', () => {
  const text = branches({ jobs: `[${V1}]`, vms: 'v1' });
  const { before, of } = tried(text);
  // Both disks share the 10 MB/s out of b1. One of them goes on to b2, and comes back as half as much.
  expect(before).toMatchObject({ windowSeconds: 2000, linkBytes: 20e9 + 10e9 + 5e9 });
  const nearest = of('jobs.first.proxies')!;
  // One after the other on hq-px, each alone on the link.
  expect(nearest).toMatchObject({
    set: ['jobs.first.proxies=[hq-px]'],
    windowSeconds: 2000,
    linkBytes: 20e9,
  });
  const { summary } = run(withSettings(text, nearest.set));
  expect(summary.links['hq-b1']!.transferredBytes).toBe(20e9);
  expect(summary.links['hq-b2']!.transferredBytes).toBe(0);
});

test('a proxy is tried in a site that has none: what it sends is compressed before it crosses the link', () => {
  const { of } = tried(branches({ jobs: `[${V1}]`, vms: 'v1' }));
  // 10 GB at 10 MB/s.
  expect(of('sites.b1.proxy')).toMatchObject({ set: [], windowSeconds: 1000, linkBytes: 10e9 });
});

test('it also joins the list of a job that names its proxies', () => {
  const named = V1.replace(' }', ', proxies: [hq-px] }');
  const { of } = tried(branches({ jobs: `[${named}]`, vms: 'v1' }));
  expect(of('jobs.first.proxies')).toBeUndefined();
  expect(of('sites.b1.proxy')).toMatchObject({ windowSeconds: 1000, linkBytes: 10e9 });
});

test('it runs on a host in service', () => {
  const text = branches({ jobs: `[${V1}]`, vms: 'v1' }).replace(
    'hosts: [',
    'hosts: [{ name: esx0, site: b1, enabled: false }, ',
  );
  const scenario = scenarioOf(text);
  const [there] = acrossSites(scenario, run(scenario)).filter(({ what }) => what === 'sites.b1.proxy');
  const hostsOf = ({ proxies }: typeof scenario) => proxies.map(({ host }) => host);
  expect(hostsOf(there!.apply(scenario))).toEqual([...hostsOf(scenario), 'esx1']);
});

test('it is another one than a proxy of its name that is switched off', () => {
  const off = '  - { name: b1 proxy, site: b1, kind: physical, enabled: false }\nrepositories';
  const scenario = scenarioOf(branches({ jobs: `[${V1}]`, vms: 'v1' }).replace('repositories', off));
  const [there] = acrossSites(scenario, run(scenario)).filter(({ what }) => what === 'sites.b1.proxy');
  const names = there!.apply(scenario).proxies.map(({ name }) => name);
  expect(names).toEqual(['hq-px', 'b2-px', 'b1 proxy', 'b1 proxy-2']);
});

test('several jobs, or sites, are changed together', () => {
  const text = branches({ jobs: `[${V1}, ${V2}]` });
  expect(whatsOf(text)).toEqual(['jobs.*.proxies', 'sites.b1.proxy']);
  const none = text.replace(
    '- { name: b2-px, kind: virtual, host: esx2',
    '- { name: hq2, site: hq, kind: physical',
  );
  expect(whatsOf(none)).toEqual(['sites.*.proxy', 'sites.b1.proxy', 'sites.b2.proxy']);
});

test('nothing is tried where nothing was read over links', () => {
  expect(whatsOf(branches({ jobs: `[${V2.replace(' }', ', proxies: [b2-px] }')}]`, vms: 'v2' }))).toEqual([]);
});
