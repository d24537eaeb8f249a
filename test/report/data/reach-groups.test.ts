import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reach, ReachCell } from '../../../src/metrics/reach/reach.ts';
import type { Connection } from '../../../src/model/ways/transport.ts';
import { reachGroups } from '../../../src/report/data/reach-groups.ts';

const MODES: readonly Connection[] = ['san', 'hotadd', 'nbd'];

function cell(proxy: number, datastore: number, possible: readonly Connection[], tasks = 0): ReachCell {
  const [best] = possible;
  return { proxy, datastore, possible, used: tasks === 0 ? [] : [{ mode: best!, tasks }] };
}

// px0 and px2 reach ds0 by san and nbd, and ds1 by nbd alone; px1 reaches ds0 alone.
const REACH: Reach = {
  proxies: ['px0', 'px1', 'px2'],
  datastores: ['ds0', 'ds1'],
  cells: [
    cell(0, 0, ['san', 'nbd'], 3),
    cell(0, 1, ['nbd']),
    cell(1, 0, ['hotadd'], 1),
    cell(2, 0, ['san', 'nbd'], 4),
    cell(2, 1, ['nbd'], 2),
  ],
};

describe('who reaches what', () => {
  test('a few are listed individually', () => {
    expect(reachGroups(REACH, { proxies: 3, datastores: 2 })).toMatchObject({
      proxies: [[0], [1], [2]],
      datastores: [[0], [1]],
    });
  });

  test('of many, equal ones are grouped, with the tasks of all: 3 + 4 by san at ds0, 2 by nbd at ds1', () => {
    const { proxies, datastores, cellOf } = reachGroups(REACH, { proxies: 2, datastores: 2 });
    expect(proxies).toEqual([[0, 2], [1]]);
    expect(datastores.map((some) => cellOf(proxies[0]!, some))).toEqual([
      { modes: ['san', 'nbd'], tasks: new Map([['san', 7]]) },
      { modes: ['nbd'], tasks: new Map([['nbd', 2]]) },
    ]);
    expect(cellOf(proxies[1]!, datastores[1]!)).toBeUndefined();
  });

  test('nothing is lost or counted twice, and all members of a group reach the same in the same modes', () => {
    const pairs = fc.array(
      fc.array(fc.tuple(fc.subarray([...MODES]), fc.nat(3)), { minLength: 3, maxLength: 3 }),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(pairs, fc.nat(6), fc.nat(3), (rows, mostProxies, mostDatastores) => {
        const cells = rows.flatMap((row, proxy) =>
          row.flatMap(([modes, tasks], datastore) =>
            modes.length === 0 ? [] : [cell(proxy, datastore, modes, tasks)],
          ),
        );
        const reach = { proxies: rows.map((_, row) => `px${row}`), datastores: ['a', 'b', 'c'], cells };
        const groups = reachGroups(reach, { proxies: mostProxies, datastores: mostDatastores });
        expect(groups.proxies.flat().sort()).toEqual([...rows.keys()]);
        expect(groups.datastores.flat().sort()).toEqual([0, 1, 2]);
        let told = 0;
        groups.proxies.forEach((some) => {
          groups.datastores.forEach((others) => {
            const group = groups.cellOf(some, others);
            for (const proxy of some)
              for (const datastore of others) expect(rows[proxy]![datastore]![0]).toEqual(group?.modes ?? []);
            for (const tasks of group?.tasks.values() ?? []) told += tasks;
          });
        });
        expect(told).toBe(cells.reduce((sum, { used }) => sum + (used[0]?.tasks ?? 0), 0));
      }),
    );
  });
});
