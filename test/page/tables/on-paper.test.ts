import { describe, expect, test } from 'vitest';
import { longTables } from '../../../src/page/tables/long-tables.ts';
import { foremost } from '../../../src/page/tables/on-paper.ts';
import { TaskWords } from '../../../src/page/task-words.ts';
import { night, vm } from '../../helpers/night.ts';
import { reportOf } from '../sample-page.ts';

/**
 * Disks at 100 MB/s on four slots: `short` 10 s, `long` 100 s, and `late`, whose job has a window of 20 s, 30 s. The VM `gone` is on
 * a datastore that is down.
 */
const NIGHT = night({
  datastores: '[{ name: ds1, maxSnapshots: unlimited }, { name: ds2 }]',
  vms: `[${vm('short', [1])}, ${vm('late', [3])}, ${vm('long', [10])}, ${vm('gone', [1], 'ds2')}]`,
  jobs: `[{ name: tight, vms: [late], repository: repo, run: full, window: { length: 20s, onClose: report } },
          { name: rest, vms: [short, long, gone], repository: repo, run: full, retries: { times: 0 } }]`,
  faults: '[{ at: 0s, kind: datastore-down, target: ds2 }]',
});

describe('on paper, where there is no room for all rows', () => {
  const named = async (table: string) => {
    const data = await reportOf(NIGHT, 'none');
    const { columns, count, onPaper } = longTables(data, new TaskWords(data))[table]!;
    const all = Array.from({ length: count }, (_, row) => row);
    return foremost(all, onPaper, count).map((row) => columns[0]!.text(row));
  };

  test('tasks without success come first, then late ones, then the longest', async () => {
    expect(await named('tasks')).toEqual(['gone/0', 'late/0', 'long/0', 'short/0']);
  });

  test('of VMs the unprotected ones, then late ones, then those with the longest task', async () => {
    expect(await named('vms')).toEqual(['gone', 'late', 'long', 'short']);
  });

  test('of sessions those without success', async () => {
    expect(await named('sessions')).toEqual(['rest', 'tight']);
  });

  test('of snapshots those that lived longest', async () => {
    expect((await named('snapshots')).slice(0, 2)).toEqual(['long', 'late']);
  });

  test('rows that are equal by all measures stay in their order, and no more than asked for are taken', () => {
    const order = { words: '', measures: [(row: number) => row % 2] };
    expect(foremost([0, 1, 2, 3, 4], order, 4)).toEqual([1, 3, 0, 2]);
  });
});
