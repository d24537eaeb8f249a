import { expect, type MockInstance, test, vi } from 'vitest';
import { RepositorySlots } from '../../../src/simulation/infrastructure/repository-slots.ts';
import { Ranking } from '../../../src/simulation/placing/ranking.ts';
import { OpenGates } from '../../../src/simulation/queue/gate.ts';
import { WaitingLines } from '../../../src/simulation/queue/waiting-lines.ts';
import { night, places, vm, waited } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

test('the queue keeps nothing of a session that has ended, however many there have been', () => {
  // A session every hour for a day, each of one disk of 1000 s.
  const entered = vi.spyOn(WaitingLines.prototype, 'enter');
  const run = runText(
    night({
      clock: '{ start: 2026-01-05T20:00, horizon: 1d }',
      jobs: '[{ name: night, vms: ["*"], repository: repo, method: active-full, schedule: { every: 1h } }]',
    }),
  );
  const [queue] = entered.mock.contexts as WaitingLines[];
  entered.mockRestore();
  expect([run.sessions.length, queue!.sessions]).toEqual([24, 0]);
});

test('the gate of ways that a rescan has replaced gets no more news, and a new one knows what is full', () => {
  const model = { repositories: [{ slots: 1, slotPerChain: false }] };
  const slots = new RepositorySlots(model as never, { record() {} }, new OpenGates());
  const old = slots.gate([0]);
  slots.forgetGates();
  slots.take(0, undefined, 0);
  const fresh = slots.gate([0]);
  expect([old.isOpen, fresh.isOpen]).toEqual([true, false]);
  slots.free(0, undefined);
  expect(fresh.isOpen).toBe(true);
});

/**
 * How often the spied method was called in a night of jobs of one VM each, which takes 100 s, on a datastore that allows one
 * snapshot: so one VM at a time, while all others are parked.
 */
function callsWith(jobs: number, spyOn: () => MockInstance): number {
  const calls = spyOn();
  const names = Array.from({ length: jobs }, (_, j) => `vm${j}`);
  const run = runText(
    night({
      datastores: '[{ name: ds1, maxSnapshots: 1 }]',
      vms: `[${names.map((name) => vm(name, [10]))}]`,
      jobs: `[${names.map((name) => `{ name: of-${name}, vms: [${name}], repository: repo, run: full }`)}]`,
    }),
  );
  const { length } = calls.mock.calls;
  calls.mockRestore();
  expect(waited(run).at(-1)).toBe(`vm${jobs - 1}/0 datastore-snapshots ${(jobs - 1) * 100}`);
  return length;
}

test('tasks of many jobs that wait for snapshots are charged together, whatever the number of jobs', () => {
  // At the end of each job the others are charged again, to the snapshot of the next one.
  const looks = () => vi.spyOn(Ranking.prototype, 'best');
  expect(callsWith(40, looks)).toBeLessThanOrEqual(4 * callsWith(10, looks) + 4);
});

test('a snapshot that goes makes room for one task, and the queue looks at one, whatever the number of jobs that wait', () => {
  const parks = () => vi.spyOn(WaitingLines.prototype, 'park');
  expect([callsWith(10, parks), callsWith(40, parks)]).toEqual([9, 39]);
});

test('a VM that needs room on two datastores leaves the room on one to those behind it while the other is full', () => {
  // long holds the only snapshot of ds2. When short leaves ds1 at 100 s, wide still lacks ds2, so behind starts.
  const wide = 'name: wide, disks: [{ size: 10 GB, datastore: ds1 }, { size: 10 GB, datastore: ds2 }]';
  const run = runText(
    night({
      datastores: '[{ name: ds1, maxSnapshots: 1 }, { name: ds2, maxSnapshots: 1 }]',
      vms: `[${vm('short', [10])}, ${vm('long', [40], 'ds2')}, { ${wide} }, ${vm('behind', [10])}]`,
    }),
  );
  expect(places(run)).toEqual([
    'short/0 px1 0-100',
    'long/0 px1 0-400',
    'behind/0 px1 100-200',
    'wide/0 px1 400-500',
    'wide/1 px1 400-500',
  ]);
});
