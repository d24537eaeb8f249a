import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRvtools } from '../../src/cli/import/read-rvtools.ts';
import { importRvtools } from '../../src/import/rvtools.ts';
import type { Table } from '../../src/import/tables/table.ts';
import type { ReadInventory } from '../../src/scenario/cross-check/inventory/inventory.ts';
import { night } from '../helpers/night.ts';
import { realExport } from '../helpers/real-exports.ts';
import { runText, type TestRun } from '../helpers/run-scenario-text.ts';

const { path: SAMPLE, isAbsent } = realExport(
  'rvtools/BillSampleNextRvtoolsFinal.xlsx',
  'oracle T9 on the workshop sample',
);
const OWN = join(import.meta.dirname, '../fixtures/rvtools/estate.xlsx');

interface Estate {
  readonly table: ReadInventory;
  readonly datastores: readonly string[];
  readonly hosts: readonly string[];
  /** Capacity of every disk in MiB, in the order of the export: its length in seconds. */
  readonly lengths: readonly number[];
}

/** The export as the importer's inventory rows, every disk untracked so that its whole size is read. */
async function estate(path: string): Promise<Estate> {
  const read = await readRvtools([path]);
  if (!read.ok) throw new Error(read.message);
  const imported = importRvtools(read.tables.map(withoutLuns), { unprotectableDisks: true });
  if (!imported.ok) throw new Error(JSON.stringify(imported.diagnostics));
  const [header = [], ...rows] = imported.inventoryRows;
  const tracking = header.indexOf('tracking');
  const column = (name: string) => [...new Set(rows.map((row) => row[header.indexOf(name)]!))];
  const untracked = rows.map((row) => row.map((cell, c) => (c === tracking ? 'none' : cell)));
  return {
    table: {
      source: { name: 'inventory.csv', text: [header, ...rows].map((row) => row.join(',')).join('\n') },
      header,
      rows: untracked.map((cells, index) => ({ line: index + 2, cells })),
    },
    datastores: column('datastore'),
    hosts: column('host').filter((host) => host !== ''),
    lengths: rows.map((row) => Number.parseFloat(row[header.indexOf('size')]!)),
  };
}

/** The oracle counts every row of vDisk, the importer a LUN that stands with both nodes of a cluster once. */
function withoutLuns(table: Table): Table {
  const lun = table.rows[0]?.indexOf('Raw LUN ID') ?? -1;
  return lun < 0
    ? table
    : { ...table, rows: table.rows.map((row) => row.map((cell, c) => (c === lun ? null : cell))) };
}

/** One proxy whose tasks read exactly 1 MiB/s each; all disks are ready at 0. */
function simulated({ table, datastores, hosts }: Estate, slots: number, policy: string): TestRun {
  const named = (names: readonly string[], rest: string) =>
    `[${names.map((name) => `{ name: ${JSON.stringify(name)}${rest} }`).join(', ')}]`;
  return runText(
    night({
      policy,
      transport: '{ nbd: { perTask: 1 MiB/s } }',
      hosts: named(hosts, ', nbdMaxDisks: unlimited'),
      datastores: named(datastores, ', maxSnapshots: unlimited'),
      proxies: `[{ name: px1, maxConcurrentTasks: ${slots} }]`,
      vms: '[{ inventory: inventory.csv }]',
    }),
    { tables: { 'inventory.csv': table }, certify: false },
  );
}

const POLICIES = ['list', 'largest-first', 'smallest-first'] as const;

describe.skipIf(isAbsent)('T9: the workshop sample "Bill", imported and simulated', () => {
  test.each([
    [4, 8_937_006, [9_313_847, 8_941_852, 10_267_548]],
    [8, 4_468_503, [5_726_208, 4_474_563, 6_244_648]],
    [16, 3_248_128, [4_270_729, 3_248_128, 4_360_745]],
    [36, 3_248_128, [3_630_976, 3_248_128, 3_606_469]],
  ])('on %i slots: bound %i; in row order, largest first, smallest first', async (slots, bound, windows) => {
    const bill = await estate(SAMPLE);
    const summaries = POLICIES.map((policy) => simulated(bill, slots, policy).summary);
    expect(summaries.map(({ window }) => window?.seconds)).toEqual(windows);
    expect(summaries.map((summary) => Math.round(summary.bound?.seconds ?? 0))).toEqual([
      bound,
      bound,
      bound,
    ]);
    const by = slots < 11 ? 'proxies.px1.slots' : /^longest-task /;
    for (const summary of summaries) expect(summary.bound?.by).toMatch(by);
  });
});

/** Graham's list schedule, written without the simulator: each task goes to the first machine that is free. */
function listSchedule(lengths: readonly number[], machines: number): number {
  const free = Array.from({ length: machines }, () => 0);
  for (const length of lengths) {
    const first = free.indexOf(Math.min(...free));
    free[first] = free[first]! + length;
  }
  return Math.max(...free);
}

describe('our own small export, imported and simulated', () => {
  test.each([1, 2, 3, 5])('on %i slots agrees with an independent list scheduler', async (slots) => {
    const own = await estate(OWN);
    const { lengths } = own;
    expect(lengths.length).toBeGreaterThan(slots);
    const perVm = new Map<string, number[]>();
    own.table.rows.forEach(({ cells }, k) => {
      perVm.set(cells[0]!, [...(perVm.get(cells[0]!) ?? []), lengths[k]!]);
    });
    // A job goes VM by VM, in the order of their first rows.
    const inOrder = [...perVm.values()].flat();
    const descending = [...lengths].sort((a, b) => b - a);
    const ascending = [...lengths].sort((a, b) => a - b);
    const expected = [inOrder, descending, ascending].map((list) => listSchedule(list, slots));
    expect(POLICIES.map((policy) => simulated(own, slots, policy).summary.window?.seconds)).toEqual(expected);
    const total = lengths.reduce((sum, length) => sum + length, 0);
    const { bound } = simulated(own, slots, 'list').summary;
    expect(bound?.seconds).toBeCloseTo(Math.max(total / slots, Math.max(...lengths)), 6);
  });
});
