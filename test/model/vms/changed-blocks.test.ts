import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOfRun, changedShare } from '../../../src/model/vms/changed-blocks.ts';
import { DAY_US } from '../../../src/units/civil-time.ts';
import { modelOf } from '../../helpers/night.ts';

/** 1000 GB provisioned, 800 GB used, 10 % a day, a quarter of the used space deleted files or swap. */
const DISK = 'size: 1000 GB, used: 800 GB, changeRate: 10%, deleted: 20%, swap: 5%, datastore: ds1';

function bytes(
  vm: { guest?: string; tracking?: string; thin?: boolean },
  run: {
    full?: boolean;
    hours?: number;
    bitLooker?: boolean;
    growth?: number;
    ratio?: number;
    readsAll?: boolean;
  },
) {
  const { guest = 'linux', tracking = 'cbt', thin = false } = vm;
  const model = modelOf({
    vms: `[{ name: v, guest: ${guest}, tracking: ${tracking}, disks: [{ ${DISK}, thin: ${thin} }] }]`,
  });
  const { full = false, hours = 24, bitLooker = true, growth = 1, ratio = 0.5, readsAll = false } = run;
  const sinceUs = hours * 3_600_000_000;
  return bytesOfRun(model.disks.figures, 0, model.vms.traitsOf(0), {
    full,
    sinceUs,
    bitLooker,
    growth,
    ratio,
    readsAll,
  });
}

/** Gigabytes, exactly. */
const gb = (read: number, data: number, transferred: number) => ({
  read: read * 1e9,
  data: data * 1e9,
  transferred: transferred * 1e9,
});

describe('what a run reads and sends', () => {
  test('a full run of a tracked disk reads what is used', () => {
    expect(bytes({}, { full: true })).toEqual(gb(800, 800, 400));
  });

  test('a full run of an untracked disk reads its whole size, and only the used part is data', () => {
    expect(bytes({ tracking: 'none' }, { full: true })).toEqual(gb(1000, 800, 400));
  });

  test('an incremental run of a tracked disk reads what changed: after a day exactly used x change rate', () => {
    expect(bytes({}, {})).toEqual(gb(80, 80, 40));
  });

  test('an incremental run of an untracked disk reads its whole size, and only what changed is data', () => {
    expect(bytes({ tracking: 'none' }, {})).toEqual(gb(1000, 80, 40));
  });

  test('after two days 1 - 0.9 x 0.9 = 19 % changed, less than twice 10 %', () => {
    expect(bytes({}, { hours: 48 })).toEqual(gb(152, 152, 76));
  });

  test('larger blocks grow the changed data, never beyond what is used', () => {
    expect(bytes({}, { growth: 2 })).toEqual(gb(160, 160, 80));
    expect(bytes({}, { growth: 20 })).toEqual(gb(800, 800, 400));
  });

  test('an increment reads nothing if nothing has changed', () => {
    expect(bytes({}, { hours: 0 })).toEqual(gb(0, 0, 0));
  });
});

/** Every way of knowing what must be read; data is 800 GB in a full, 80 GB in an increment of a day. */
describe.each([
  { tracking: 'cbt', thin: false, readsAll: false, full: 800, increment: 80 },
  { tracking: 'cbt', thin: true, readsAll: false, full: 800, increment: 80 },
  { tracking: 'cbt', thin: false, readsAll: true, full: 800, increment: 1000 },
  { tracking: 'cbt', thin: true, readsAll: true, full: 800, increment: 1000 },
  { tracking: 'none', thin: false, readsAll: false, full: 1000, increment: 1000 },
  { tracking: 'none', thin: true, readsAll: false, full: 800, increment: 1000 },
  { tracking: 'none', thin: false, readsAll: true, full: 1000, increment: 1000 },
  { tracking: 'none', thin: true, readsAll: true, full: 800, increment: 1000 },
])(
  'tracking $tracking, thin $thin, tracking reset $readsAll',
  ({ tracking, thin, readsAll, full, increment }) => {
    test(`a full reads ${full} GB, an increment ${increment}`, () => {
      expect(bytes({ tracking, thin }, { full: true, readsAll })).toEqual(gb(full, 800, 400));
      expect(bytes({ tracking, thin }, { readsAll })).toEqual(gb(increment, 80, 40));
    });
  },
);

describe('BitLooker', () => {
  test('leaves out deleted files and swap of a Windows guest, in full and incremental runs', () => {
    // 800 x (1 - 0.2 - 0.05) = 600
    expect(bytes({ guest: 'windows' }, { full: true })).toEqual(gb(600, 600, 300));
    expect(bytes({ guest: 'windows' }, {})).toEqual(gb(60, 60, 30));
  });

  test.each(['linux', 'other'])('does not know the file systems of a guest that is %s', (guest) => {
    expect(bytes({ guest }, { full: true })).toEqual(gb(800, 800, 400));
  });

  test('does nothing if the job switches it off', () => {
    expect(bytes({ guest: 'windows' }, { full: true, bitLooker: false })).toEqual(gb(800, 800, 400));
  });

  test('never leaves less than 0 bytes, even if drawn shares add up to more than 100 %', () => {
    const model = modelOf({
      vms: '[{ name: v, guest: windows, disks: { size: 9 GB, deleted: 60%, swap: { lognormal: { median: 99%, p95: 99% } }, datastores: [ds1] } }]',
    });
    const run = { full: true, sinceUs: 0, bitLooker: true, growth: 1, ratio: 0.5, readsAll: false };
    expect(bytesOfRun(model.disks.figures, 0, model.vms.traitsOf(0), run)).toEqual(gb(0, 0, 0));
  });
});

test('amounts are rounded to whole bytes', () => {
  const model = modelOf({
    vms: '[{ name: v, disks: [{ size: 1001 B, changeRate: 25%, datastore: ds1 }] }]',
  });
  // 1001 x 0.25 = 250.25, sent 125; a full run sends 500.5, so 501.
  const incremental = {
    full: false,
    sinceUs: DAY_US,
    bitLooker: true,
    growth: 1,
    ratio: 0.5,
    readsAll: false,
  };
  expect(bytesOfRun(model.disks.figures, 0, model.vms.traitsOf(0), incremental)).toEqual({
    read: 250,
    data: 250,
    transferred: 125,
  });
  const full = { ...incremental, full: true };
  expect(bytesOfRun(model.disks.figures, 0, model.vms.traitsOf(0), full)).toEqual({
    read: 1001,
    data: 1001,
    transferred: 501,
  });
});

describe('the share that changed', () => {
  test.each([0.01, 0.05, 0.07, 0.12, 0.3, 1 / 3])('is exactly the daily rate %d after a day', (rate) => {
    expect(changedShare(rate, DAY_US)).toBe(rate);
  });

  test('is 100 % after any time if everything changes in a day', () => {
    expect([changedShare(1, DAY_US / 2), changedShare(1, DAY_US), changedShare(1, 2 * DAY_US)]).toEqual([
      1, 1, 1,
    ]);
  });

  test('two periods compose: the unchanged share after both is the product of the unchanged shares after each', () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.9, noNaN: true }),
        fc.integer({ min: 1, max: 10 * DAY_US }),
        fc.integer({ min: 1, max: 10 * DAY_US }),
        (rate, a, b) => {
          const left = (us: number) => 1 - changedShare(rate, us);
          expect(left(a + b)).toBeCloseTo(left(a) * left(b), 12);
        },
      ),
    ));

  test('never shrinks with time and stays between 0 and 1', () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat({ max: 100 * DAY_US }),
        fc.nat({ max: DAY_US }),
        (rate, time, more) => {
          const [before, after] = [changedShare(rate, time), changedShare(rate, time + more)];
          // At a day the rate itself is given, which may lie beside the formula by its rounding.
          expect(after).toBeGreaterThanOrEqual(before - 1e-15);
          expect(before).toBeGreaterThanOrEqual(0);
          expect(after).toBeLessThanOrEqual(1);
        },
      ),
    ));
});
