import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FlowTable } from '../../../../src/engine/sharing/plain/flow-table.ts';

function pathOf(table: FlowTable, row: number): number[][] {
  const { pathStart, pathLength, pathResource, pathCoefficient } = table.problem;
  return Array.from({ length: pathLength[row]! }, (_, i) => [
    pathResource[pathStart[row]! + i]!,
    pathCoefficient[pathStart[row]! + i]!,
  ]);
}

test('paths of any length survive the growth of the table and the use of rows again', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(40), fc.boolean()), { maxLength: 80 }), (steps) => {
      const table = new FlowTable();
      const kept = new Map<number, number[][]>();
      steps.forEach(([length, release], i) => {
        const resources = Array.from({ length }, (_, at) => at);
        const coefficients = resources.map((at) => at + i + 1);
        const row = table.take({ amount: i, resources, coefficients, tag: i }, 0);
        expect(kept.has(row)).toBe(false);
        kept.set(
          row,
          resources.map((at) => [at, at + i + 1]),
        );
        if (!release) return;
        const oldest = [...kept.keys()][0]!;
        table.release(oldest);
        kept.delete(oldest);
      });
      for (const [row, path] of kept) expect(pathOf(table, row)).toEqual(path);
      expect(table.size).toBe(kept.size);
    }),
    { seed: 9, numRuns: 100 },
  ));

test('a path has each resource once, with all that is consumed of it, and none of which nothing is', () => {
  const table = new FlowTable();
  const path = { resources: [3, 0, 7, 3, 0, 9, 3], coefficients: [1, 2, 0, 0.5, 4, 8, 0.25] };
  const row = table.take({ amount: 1, ...path, tag: 0 }, 0);
  expect(pathOf(table, row)).toEqual([
    [3, 1.75],
    [0, 6],
    [9, 8],
  ]);
});

test('the flows that share stand in the order of cap / weight, then of opening', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.constantFrom(1, 2, 6, Number.POSITIVE_INFINITY), fc.constantFrom(1, 2), fc.boolean()),
        {
          maxLength: 60,
        },
      ),
      (steps) => {
        const table = new FlowTable();
        let open: { row: number; level: number; opening: number }[] = [];
        steps.forEach(([cap, weight, release], opening) => {
          const row = table.take({ amount: 1, cap, weight, resources: [], coefficients: [], tag: 0 }, 0);
          table.enlist(row);
          open.push({ row, level: cap / weight, opening });
          if (release) table.release(open[Math.floor(open.length / 2)]!.row);
          if (release) open = open.filter((_, i) => i !== Math.floor(open.length / 2));
        });
        open.sort((x, y) => (x.level === y.level ? x.opening - y.opening : x.level < y.level ? -1 : 1));
        const { flows, flowCount } = table.problem;
        expect([...flows.subarray(0, flowCount)]).toEqual(open.map((each) => each.row));
      },
    ),
    { seed: 10, numRuns: 200 },
  ));
