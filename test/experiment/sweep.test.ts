import { describe, expect, test } from 'vitest';
import { readAxes } from '../../src/experiment/designs/axis-spec.ts';
import { designsOf } from '../../src/experiment/designs/designs.ts';
import type { Experiment, Sampling } from '../../src/experiment/designs/experiment.ts';
import { heatMaps } from '../../src/experiment/designs/heat-map.ts';
import { speedUpCurves } from '../../src/experiment/designs/speed-up.ts';
import { type Sweep, sweepOf } from '../../src/experiment/sweep.ts';
import type { Outcome } from '../../src/experiment/units/outcome.ts';

/** A sweep whose windows are given, per design one number per replication, seconds. */
function sweep(
  vary: readonly string[],
  windows: readonly (readonly number[])[],
  { sampling = { kind: 'crossed' } as Sampling, policies = [] as string[] } = {},
): Sweep {
  const axes = vary.flatMap((text) => {
    const read = readAxes(text);
    if (!read.ok) throw new Error(text);
    return read.value;
  });
  const experiment: Experiment = {
    scenario: { name: 'S', file: 's.yaml', sha256: '', digest: 'd' },
    version: '1',
    overlays: [],
    seed: 1,
    untilUs: null,
    axes,
    sampling,
    policies,
    policyDigests: {},
    replications: windows[0]!.length,
    precision: null,
  };
  const points = designsOf(experiment);
  expect(points).toHaveLength(windows.length);
  return sweepOf(
    experiment,
    points.map((point, i) => ({ point, outcomes: windows[i]!.map(outcome) })),
  );
}

function outcome(seconds: number): Outcome {
  return {
    fingerprint: 'f',
    figures: { 'window.seconds': seconds },
    met: {},
    boundBy: null,
    bottlenecks: {},
  };
}

describe('a larger value on an axis', () => {
  test('is compared with "twice as much, half the time": 100, 50, 40, 40, 44', () => {
    const [curve] = speedUpCurves(sweep(['slots=1,2,4,8,16'], [[100], [50], [40], [40], [44]]));
    expect(curve!.steps.map(({ factor, speedUp, verdict }) => [factor, speedUp, verdict])).toEqual([
      [2, 2, 'proportional'],
      [2, 1.25, 'partly'],
      [2, 1, 'flat'],
      [2, 40 / 44, 'longer'],
    ]);
    expect(curve!.steps.map(({ kept }) => kept)).toEqual([1, 0.25, 0, 40 / 44 - 1]);
    expect(curve!.steps.map(({ change }) => change.mean)).toEqual([-50, -10, 0, 4]);
  });

  test('from 0 on is a gain without a ratio, and counts for the knee', () => {
    const [curve] = speedUpCurves(sweep(['slots=0,1,2'], [[100], [50], [49]]));
    expect(curve!.steps.map(({ factor, kept, verdict }) => [factor, kept, verdict])).toEqual([
      [null, null, 'partly'],
      [2, 50 / 49 - 1, 'flat'],
    ]);
    expect(curve!.knee).toBe(1);
    const verdicts = [100, 97, 120].map((window) => {
      const [step] = speedUpCurves(sweep(['slots=0,1'], [[100], [window]]))[0]!.steps;
      return step!.verdict;
    });
    expect(verdicts).toEqual(['flat', 'flat', 'longer']);
  });

  test('has no curve where a design took no time: nothing can be shorter', () => {
    expect(speedUpCurves(sweep(['slots=1,2'], [[100], [0]]))).toEqual([]);
  });

  test('leaves out designs in which work was stopped: their windows end before the work does', () => {
    const slots = sweep(['slots=1,2,4,8'], [[60], [50], [25], [24]]);
    const [first, second, ...rest] = slots.designs;
    const cut = { ...slots, designs: [{ ...first!, cutShort: 3 }, second!, ...rest] };
    expect(speedUpCurves(cut).map(({ designs, knee }) => [designs, knee])).toEqual([[[1, 2, 3], 2]]);
    const allButOne = {
      ...slots,
      designs: [...[first!, second!, rest[0]!].map((one) => ({ ...one, cutShort: 0.1 })), rest[1]!],
    };
    expect(speedUpCurves(allButOne)).toEqual([]);
  });

  test('are of amounts, not of times: twice a pause is no reason for half a window', () => {
    expect(speedUpCurves(sweep(['wait=1min,2min'], [[100], [110]]))).toEqual([]);
    expect(speedUpCurves(sweep(['write=1 GB/s,2 GB/s'], [[100], [50]]))).toHaveLength(1);
  });

  test('has its knee where no larger value is more than 5% better, even if the next one is worse', () => {
    const kneeOf = (windows: number[]) =>
      speedUpCurves(
        sweep(
          [`slots=1..${windows.length}`],
          windows.map((window) => [window]),
        ),
      )[0]!.knee;
    expect(kneeOf([100, 50, 40, 39, 38.5])).toBe(2);
    expect(kneeOf([100, 120, 90])).toBe(2);
    expect(kneeOf([100, 100, 95])).toBe(0);
    expect(kneeOf([100, 100, 94.9])).toBe(2);
  });

  test('may be chance if the pairs disagree, and is certain if they agree', () => {
    const verdicts = (after: number[]) =>
      speedUpCurves(sweep(['slots=1,2'], [[100, 200, 300], after]))[0]!.steps[0]!;
    expect(verdicts([90, 190, 290])).toMatchObject({
      verdict: 'partly',
      change: { mean: -10, ci95: [-10, -10] },
    });
    expect(verdicts([30, 220, 260]).verdict).toBe('unclear');
  });

  test('is evaluated per policy and per value of the other axes; words have no order', () => {
    const windows = Array.from({ length: 12 }, (_, i) => [i + 1]);
    const found = speedUpCurves(sweep(['slots=1..3', 'order=a,b'], windows, { policies: ['rts', 'fifo'] }));
    expect(found.map(({ axis, designs }) => [axis, ...designs])).toEqual([
      [0, 0, 2, 4],
      [0, 1, 3, 5],
      [0, 6, 8, 10],
      [0, 7, 9, 11],
    ]);
  });

  test('on axes that vary together gives one curve, in a Latin hypercube none', () => {
    const together = sweep(['slots=1,2; cores=4,8'], [[10], [5]]);
    expect(speedUpCurves(together).map(({ designs }) => designs)).toEqual([[0, 1]]);
    const mixed = sweep(['order=a,b; slots=1,2', 'cores=4,8'], [[10], [8], [5], [4]]);
    // The words have no sizes: the slots stand for the two.
    expect(speedUpCurves(mixed).map(({ axis, designs }) => [axis, ...designs])).toEqual([
      [1, 0, 2],
      [1, 1, 3],
      [2, 0, 1],
      [2, 2, 3],
    ]);
    const drawn = sweep(['slots=1,2'], [[10], [5]], { sampling: { kind: 'latin-hypercube', samples: 2 } });
    expect(speedUpCurves(drawn)).toEqual([]);
  });
});

describe('a heat map', () => {
  test('has the first axis vertical and the second horizontal', () => {
    const [map] = heatMaps(sweep(['slots=1,2', 'order=a,b,c'], [[1], [2], [3], [4], [5], [6]]));
    expect(map).toMatchObject({
      policy: null,
      rows: { path: 'slots', values: ['1', '2'] },
      columns: { path: 'order', values: ['a', 'b', 'c'] },
      cells: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    });
  });

  test('is only drawn over two crossed axes, one per policy', () => {
    expect(heatMaps(sweep(['slots=1,2'], [[1], [2]]))).toEqual([]);
    expect(heatMaps(sweep(['a=1,2; b=1,2'], [[1], [2]]))).toEqual([]);
    const [mixed] = heatMaps(sweep(['a=1,2; b=5,6', 'c=7,8'], [[1], [2], [3], [4]]));
    expect(mixed).toMatchObject({
      rows: { path: 'a' },
      columns: { path: 'c' },
      cells: [
        [1, 2],
        [3, 4],
      ],
    });
    const both = sweep(['a=1', 'b=1'], [[1], [2]], { policies: ['rts', 'fifo'] });
    expect(heatMaps(both).map(({ policy, cells }) => [policy, cells])).toEqual([
      ['rts', [[1]]],
      ['fifo', [[2]]],
    ]);
  });
});
