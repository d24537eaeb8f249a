import { expect, test } from 'vitest';
import type { Model } from '../../../src/model/model.ts';
import type { Session } from '../../../src/simulation/sessions/session.ts';
import { VmStage } from '../../../src/simulation/sessions/vm-run.ts';
import { VmRunTable } from '../../../src/simulation/sessions/vm-run-table.ts';

/** Attempts at some VMs of one disk each: as much of them as the table and its rows look at. */
function attempts(count: number): VmRunTable {
  const storageOf = (vm: number) => ({ datastores: [vm], sanCapable: true, arrayCapable: false });
  const vms = { firstDiskOf: (vm: number) => vm, endOfDisks: (vm: number) => vm + 1, storageOf };
  const model = { vms, jobs: [{ vms: Array.from({ length: count }, (_, vm) => vm) }] } as unknown as Model;
  const session = { id: 0, job: 0, sharesChain: false } as Session;
  const table = new VmRunTable(model, [session]);
  for (let vm = 0; vm < count; vm++) table.add({ session, placeInJob: vm, firstTask: vm });
  return table;
}

test('a VM in process has one object, and what that was told is in the row once it is released', () => {
  const table = attempts(2);
  const kept = table.keep(0);
  expect(table.of(0)).toBe(kept);
  expect(table.keep(0)).toBe(kept);
  expect(table.of(1)).not.toBe(table.of(1));
  kept.stage = VmStage.removing;
  kept.chain.gateway = 5;
  table.letGo(0);
  expect(table.of(0)).not.toBe(kept);
  expect([table.of(0).stage, table.of(0).chain.gateway]).toEqual([VmStage.removing, 5]);
});

test('an object that was released is used for another VM, with nothing left of the first', () => {
  const table = attempts(2);
  const first = table.keep(0);
  first.attachments = new Map([[3, { readyAtUs: 7, disks: 1 }]]);
  first.chain.repository = 4;
  expect(first.storage.datastores).toEqual([0]);
  table.letGo(0);
  const second = table.keep(1);
  expect(second).toBe(first);
  expect([second.id, second.vm, second.firstTask, second.stage]).toEqual([1, 1, 1, VmStage.waiting]);
  expect([second.attachments, second.chain.repository]).toEqual([undefined, -1]);
  expect(second.storage.datastores).toEqual([1]);
});
