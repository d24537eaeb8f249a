import { expect, test } from 'vitest';
import { farReadsWords } from '../../../src/report/wording/far-reads.ts';

const row = (job: string, site: string, gigabytes: number, ownProxies: string[]) => ({
  job,
  site,
  tasks: 1,
  readBytes: gigabytes * 1e9,
  ownProxies,
  nearest: [],
  strayed: 0,
});

test('jobs are taken together by site, most read first; sites with a proxy of their own apart from those without', () => {
  const rows = [row('a', 'b1', 10, []), row('a', 'b2', 5, ['px2', 'px3', 'px4']), row('c', 'b1', 30, [])];
  expect(farReadsWords([...rows, row('c', 'b3', 50, [])])).toEqual([
    'Read over links in network mode, as its site has no proxy for it: 50 GB of b3 (1 task), 40 GB of b1 (2 tasks).',
    'Read over links in network mode, although its site has a proxy for it: 5 GB of b2 (1 task; px2, px3 and 1 more could read it).',
  ]);
  expect(farReadsWords([])).toEqual([]);
});
