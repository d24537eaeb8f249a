import fc from 'fast-check';
import { expect, test } from 'vitest';
import { STAGES } from '../../../src/model/model.ts';
import { StageRow, TaskPath } from '../../../src/model/paths/task-path.ts';
import { NO_PART, OpenTransfers, OWN_CAP } from '../../../src/simulation/tasks/open-transfers.ts';

/** Resource r is busy for 1/(r + 2) of the time. */
const flows = {
  readBusySeconds(resources: Int32Array, count: number, nowUs: number, column: Float64Array): void {
    for (let i = 0; i < count; i++) column[i] = nowUs / 1e6 / (resources[i]! + 2);
  },
};

test('of each stage the busiest part counts, resource or cap, and never more than all of the time', () => {
  const transfers = new OpenTransfers(flows);
  const path = new TaskPath();
  path.add(StageRow.source, 2, 1);
  path.add(StageRow.source, 0, 1);
  path.add(StageRow.network, 8, 0.5);
  path.limit(StageRow.proxy, 1000);
  path.limit(StageRow.target, 10);
  const row = transfers.begin(5000, path, 1e6);
  expect(transfers.amountOf(row)).toBe(5000);
  expect(transfers.secondsOf(row, 11e6)).toBe(10);
  // 5000 bytes in 10 s: half of a cap of 1000 a second, more than one of 10.
  const { shares, parts } = transfers.busyShares(row, 5000, 11e6);
  const [source, proxy, network, target, throttling] = shares;
  expect([source, proxy, target, throttling]).toEqual([0.5, 0.5, 1, 0]);
  expect(network).toBeCloseTo(0.1, 12);
  expect(parts).toEqual([0, OWN_CAP, 8, OWN_CAP, NO_PART]);
});

test('of parts of a stage that are equally busy but for rounding, the first on the way is named, a cap last', () => {
  const close = {
    readBusySeconds(resources: Int32Array, count: number, nowUs: number, column: Float64Array): void {
      for (let i = 0; i < count; i++) column[i] = (nowUs / 1e6) * (0.5 + resources[i]! * 1e-12);
    },
  };
  const transfers = new OpenTransfers(close);
  const path = new TaskPath();
  path.add(StageRow.source, 7, 1);
  path.add(StageRow.source, 9, 1);
  path.limit(StageRow.source, 1000);
  expect(transfers.busyShares(transfers.begin(5000, path, 0), 5000, 10e6).parts[StageRow.source]).toBe(7);
});

test('any number of rows can be open at once', () => {
  const transfers = new OpenTransfers(flows);
  const path = new TaskPath();
  path.add(StageRow.source, 2, 1);
  const rows = Array.from({ length: 100 }, (_, amount) => transfers.begin(amount, path, 0));
  expect(rows.map((row) => transfers.amountOf(row))).toEqual([...rows.keys()]);
});

const part = fc.record({
  resource: fc.integer({ min: 0, max: 1000 }),
  stage: fc.constantFrom(...STAGES),
  cap: fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined }),
});
const step = fc.record({
  parts: fc.array(part, { maxLength: 30 }),
  ends: fc.nat({ max: 3 }),
  which: fc.nat(),
});

test('rows are kept apart, however long their ways are and whichever end in between', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const transfers = new OpenTransfers(flows);
      let open: { row: number; amount: number; alone: OpenTransfers; aloneRow: number }[] = [];
      steps.forEach(({ parts, ends, which }, number) => {
        const path = new TaskPath();
        for (const { resource, stage, cap } of parts) {
          path.add(StageRow[stage], resource, 1);
          if (cap !== undefined) path.limit(StageRow[stage], cap);
        }
        const begin = (all: OpenTransfers) => all.begin(number, path, number);
        const row = begin(transfers);
        transfers.setFlow(row, 100 + number);
        const alone = new OpenTransfers(flows);
        open.push({ row, amount: number, alone, aloneRow: begin(alone) });
        for (let i = 0; i < ends && open.length > 0; i++) {
          const gone = open[which % open.length]!;
          transfers.end(gone.row);
          open = open.filter((other) => other !== gone);
        }
        for (const { row, amount, alone, aloneRow } of open) {
          expect(transfers.amountOf(row)).toBe(amount);
          expect(transfers.flowOf(row)).toBe(100 + amount);
          expect(transfers.busyShares(row, 7, 1000)).toEqual(alone.busyShares(aloneRow, 7, 1000));
        }
      });
    }),
  );
});
