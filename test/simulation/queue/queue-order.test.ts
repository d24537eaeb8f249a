import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClusterView, QueueKey, TaskView } from '../../../src/policy/policy.ts';
import { resolvePolicy } from '../../../src/policy/resolve.ts';
import { QUEUE_KEYS } from '../../../src/policy/rules/queue-keys.ts';
import { QueueOrder } from '../../../src/simulation/queue/queue-order.ts';
import { cluster } from '../../policy/cluster.ts';

const small = fc.nat({ max: 2 });
const session = fc.record({
  job: small,
  priority: small,
  sessionStartUs: small,
  sessionBytes: small,
  runs: fc.boolean(),
});
const ofVm = fc.record({
  vm: small,
  vmOrder: small,
  diskOrder: small,
  readyUs: small,
  readBytes: small,
  session: small,
});

const resolved = resolvePolicy({ preset: 'rts' });
if (!resolved.ok) throw new Error('rts ships');
const { policy } = resolved;
const everyKey: readonly QueueKey[] = Object.values(QUEUE_KEYS);

test('keys that are kept once for a session order tasks as if each had its own', () => {
  fc.assert(
    fc.property(
      fc.array(session, { minLength: 3, maxLength: 3 }),
      fc.array(ofVm, { minLength: 2, maxLength: 8 }),
      fc.shuffledSubarray([...everyKey]),
      (sessions, vms, order) => {
        const tasks = vms.map((vm, task): TaskView & { session: number } => ({
          ...vm,
          ...sessions[vm.session]!,
          task,
          host: 0,
          targetHost: -1,
          datastores: [],
          datastore: 0,
          repository: 0,
          hasSnapshot: false,
        }));
        const view: ClusterView = {
          ...cluster({ proxies: [] }),
          isVmInProcess: (task) => task % 2 === 0,
          isJobRunning: (task) => sessions[tasks[task]!.session]!.runs,
        };
        const [shared, own] = [false, true].map((asksEachTask) => {
          const queue = new QueueOrder({ ...policy, order }, view, asksEachTask);
          const placed = tasks.map((task) => ({ row: queue.add(task), keys: queue.keysOfSession(task) }));
          return placed.map((a) => placed.map((b) => Math.sign(queue.compare(a.row, a.keys, b.row, b.keys))));
        });
        expect(shared).toEqual(own);
      },
    ),
  );
});
