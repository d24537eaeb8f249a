import { expect, test } from 'vitest';
import { STAGES } from '../../../src/model/model.ts';
import { StageRow, TaskPath } from '../../../src/model/paths/task-path.ts';

const NONE = Number.POSITIVE_INFINITY;

test('StageRow has the positions of STAGES', () => {
  for (const [row, stage] of STAGES.entries()) expect(StageRow[stage]).toBe(row);
});

test('a path of any length has exactly what was added since it was last cleared', () => {
  const path = new TaskPath();
  for (let i = 0; i < 40; i++) path.add(StageRow.target, 100 + i, 1 + i);
  path.limit(StageRow.proxy, 9);
  path.limit(StageRow.source, 7);
  path.limit(StageRow.target, NONE);
  path.limit(StageRow.network, Number.NaN);
  path.links.push(3);
  expect([path.length, path.cap, [...path.caps]]).toEqual([40, 7, [7, 9, NONE, NONE, NONE]]);
  for (const i of [0, 15, 16, 39]) {
    expect([path.resources[i], path.coefficients[i], path.stages[i]]).toEqual([100 + i, 1 + i, 3]);
  }
  path.clear();
  expect([path.length, path.cap, [...path.caps], path.links]).toEqual([0, NONE, Array(5).fill(NONE), []]);
});
