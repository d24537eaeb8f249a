import { expect, test } from 'vitest';
import { atInstant } from '../helpers/in-one-go.ts';
import { night, vm } from '../helpers/night.ts';
import { FIBRE } from '../helpers/two-arrays.ts';
import { explained } from './listened.ts';
import { IN_A_ROW } from './three-in-a-row.ts';

const S = 1_000_000;

test('at an instant: what a task waits for, who holds it, and which tasks are tried before it', () => {
  const explanation = explained(IN_A_ROW);
  const [, b, c] = explanation.chronicle.tasks;
  expect(atInstant(explanation, c!, 50 * S)).toMatchObject({
    state: 'waiting',
    sinceUs: 0,
    waiting: { cause: 'proxy-slot', place: 'px1 by nbd', holders: ['a/0'], before: ['b/0'] },
  });
  expect(atInstant(explanation, b!, 100 * S)).toMatchObject({ state: 'transferring', sinceUs: 100 * S });
  expect(atInstant(explanation, b!, 300 * S)).toMatchObject({ state: 'ended', result: 'success' });
});

test('after an interruption, a task is transferring since it resumed', () => {
  // The proxy is down from 40 to 60 s; the connection is retried every 15 s: at 55 and 70.
  const explanation = explained(
    night({
      vms: `[${vm('a', [10])}]`,
      faults: '[{ at: 40s, kind: proxy-down, target: px1, for: 20s }]',
    }),
  );
  const [task] = explanation.chronicle.tasks;
  const at = (seconds: number) => {
    const { state, sinceUs } = atInstant(explanation, task!, seconds * S);
    return `${state} since ${sinceUs! / S} s`;
  };
  expect([at(30), at(65), at(70), at(80)]).toEqual([
    'transferring since 0 s',
    'interrupted since 40 s',
    'transferring since 70 s',
    'transferring since 70 s',
  ]);
});

test('after a failover, the place of a task shows the mode that it continues in', () => {
  // The connection is lost at 5 s, which is noticed when the disk is opened, from 10 to 15 s.
  const explanation = explained(
    night({
      overheads: '{ base: none, openNbd: 2s, openSan: 5s }',
      datastores: '[{ name: ds1, protocol: fc }]',
      proxies: `[${FIBRE}]`,
      vms: `[${vm('a', [10])}]`,
      faults: '[{ kind: connectivity-lost, target: fibre, datastore: ds1, at: 5s }]',
      jobs: '[{ name: night, vms: [a], repository: repo, run: full, schedule: { start: 10s } }]',
    }),
  );
  const [task] = explanation.chronicle.tasks;
  expect(task!.started!.mode).toBe('san');
  expect(atInstant(explanation, task!, 50 * S).place).toMatch(/ by nbd$/);
});

test('tasks pass from preparing to opening with and without a snapshot', () => {
  // Without one (restore): 10 s to prepare the VM, 20 s to open. With one: 10 + 5 s, then 20 s to open.
  const explanation = explained(
    night({
      overheads: '{ jobInit: 0s, vmPrepare: 10s, snapshotCreate: 5s, openNbd: 20s }',
      vms: `[${vm('a', [10])}]`,
      jobs: '[{ name: back, type: restore, vms: [a], repository: repo }, { name: night, vms: [a], repository: repo, run: full, schedule: { start: 1h } }]',
    }),
  );
  const stateAt = (task: number, seconds: number) =>
    atInstant(explanation, explanation.chronicle.tasks[task]!, seconds * S);
  expect(stateAt(0, 9)).toMatchObject({ state: 'preparing', sinceUs: 0 });
  expect(stateAt(0, 10)).toMatchObject({ state: 'opening', sinceUs: 10 * S });
  expect(stateAt(0, 30)).toMatchObject({ state: 'transferring', sinceUs: 30 * S });
  expect(stateAt(1, 3600 + 14)).toMatchObject({ state: 'preparing', sinceUs: 3600 * S });
  expect(stateAt(1, 3600 + 15)).toMatchObject({ state: 'opening', sinceUs: 3615 * S });
});

test('the tasks tried before another one follow the order of the queue, here by size of the session', () => {
  // One slot, longest job first: b/0 of large runs, and b/1 of large comes before small's disk.
  const explanation = explained(
    night({
      policy: '{ order: longest-job-first }',
      proxies: '[{ name: px1, maxConcurrentTasks: 1 }]',
      vms: `[${vm('a', [1])}, ${vm('b', [10, 10])}]`,
      jobs: '[{ name: small, vms: [a], repository: repo, run: full }, { name: large, vms: [b], repository: repo, run: full }]',
    }),
  );
  const small = explanation.chronicle.tasks.find(({ vm }) => vm === 0)!;
  expect(atInstant(explanation, small, 50 * S).waiting?.before).toEqual(['b/1 of large']);
});
