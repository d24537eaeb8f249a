import { describe, expect, test } from 'vitest';
import type { Reach } from '../../../../src/metrics/reach/reach.ts';
import { reachSection } from '../../../../src/report/page/sections/reach-section.ts';
import { sampleReport } from '../../data/sample-report.ts';
import { tables } from '../table-cells.ts';

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
  const page = (reach: Reach) => reachSection(sampleReport({ reach }))!.html.text;

  test('eight proxies get a column each', () => {
    const [table] = tables(page(reachOf(8, 2, () => false)));
    expect(table![0]).toEqual(['Datastore', ...Array.from({ length: 8 }, (_, row) => `px${row}`)]);
  });

  test('a hundred equal proxies share one column, with the tasks of all', () => {
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

  test('if all differ, no table is wider than paper, and the page does not grow without bound', () => {
    const text = page(reachOf(300, 300, (proxy, datastore) => proxy === datastore));
    expect(tables(text).map((rows) => [rows.length, rows[0]!.length])).toEqual(
      Array.from({ length: 5 }, () => [101, 9]),
    );
    expect(text).toContain('Not shown: 260 more proxies and 200 more datastores.');
    expect(text.length).toBeLessThan(500_000);
  });
});
