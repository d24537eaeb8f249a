import { expect, test, vi } from 'vitest';
import { RepositorySlots } from '../../../src/simulation/infrastructure/repository-slots.ts';
import { OpenGates } from '../../../src/simulation/queue/gate.ts';
import { WaitingLines } from '../../../src/simulation/queue/waiting-lines.ts';
import { night } from '../../helpers/night.ts';
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
