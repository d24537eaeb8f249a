import { describe, expect, test } from 'vitest';
import { night, vm } from '../../helpers/night.ts';
import { type Asked, searched } from './asked.ts';

/** A disk of 100 GB of today, read at the rate that is varied; it doubles in a year. At 100 MB/s it takes 1000 s. */
const asked = (more: Partial<Asked> = {}): Asked => ({
  text: night({
    transport: '{ nbd: { perTask: unlimited } }',
    datastores: '[{ name: ds1, read: 100 MB/s }, { name: ds2, read: 1 GB/s }]',
    vms: `[${vm('a', [100])}]`,
    jobs: '[{ name: nightly, vms: [a], repository: repo, run: full }]',
  }),
  window: '1100s',
  vary: ['datastores.ds1.read=100 MB/s,120 MB/s,150 MB/s,1000 MB/s'],
  growth: { share: 1, per: 'year', months: 12 },
  ...more,
});

function stepOf(question: Asked) {
  const { search } = searched(question);
  const { nextStep } = search;
  const monthsOf = (months: typeof search.months) =>
    months.map(({ month, trial }) => `${month} ${trial.verdict}`);
  return {
    broken: monthsOf(search.months).at(-1),
    ...(nextStep && {
      row: nextStep.candidate?.row ?? null,
      tried: nextStep.tried,
      months: monthsOf(nextStep.months),
    }),
  };
}

describe('the next step after growth breaks the design', () => {
  test('is the cheapest design that holds in that month, with the months that it lasts', () => {
    // Data x2^(m/12): 1.1 is passed in month 2 (1.12), 1.32 at 120 MB/s in month 5 (1.33).
    expect(stepOf(asked())).toEqual({
      broken: '2 misses',
      row: [1],
      tried: 1,
      months: ['2 holds', '3 holds', '4 holds', '5 misses'],
    });
  });

  test('by its price, and not by its place', () => {
    const prices = [0, 20, 30, 10];
    const costOf = ([value]: readonly number[]) => ({ total: prices[value!]!, lines: [] });
    // At 1 GB/s the data of the year's end takes 200 s, so only the last month is run.
    expect(stepOf(asked({ costOf }))).toEqual({
      broken: '2 misses',
      row: [3],
      tried: 1,
      months: ['2 holds', '12 holds'],
    });
  });

  test('has at least as much of everything as the design that it follows', () => {
    // A slower read with twice the other datastore, which is in no use, is dearer, but no step.
    const vary = ['datastores.ds1.read=100 MB/s,120 MB/s', 'datastores.ds2.read=1 GB/s,2 GB/s'];
    const costOf = ([read, other]: readonly number[]) => ({
      total: (other === 1 ? 0 : 10) + (read === 1 ? 5 : 0),
      lines: [],
    });
    expect(stepOf(asked({ vary, costOf }))).toMatchObject({ row: [1, 1], tried: 1 });
  });

  test('does not exist where none of the larger designs holds, or there is no larger one', () => {
    const slow = ['datastores.ds1.read=100 MB/s,101 MB/s,102 MB/s'];
    expect(stepOf(asked({ vary: slow }))).toEqual({ broken: '2 misses', row: null, tried: 2, months: [] });
    expect(stepOf(asked({ vary: [] }))).toMatchObject({ row: null, tried: 0 });
  });

  test('is not looked for where the design lasts, or where none holds today', () => {
    const growth = { share: 0.01, per: 'year', months: 12 } as const;
    expect(stepOf(asked({ growth }))).toEqual({ broken: '12 holds' });
    expect(stepOf(asked({ window: '90s' }))).toEqual({ broken: undefined });
    expect(stepOf(asked({ survive: ['growth'] }))).toEqual({ broken: '12 holds' });
  });
});
