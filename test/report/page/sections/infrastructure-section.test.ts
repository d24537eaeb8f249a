import { describe, expect, test } from 'vitest';
import type { Reach } from '../../../../src/metrics/reach/reach.ts';
import { storageSection } from '../../../../src/report/page/sections/infrastructure-section.ts';
import { reachSection } from '../../../../src/report/page/sections/reach-section.ts';
import { sampleReport } from '../../data/sample-report.ts';
import { summary } from '../../sample-result.ts';

/** The text of the cells of each row of each table. */
function tables(page: string): string[][][] {
  return page
    .split('<table>')
    .slice(1)
    .map((table) =>
      table
        .split('<tr>')
        .slice(1)
        .map((row) =>
          [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) =>
            cell!.replace(/<[^>]*>/g, '').trim(),
          ),
        ),
    );
}

test('a scale-out repository does not stand there idle: it is told with its extents, which have the figures', () => {
  const base = summary();
  const repo = base.repositories['repo1']!;
  const repositories = {
    ext1: repo,
    ext2: repo,
    scaled: { ...repo, slotUtilisation: 0, writeUtilisation: 0 },
  };
  const page = storageSection(
    sampleReport({
      summary: { ...base, repositories },
      scaleOut: [{ name: 'scaled', extents: ['ext1', 'ext2'] }],
    }),
  ).text;
  const firsts = tables(page).map((rows) => rows.map(([first]) => first));
  expect(firsts.slice(1, 3)).toEqual([
    ['Repository', 'ext1', 'ext2'],
    ['Scale-out repository', 'scaled'],
  ]);
  expect(tables(page)[2]![1]).toEqual(['scaled', 'ext1, ext2']);
});

describe('which proxy reaches which datastore', () => {
  const reachOf = (
    proxies: number,
    datastores: number,
    isOwn: (proxy: number, datastore: number) => boolean,
  ): Reach => ({
    proxies: Array.from({ length: proxies }, (_, row) => `px${row}`),
    datastores: Array.from({ length: datastores }, (_, row) => `ds${row}`),
    cells: Array.from({ length: proxies * datastores }, (_, at) => {
      const [proxy, datastore] = [Math.floor(at / datastores), at % datastores];
      const mode = isOwn(proxy, datastore) ? 'hotadd' : 'nbd';
      return { proxy, datastore, possible: [mode], used: [{ mode, tasks: 1 }] } as const;
    }),
  });
  const page = (reach: Reach) => reachSection(sampleReport({ reach }))!.text;

  test('eight proxies stand each by itself', () => {
    const [table] = tables(page(reachOf(8, 2, () => false)));
    expect(table![0]).toEqual(['Datastore', ...Array.from({ length: 8 }, (_, row) => `px${row}`)]);
  });

  test('of a hundred that are alike one column tells, with the tasks of all', () => {
    const found = tables(page(reachOf(100, 3, () => false)));
    expect(found).toEqual([
      [
        ['Datastore', 'px0, px1 and 98 more'],
        ['ds0', 'nbd 100'],
        ['ds1', 'nbd 100'],
        ['ds2', 'nbd 100'],
      ],
    ]);
  });

  test('where all differ no table is wider than paper, nor does the page grow without bound', () => {
    const text = page(reachOf(300, 300, (proxy, datastore) => proxy === datastore));
    expect(tables(text).map((rows) => [rows.length, rows[0]!.length])).toEqual(
      Array.from({ length: 5 }, () => [101, 9]),
    );
    expect(text).toContain('Not shown: 260 more proxies and 200 more datastores.');
    expect(text.length).toBeLessThan(500_000);
  });
});
