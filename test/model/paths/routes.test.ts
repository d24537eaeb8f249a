import { expect, test } from 'vitest';
import { modelOf } from '../../helpers/night.ts';

/** Names of the links from one site to another, with `back` where they are crossed from their second site to their first. */
function route(links: string, from: string, to: string): string[] {
  const model = modelOf({
    sites: '[a, b, c, d]',
    links,
    hosts: '[{ name: esx1, site: a }]',
    datastores: '[{ name: ds1, site: a }]',
    proxies: '[{ name: px1, site: a }]',
    repositories: '[{ name: repo, site: a }]',
  });
  const row = (name: string) => model.scenario.sites.findIndex((site) => site.name === name);
  return model.routes[row(from)]![row(to)]!.map(
    ({ link, isBack }) => `${model.scenario.links[link]!.name}${isBack ? ' back' : ''}`,
  );
}

const CHAIN = '[{ between: [a, b] }, { between: [b, c] }, { between: [c, d] }]';

test('within a site no link is crossed', () => {
  expect(route(CHAIN, 'b', 'b')).toEqual([]);
});

test('sites without a direct link are reached over others, in order', () => {
  expect(route(CHAIN, 'a', 'd')).toEqual(['a-b', 'b-c', 'c-d']);
  expect(route(CHAIN, 'd', 'a')).toEqual(['c-d back', 'b-c back', 'a-b back']);
});

test('the route with the fewest links is taken', () => {
  expect(route('[{ between: [a, b] }, { between: [b, c] }, { between: [c, a] }]', 'a', 'c')).toEqual([
    'c-a back',
  ]);
});

test('of two routes of the same length, the one declared first is taken', () => {
  const diamond = '[{ between: [a, c] }, { between: [a, b] }, { between: [b, d] }, { between: [c, d] }]';
  expect(route(diamond, 'a', 'd')).toEqual(['a-c', 'c-d']);
  const parallel =
    '[{ name: first, between: [a, b], bandwidth: 1 Gbit/s }, { name: second, between: [a, b], bandwidth: 9 Gbit/s }]';
  expect(route(parallel, 'a', 'b')).toEqual(['first']);
});

test('the route between sites that no links join is empty', () => {
  expect(route('[{ between: [a, b] }]', 'a', 'd')).toEqual([]);
});
