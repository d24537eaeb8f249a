import { expect, test } from 'vitest';
import { FlowTable } from '../../../../src/engine/sharing/plain/flow-table.ts';
import { ResourceTable } from '../../../../src/engine/sharing/plain/resource-table.ts';

test('a thousand resources keep their capacities, crossings and busy seconds while the table grows', () => {
  const problem = new FlowTable().problem;
  const table = new ResourceTable(problem);
  const rows = Array.from({ length: 1000 }, (_, i) => {
    const row = table.add(i + 1);
    problem.pathResource[0] = row;
    table.cross(0, 1, 1);
    problem.used[row] = (i + 1) / 4;
    table.settle(Int32Array.of(row), 1, 0);
    return row;
  });
  expect(new Set(rows).size).toBe(1000);
  expect(rows.map((row) => problem.capacity[row])).toEqual(rows.map((_, i) => i + 1));
  expect(rows.every((row) => table.crossing(row) === 1)).toBe(true);
  expect(rows.every((row) => table.busySeconds(row, 8e6) === 2)).toBe(true);
  expect(problem.resourceCount).toBe(1000);
});
