import { describe, expect, test } from 'vitest';
import { night, places } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

/** A unit of work is 1 GB, 10 s at 100 MB/s. */
const UNIT = 10;

/** Units from the first start to the last end, where every length is one disk of one VM and every slot a machine. */
function makespan(lengths: readonly number[], machines: number, policy: string): number {
  const disks = lengths.map((length) => `{ size: ${length} GB, datastore: ds1 }`).join(', ');
  const run = runText(
    night({
      policy,
      proxies: `[{ name: px1, maxConcurrentTasks: ${machines} }]`,
      vms: `[{ name: v, disks: [${disks}] }]`,
    }),
  );
  return run.summary.window!.seconds / UNIT;
}

describe('T1: Graham list scheduling, m(m - 1) tasks of one unit and then one of m', () => {
  const tasks = (m: number) => [...Array.from({ length: m * (m - 1) }, () => 1), m];

  test.each([
    [2, 3, 2],
    [3, 5, 3],
    [4, 7, 4],
    [5, 9, 5],
    [8, 15, 8],
    [16, 31, 16],
  ])('m = %i: list order %i, best %i (the long one first)', (m, list, best) => {
    expect(makespan(tasks(m), m, 'list')).toBe(list);
    expect(makespan(tasks(m), m, 'fifo')).toBe(list);
    expect(makespan(tasks(m), m, 'largest-first')).toBe(best);
  });
});

describe('T2: the worst case of largest-first, 2m - 1 twice down to m + 1 twice, and m three times', () => {
  const tasks = (m: number) => [
    ...Array.from({ length: m - 1 }, (_, k) => 2 * m - 1 - k).flatMap((length) => [length, length]),
    ...[m, m, m],
  ];

  test.each([
    [2, 7, 6],
    [3, 11, 9],
    [4, 15, 12],
    [5, 19, 15],
    [8, 31, 24],
    [16, 63, 48],
  ])('m = %i: largest first %i, best %i', (m, lpt, best) => {
    expect(tasks(m)).toHaveLength(2 * m + 1);
    expect(makespan(tasks(m), m, 'largest-first')).toBe(lpt);
    // The best schedule fills every machine: the sum of all tasks is m times it.
    expect(tasks(m).reduce((sum, length) => sum + length, 0)).toBe(m * best);
  });
});

describe("T3: Graham's anomalies, nine tasks with precedence in list order", () => {
  const LENGTHS = [3, 2, 2, 2, 4, 4, 4, 4, 9];
  /** Task to the task that it follows, both from 1. */
  const PRECEDENCE: Readonly<Record<number, number>> = { 9: 1, 5: 4, 6: 4, 7: 4, 8: 4 };

  /** Every task is a job of one VM; precedence is a chained job. */
  const run = (machines: number, lengths: readonly number[], precedence: Readonly<Record<number, number>>) =>
    runText(
      night({
        policy: 'list',
        proxies: `[{ name: px, maxConcurrentTasks: ${machines} }]`,
        vms: `[${lengths.map((l, k) => `{ name: T${k + 1}, disks: [{ size: ${l} GB, datastore: ds1 }] }`).join(', ')}]`,
        jobs: `[${lengths
          .map((_, k) => {
            const before = precedence[k + 1];
            const schedule = before === undefined ? '{ start: 0s }' : `{ after: J${before} }`;
            return `{ name: J${k + 1}, vms: [T${k + 1}], repository: repo, run: full, schedule: ${schedule} }`;
          })
          .join(', ')}]`,
      }),
    );
  const units = (of: ReturnType<typeof run>) => of.summary.window!.seconds / UNIT;

  test('on three machines it takes 12, by the schedule that Graham drew', () => {
    const three = run(3, LENGTHS, PRECEDENCE);
    expect(units(three)).toBe(12);
    expect(places(three)).toEqual([
      'T1/0 px 0-30',
      'T2/0 px 0-20',
      'T3/0 px 0-20',
      'T4/0 px 20-40',
      'T9/0 px 30-120',
      'T5/0 px 40-80',
      'T6/0 px 40-80',
      'T7/0 px 80-120',
      'T8/0 px 80-120',
    ]);
  });

  test('one machine more makes it 15', () => {
    expect(units(run(4, LENGTHS, PRECEDENCE))).toBe(15);
  });

  test('every task one unit shorter makes it 13', () => {
    const shorter = LENGTHS.map((length) => length - 1);
    expect(units(run(3, shorter, PRECEDENCE))).toBe(13);
  });

  test('less precedence (5 and 6 free) makes it 16', () => {
    expect(units(run(3, LENGTHS, { 9: 1, 7: 4, 8: 4 }))).toBe(16);
  });
});
