import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { night, vm } from '../helpers/night.ts';
import { runText } from '../helpers/run-scenario-text.ts';

interface Work {
  /** Whole GB of every disk. */
  readonly sizes: readonly number[];
  readonly slots: number;
  readonly policy: string;
}

const work = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 25 }),
  slots: fc.integer({ min: 1, max: 6 }),
  policy: fc.constantFrom('rts', 'list', 'largest-first', 'smallest-first', 'longest-job-first', 'random'),
});

/** All is ready at once, slots are alike and nothing else binds: `vm start end` of every task, seconds, at so many MB/s a task. */
function scheduled({ sizes, slots, policy }: Work, rate = 100) {
  const { tasks, summary } = runText(
    night({
      policy,
      transport: `{ nbd: { perTask: ${rate} MB/s } }`,
      proxies: `[{ name: px1, maxConcurrentTasks: ${slots} }]`,
      vms: `[${sizes.map((size, n) => vm(`v${n}`, [size])).join(', ')}]`,
    }),
  );
  const rows = tasks.map((task) => [task.vm, task.startSeconds!, task.endSeconds!] as const);
  return { rows, window: summary.window!.seconds, bound: summary.bound!.seconds };
}

test('no queue order takes longer than Graham guarantees, the mean load and the rest of the longest task, nor less than the bound', () => {
  fc.assert(
    fc.property(work, (drawn) => {
      const { window, bound } = scheduled(drawn);
      const [longest, mean] = [
        Math.max(...drawn.sizes) * 10,
        (drawn.sizes.reduce((sum, size) => sum + size, 0) * 10) / drawn.slots,
      ];
      expect(window).toBeLessThanOrEqual(mean + (1 - 1 / drawn.slots) * longest + 1e-9);
      expect(bound).toBeCloseTo(Math.max(longest, mean), 6);
      expect(window).toBeGreaterThanOrEqual(bound);
    }),
    { numRuns: 80 },
  );
});

test('k times the rate divides every time by k, k times the data multiplies it, and who goes where and when in turn stays', () => {
  fc.assert(
    fc.property(work, fc.constantFrom(2, 4, 5), (drawn, k) => {
      const { rows } = scheduled(drawn);
      const times = (factor: number) =>
        rows.map(([name, start, end]) => [name, start * factor, end * factor]);
      expect(scheduled(drawn, 100 * k).rows).toEqual(times(1 / k));
      expect(scheduled({ ...drawn, sizes: drawn.sizes.map((size) => size * k) }).rows).toEqual(times(k));
    }),
    { numRuns: 40 },
  );
});
