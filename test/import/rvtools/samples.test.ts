import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRvtools } from '../../../src/cli/import/read-rvtools.ts';
import { realExport } from '../../helpers/real-exports.ts';
import { type Imported, imported } from '../tables.ts';

const { path: SAMPLES, isAbsent } = realExport('rvtools', 'tests of real RVTools exports');

async function sample(file: string, options = {}): Promise<Imported> {
  const read = await readRvtools([join(SAMPLES, file)]);
  if (!read.ok) throw new Error(read.message);
  return imported(read.tables, options);
}

/** Graham's list schedule: each task goes to the first slot that is free; the end of the last one, in task units. */
function makespan(tasks: readonly number[], slots: number): number {
  const free = Array.from({ length: slots }, () => 0);
  for (const task of tasks) {
    const earliest = free.indexOf(Math.min(...free));
    free[earliest] = (free[earliest] ?? 0) + task;
  }
  return Math.max(...free);
}

describe.skipIf(isAbsent)('the workshop sample "Bill"', () => {
  const BILL = 'BillSampleNextRvtoolsFinal.xlsx';
  const capacities = async () => {
    // The published figures count the rows of running VMs: also those of disks that cannot be snapshotted, or stand twice.
    const { inventory } = await sample(BILL, { unprotectableDisks: true });
    return inventory.disks
      .filter(({ leftOut }) => leftOut === undefined || leftOut === 'of-several-vms')
      .map(({ capacity }) => capacity);
  };

  test('has 209 disks of powered-on VMs, seven of them independent or raw; two VMs share two LUNs', async () => {
    const { summary } = await sample(BILL, { unprotectableDisks: true });
    // 35,748,023 MiB in all rows; the two LUNs, 154,624 MiB, stand there twice.
    const whole = { vms: 109, disks: 207, disksOfSeveralVms: 2, capacity: 35_593_399 };
    expect(summary).toMatchObject({ ...whole, largestDisk: 3_248_128 });
    // Less four rows of raw disks and three of independent ones, and the two other disks of VMs on a shared bus.
    const usual = await sample(BILL);
    expect(usual.summary).toMatchObject({ vms: 107, disks: 200, disksLeftOut: 3, disksOfSeveralVms: 0 });
    expect(usual.summary.vmsLeftOut).toMatchObject({ 'shared-disk': 2 });
  });

  test.each([
    [4, 9_313_847, 8_941_852, 10_267_548],
    [8, 5_726_208, 4_474_563, 6_244_648],
    [16, 4_270_729, 3_248_128, 4_360_745],
    [36, 3_630_976, 3_248_128, 3_606_469],
  ])(
    'on %i slots ends when oracle T9 says, in row order, largest first and smallest first',
    async (slots, ...ends) => {
      const tasks = await capacities();
      const descending = [...tasks].sort((a, b) => b - a);
      const ascending = [...tasks].sort((a, b) => a - b);
      expect([tasks, descending, ascending].map((order) => makespan(order, slots))).toEqual(ends);
    },
  );
});

test.skipIf(isAbsent)(
  'the small sample gives its two running VMs with the sizes of vDisk and the use of vPartition',
  async () => {
    const { summary, inventoryRows } = await sample('rvtools-small-complete.xlsx');
    expect(summary).toMatchObject({ vms: 2, disks: 4, capacity: 450_560, used: 317_440, hosts: 2 });
    expect(inventoryRows.map(([vm, host, , size]) => [vm, host, size]).slice(1)).toEqual([
      ['sample-web-01', 'sample-host-01', '81920 MiB'],
      ['sample-web-01', 'sample-host-01', '40960 MiB'],
      ['sample-db-01', 'sample-host-02', '102400 MiB'],
      ['sample-db-01', 'sample-host-02', '225280 MiB'],
    ]);
  },
);
