import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CouplingTable } from '../../../../src/engine/sharing/bottleneck/coupling-table.ts';

/** What a table lists for a resource: those that lead to it, and as a holder those that it leads to, full ones and others. */
function told(table: CouplingTable, row: number) {
  const { into, fromLists, from, toFull, holder, resource } = table;
  const sorted = (ids: Int32Array, column: Int32Array) =>
    [...ids].map((id) => column[id]!).sort((a, b) => a - b);
  const start = fromLists.start[row]!;
  const middle = start + toFull[row]!;
  return {
    from: sorted(into.ids.subarray(into.start[row]!, into.start[row]! + into.count[row]!), holder),
    toFull: sorted(from.subarray(start, middle), resource),
    toOthers: sorted(from.subarray(middle, start + fromLists.count[row]!), resource),
  };
}

const NOTHING = { from: [], toFull: [], toOthers: [] };

test('a coupling is made once per pair, is listed at both of its ends, and begins empty', () => {
  const table = new CouplingTable();
  for (const row of [0, 1, 2]) table.addResource(row);
  const id = table.between(0, 1);
  table.classes[id] = 4;
  table.add(id, 2.5);
  expect([table.between(0, 1), table.between(1, 0) === id]).toEqual([id, false]);
  expect([told(table, 0), told(table, 1)]).toEqual([
    { from: [1], toFull: [], toOthers: [1] },
    { from: [0], toFull: [], toOthers: [0] },
  ]);
  table.drop(id);
  const next = table.between(0, 2);
  expect([next, table.classes[next], table.take(next), table.holder[next], table.resource[next]]).toEqual([
    id,
    0,
    0,
    0,
    2,
  ]);
  expect(told(table, 0)).toEqual({ from: [1], toFull: [], toOthers: [2] });
});

test('a resource that is added again under its id has no couplings, and is not full', () => {
  const table = new CouplingTable();
  for (const row of [0, 1]) table.addResource(row);
  table.fullnessChanges(1, true);
  table.drop(table.between(0, 1));
  table.addResource(1);
  expect(told(table, 1)).toEqual(NOTHING);
  table.between(0, 1);
  expect(told(table, 0)).toEqual({ from: [], toFull: [], toOthers: [1] });
});

test('whatever classes and resources come, go and fill up: both ends say the same', () => {
  const rows = 40;
  const row = fc.nat(rows - 1);
  const step = fc.tuple(fc.constantFrom('couple', 'couple', 'drop', 'full'), row, row);
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const table = new CouplingTable();
      for (let each = 0; each < rows; each++) table.addResource(each);
      const full = new Set<number>();
      const pairs = new Map<string, readonly [holder: number, resource: number]>();
      for (const [what, holder, resource] of steps) {
        const name = `${holder} ${resource}`;
        if (what === 'full') {
          if (!full.delete(resource)) full.add(resource);
          table.fullnessChanges(resource, full.has(resource));
        } else if (what === 'couple') {
          table.between(holder, resource);
          pairs.set(name, [holder, resource]);
        } else if (pairs.delete(name)) table.drop(table.between(holder, resource));
      }
      const all = [...pairs.values()].sort(([a, b], [c, d]) => a - c || b - d);
      for (let each = 0; each < rows; each++) {
        const led = all.filter(([holder]) => holder === each).map(([, resource]) => resource);
        expect(told(table, each)).toEqual({
          from: all.filter(([, resource]) => resource === each).map(([holder]) => holder),
          toFull: led.filter((resource) => full.has(resource)),
          toOthers: led.filter((resource) => !full.has(resource)),
        });
      }
    }),
    { seed: 32, numRuns: 150 },
  );
});
