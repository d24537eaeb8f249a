import { describe, expect, test } from 'vitest';
import { priceOf, readPriceList } from '../../../src/experiment/plan/price-list.ts';
import { SiteTree } from '../../../src/scenario/tree/site-tree.ts';
import { night } from '../../helpers/night.ts';
import { sourcesOf } from '../../helpers/swept.ts';

const SITE = SiteTree.read(
  sourcesOf(
    night({
      proxies: '[{ name: "px{1..3}", cores: 8 }, { name: old, cores: 4, enabled: false }]',
      repositories: '[{ name: "repo", write: 450 MB/s }]',
    }),
  ),
);

function list(text: string) {
  return readPriceList({ name: 'prices.yaml', text });
}

/** `path amount x price`, and the total. */
function priced(text: string, site = SITE): string[] {
  const read = list(text);
  const cost = read.ok ? priceOf(site, read.value) : read;
  if (!cost.ok) return cost.diagnostics.map(({ code, path }) => `${code} ${path}`);
  const { lines, total } = cost.value;
  return [...lines.map(({ path, amount, price }) => `${path} ${amount} x ${price}`), `${total}`];
}

describe('a price list', () => {
  test('prices everything that its paths match, of proxies the enabled ones: 3 x 8 cores, 4.5 x 100 MB/s', () => {
    const text =
      'costs: { proxies.*.count: 1000, proxies.*.cores: 100, repositories.repo.write: { cost: 200, per: 100 MB/s } }';
    expect(priced(text)).toEqual([
      'proxies.*.count 3 x 1000',
      'proxies.*.cores 24 x 100',
      'repositories.repo.write 4.5 x 200',
      '6300',
    ]);
  });

  test('follows a design: five proxies of 4 cores', () => {
    const design = SITE.with([
      { path: 'proxies.px*.cores', value: '4' },
      { path: 'proxies.px*.count', value: '5' },
    ]);
    expect(priced('costs: { proxies.px*.count: 1000, proxies.px*.cores: 100 }', design).at(-1)).toBe('7000');
  });

  test.each([
    ['costs: { proxies.py.cores: 1 }', 'overlay-no-match prices.costs.proxies.py.cores'],
    ['costs: { repositories.repo.write: 1 }', 'missing-unit prices.costs.repositories.repo.write'],
    ['costs: { proxies.*.cores: { cost: 1, per: 100 MB/s } }', 'missing-unit prices.costs.proxies.*.cores'],
    ['costs: { proxies.px1.name: 1 }', 'bad-quantity prices.costs.proxies.px1.name'],
    ['costs: { proxies.px1.cores: { cost: 1, per: often } }', 'bad-quantity prices.costs.proxies.px1.cores'],
    ['prices: {}', 'unknown-key prices.prices'],
    ['costs: { proxies.px1.cores: -1 }', 'out-of-range prices.costs.proxies.px1.cores'],
    ['costs: {}', 'missing-key prices.costs'],
    ['[', 'yaml-syntax '],
  ])('%s is refused with %s', (text, finding) => expect(priced(text)).toContain(finding));

  test.each([
    ['', "The file contains no price list. Begin with 'costs: { proxies.*.count: 1500 }'."],
    ['costs: { a: 1 }\n---\n', 'A price list is a single YAML document, but a second one begins here.'],
    ['costs: { proxies.px1.count: .inf }', "'proxies.px1.count' must be a number or a map, not '.inf'."],
  ])('%j is told apart from a scenario, and a price has no largest', (text, said) => {
    const read = list(text);
    const found = read.ok ? [] : read.diagnostics;
    expect(found.map(({ message, hint }) => [message, hint].join(' ').trim()).join()).toContain(said);
    expect(JSON.stringify(found.map(({ message, hint }) => [message, hint]))).not.toMatch(
      /scenario|Infinity/,
    );
  });
});
