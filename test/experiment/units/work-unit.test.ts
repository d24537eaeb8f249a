import { expect, test } from 'vitest';
import { isRising } from '../../../src/experiment/designs/axis.ts';
import { cheapestFirst } from '../../../src/experiment/plan/candidate.ts';
import { replicatedFigures } from '../../../src/experiment/replications/replicated-figures.ts';
import type { Outcome } from '../../../src/experiment/units/outcome.ts';
import { workUnit } from '../../../src/experiment/units/work-unit.ts';
import { axisOf, experimentOf } from '../../helpers/swept.ts';

test('the id of a unit covers everything that its outcome depends on, and nothing else', () => {
  const experiment = experimentOf([]);
  const point = { overlays: [{ path: 'a', value: '1' }] };
  const id = (
    changed: Partial<typeof experiment> = {},
    at: Parameters<typeof workUnit>[2] = point,
    replication = 0,
  ) => workUnit({ ...experiment, ...changed }, 0, at, replication).id;
  const others = [
    id({ scenario: { ...experiment.scenario, digest: 'other' } }),
    id({ version: '1' }),
    id({ seed: 2 }),
    id({ untilUs: 5 }),
    id({ overlays: [{ path: 'b', value: '1' }] }),
    id({}, { overlays: [{ path: 'a', value: '2' }] }),
    id({}, { overlays: [{ path: 'b', value: '1' }] }),
    id({}, { ...point, policy: 'rts' }),
    id({}, { ...point, policy: 'fifo' }),
    id({ policyDigests: { 'own.mjs': 'x' } }, { ...point, policy: 'own.mjs' }),
    id({ policyDigests: { 'own.mjs': 'y' } }, { ...point, policy: 'own.mjs' }),
    id({}, point, 1),
  ];
  expect(new Set([id(), ...others]).size).toBe(others.length + 1);
  // A policy of one's own is known by what it says, not by its file; and an overlay may come from either side.
  expect(id({ policyDigests: { 'moved.mjs': 'x' } }, { ...point, policy: 'moved.mjs' })).toBe(others[9]);
  expect(id({ overlays: point.overlays }, { overlays: [] })).toBe(id());
  expect(workUnit(experiment, 7, point, 0).id).toBe(id());
  expect(id({ replications: 9, scenario: { ...experiment.scenario, name: 'x', file: 'y' } })).toBe(id());
});

test('the share of runs in which a job meets its window, and in which all do', () => {
  const outcome = (met: Outcome['met'], figures: Outcome['figures'] = {}) => ({ met, figures }) as Outcome;
  const both = [{ a: true, b: true }, { a: true, b: false }, { a: true }, { a: false, b: true }].map((met) =>
    outcome(met),
  );
  const { met, allMet, replications } = replicatedFigures(both);
  expect([met['a']?.share, met['b']?.share, allMet?.share, replications]).toEqual([0.75, 0.75, 0.5, 4]);
  // Where a job never starts it misses nothing, so all together never meet their windows more often than one of them.
  const chained = replicatedFigures([outcome({ a: true }), outcome({ a: true, b: true })]);
  expect([chained.met['b']?.held, chained.allMet?.held]).toEqual([2, 2]);
  expect(replicatedFigures([outcome({})]).allMet).toBeNull();
  // A figure counts where it is there.
  const { figures } = replicatedFigures([outcome({}, { x: 1 }), outcome({}, { x: 3, y: 5 })]);
  expect([figures['x']?.mean, figures['y']?.mean]).toEqual([2, 5]);
});

test.each([
  ['a=1,2,3', true],
  ['a=512 MB,1 GB', true],
  ['a=1', true],
  ['a=2,1', false],
  ['a=1,3,2', false],
  ['a=1,word', false],
  ['a=word,1', false],
])('the values of %s rise: %s', (text, rising) => {
  expect(isRising(axisOf(text))).toBe(rising);
});

test('candidates are ordered by cost, and at equal cost by the grid', () => {
  const candidate = (total: number, ...row: number[]) =>
    ({ cost: { total }, row }) as unknown as Parameters<typeof cheapestFirst>[0];
  const sorted = [
    candidate(2, 0, 0),
    candidate(1, 1, 0),
    candidate(1, 0, 1),
    candidate(1, 0, 0),
    candidate(1, 10, 0),
  ];
  expect(sorted.toSorted(cheapestFirst).map(({ cost, row }) => [cost.total, ...row].join())).toEqual([
    ...['1,0,0', '1,0,1', '1,1,0', '1,10,0', '2,0,0'],
  ]);
  expect(cheapestFirst(candidate(1, 0, 0), candidate(1, 0, 0))).toBe(0);
});
