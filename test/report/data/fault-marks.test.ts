import { describe, expect, test } from 'vitest';
import { faultMarks, faultRows, markText } from '../../../src/report/data/fault-marks.ts';

const down = (name: string, startSeconds: number, endSeconds: number | null) => ({
  kind: 'proxy-down',
  name,
  startSeconds,
  endSeconds,
});

const FAULTS = [
  down('px1', 10, 20),
  down('px2', 30, 90),
  down('px3', 30, 40),
  down('px1', 50, null),
  { kind: 'connectivity-lost', name: 'px1', datastore: 'ds1', startSeconds: 60, endSeconds: 70 },
];

describe('faults on an axis of time', () => {
  test('each thing has a row with all of its times; one that does not come back is down for ever', () => {
    expect(faultRows(FAULTS)).toEqual([
      {
        name: 'proxy-down px1',
        times: [
          { from: 10, to: 20 },
          { from: 50, to: Number.POSITIVE_INFINITY },
        ],
      },
      { name: 'proxy-down px2', times: [{ from: 30, to: 90 }] },
      { name: 'proxy-down px3', times: [{ from: 30, to: 40 }] },
      { name: 'connectivity-lost px1 to ds1', times: [{ from: 60, to: 70 }] },
    ]);
  });

  test('those that begin together have one mark', () => {
    const marks = faultMarks(FAULTS, { from: 0, to: 100 });
    expect(marks.map(({ at, names }) => [at, names.length])).toEqual([
      [10, 1],
      [30, 2],
      [50, 1],
      [60, 1],
    ]);
    const told = (longest: number) => markText(marks[1]!, (seconds) => `${seconds}s`, longest);
    expect(told(34)).toBe('30s proxy-down px2, proxy-down px3');
    expect(told(33)).toBe('30s proxy-down px2 and 1 more');
  });

  test.each([
    [
      'one that is over when it begins has none, one that is not is marked where it begins',
      40,
      45,
      [[40, 30]],
    ],
    ['one that begins where it ends has one', 21, 30, [[30, 30]]],
    ['one that never ends has one in every later part', 1000, 2000, [[1000, 50]]],
  ])('a part of the run: %s', (_, from, to, marks) => {
    expect(faultMarks(FAULTS, { from, to }).map(({ at, startSeconds }) => [at, startSeconds])).toEqual(marks);
  });
});
