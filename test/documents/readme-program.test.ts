import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { priceOf, readPriceList } from '../../src/experiment/plan/price-list.ts';
import * as proxysim from '../../src/index.ts';
import { SiteTree } from '../../src/scenario/tree/site-tree.ts';
import { scenarioOf } from '../helpers/run-scenario-text.ts';
import { sourcesOf } from '../helpers/swept.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

const PLAN = readFileSync(new URL('../../scenarios/plan.md', import.meta.url), 'utf8');

/** The first block of a page that begins like this. */
function block(language: string, beginning: string, page = README): string {
  const from = page.indexOf(`\`\`\`${language}\n${beginning}`);
  expect(from, beginning).toBeGreaterThan(0);
  return page.slice(from + language.length + 4, page.indexOf('\n```', from) + 1);
}

const NIGHT = block('yaml', 'version: 1\nname: A small night');

test('the program in the README runs as it stands there: a line per design with the mean of its window and the interval', () => {
  const program = block('js', 'import ');
  const imports = [...program.matchAll(/^import \{ (.+) \} from '(.+)';\n/gm)];
  expect(imports.map(([, , from]) => from)).toEqual(['node:fs', 'proxysim']);
  const names = imports.flatMap(([, list]) => list!.split(', '));
  const given: Readonly<Record<string, unknown>> = {
    ...proxysim,
    readFileSync: (name: string) => (name === 'night.yaml' ? NIGHT : undefined),
  };
  const printed: [string, string, [number, number]][] = [];
  const body = program.slice(program.indexOf('\n\n'));
  new Function(...names, 'console', body)(...names.map((name) => given[name]), {
    log: (...line: (typeof printed)[number]) => printed.push(line),
  });
  expect(printed.map(([design]) => design)).toEqual([
    'proxies.px1.maxConcurrentTasks=2',
    'proxies.px1.maxConcurrentTasks=4',
  ]);
  for (const [, mean, [low, high]] of printed)
    expect(Math.abs(Number(mean) - (low + high) / 2)).toBeLessThan(2);
});

test('the run in the README goes as it stands there: the window under the policy there, and its first other decision', () => {
  const program = block('js', 'import mine ');
  const policy = block('js', "export default {\n  name: 'small-first'").replace('export default', 'return');
  const printed: unknown[][] = [];
  const names = ['divergenceOfRuns', 'parseScenario', 'policyFrom', 'simulate'];
  const given: Readonly<Record<string, unknown>> = { ...proxysim };
  new Function('mine', 'sources', ...names, 'console', program.slice(program.indexOf('\n\n')))(
    new Function(policy)(),
    { source: { name: 'night.yaml', text: NIGHT } },
    ...names.map((name) => given[name]),
    { log: (...line: unknown[]) => printed.push(line) },
  );
  // What `proxysim run night.yaml --policy ./small-first.mjs` says: 18m 45s, and px1 has taken 30 disks by hot-add.
  // app03/0 is the first disk of more than 10 GB in the queue, and app03/1 has less.
  expect(printed).toEqual([
    [expect.closeTo(18 * 60 + 45, 0), 30],
    [
      'app03/0 of nightly to san1 by san at Mon 22:00:15',
      'app03/1 of nightly to san1 by san at Mon 22:00:15',
      expect.arrayContaining([
        'app03/1 of nightly goes before app03/0 of nightly by size-class: 0 before 1.',
      ]),
    ],
  ]);
});

test('the price list in scenarios/plan.md is of the night in the README: a proxy, its 8 cores, one at the storage, and 5 times 100 MB/s', () => {
  const read = readPriceList({ name: 'prices.yaml', text: block('yaml', 'unit: EUR', PLAN) });
  const cost = read.ok ? priceOf(SiteTree.read(sourcesOf(NIGHT)), read.value) : read;
  expect(cost.ok && cost.value.lines.map(({ amount, price }) => [amount, price])).toEqual([
    [1, 1500],
    [8, 120],
    [1, 9000],
    [5, 900],
  ]);
});

test('the scenario in the README that sets values in another one sets them', () => {
  const text = block('yaml', 'version: 1\ninclude: night.yaml\nset:\n  proxies.px1.max');
  const { proxies, vms } = scenarioOf(text, { texts: { 'night.yaml': NIGHT } });
  expect(proxies.map(({ name, maxConcurrentTasks }) => [name, maxConcurrentTasks])).toEqual([
    ['px1', 6],
    ['san1', 8],
  ]);
  const rates = [...vms].map(({ disks }) => ('population' in disks ? disks.changeRate : undefined));
  expect(rates).toEqual(Array(60).fill({ kind: 'constant', value: 0.035 }));
});
