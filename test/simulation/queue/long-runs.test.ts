import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { resolvePolicy } from '../../../src/policy/resolve.ts';
import { RepositorySlots } from '../../../src/simulation/infrastructure/repository-slots.ts';
import { OpenGates } from '../../../src/simulation/queue/gate.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { modelOf } from '../../helpers/night.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('a session that has ended leaves nothing in the queue, however many there have been', () => {
  // 20 jobs every hour for 5 days: 2400 sessions. The wait clocks of a session's tasks take at least 512 bytes.
  const job = (_: unknown, i: number) =>
    `{ name: j${i}, vms: ["*"], repository: repo, run: incremental, schedule: { every: 1h } }`;
  const model = modelOf({
    clock: '{ start: 2026-01-05T20:00, horizon: 5d }',
    vms: '[{ name: a, disks: [{ size: 1 GB, datastore: ds1 }] }]',
    jobs: `[${Array.from({ length: 20 }, job).join(', ')}]`,
  });
  const rts = resolvePolicy({ preset: 'rts' });
  if (!rts.ok) throw new Error('rts ships');
  const bytesAfter = new Map<number, number>();
  let ended = 0;
  const record = ({ kind }: { readonly kind: string }) => {
    if (kind !== 'session-ended' || ++ended % 1200 > 0) return;
    collectGarbage();
    bytesAfter.set(ended, process.memoryUsage().arrayBuffers);
  };
  simulate(model, rts.policy, { seed: 1, replication: 0, untilUs: Infinity, trace: { record } });
  expect(bytesAfter.get(2400)! - bytesAfter.get(1200)!).toBeLessThan(1200 * 100);
});

test('a gate of ways that were found anew is told nothing more, and a new one knows what is full', () => {
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
