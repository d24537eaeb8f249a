import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRvtools } from '../../src/cli/import/read-rvtools.ts';
import { type Imported, imported } from './tables.ts';

const SAMPLES = join(import.meta.dirname, '../../../shared/samples/rvtools');
const absent = !existsSync(SAMPLES);
if (absent) console.log(`skipped: tests of real RVTools exports, as ${SAMPLES} is absent`);

async function sample(file: string, options = {}): Promise<Imported> {
  const read = await readRvtools(join(SAMPLES, file));
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

describe.skipIf(absent)('the workshop sample "Bill"', () => {
  const BILL = 'BillSampleNextRvtoolsFinal.xlsx';
  const capacities = async () => {
    // The published figures count capacity, so they count the disks that cannot be snapshotted too.
    const { inventory } = await sample(BILL, { unprotectableDisks: true });
    return inventory.disks.filter(({ leftOut }) => leftOut === undefined).map(({ capacity }) => capacity);
  };

  test('has 209 disks of powered-on VMs, seven of them independent or raw', async () => {
    const { summary } = await sample(BILL, { unprotectableDisks: true });
    expect(summary).toMatchObject({ vms: 109, disks: 209, capacity: 35_748_023, largestDisk: 3_248_128 });
    const usual = await sample(BILL);
    expect(usual.summary).toMatchObject({ vms: 109, disks: 202, disksLeftOut: 7, capacity: 35_372_215 });
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

test.skipIf(absent)(
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
