import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { night, vm } from '../../helpers/night.ts';
import { runText } from '../../helpers/run-scenario-text.ts';

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
    { certify: false },
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
      // Whole tasks do not fit as evenly, so the bound may be higher.
      expect(bound).toBeGreaterThanOrEqual(Math.max(longest, mean) - 1e-6);
      expect(window).toBeGreaterThanOrEqual(bound);
    }),
    { numRuns: 40 },
  );
});

/** The shortest time in which tasks of such sizes are done on so many slots: every way to give them out is tried. */
function shortest(sizes: readonly number[], slots: number): number {
  const ends = Array.from({ length: slots }, () => 0);
  let best = Number.POSITIVE_INFINITY;
  const give = (task: number): void => {
    if (Math.max(...ends) >= best) return;
    if (task === sizes.length) {
      best = Math.max(...ends);
      return;
    }
    // Slots with one end are alike.
    for (const slot of ends.keys()) {
      if (ends.indexOf(ends[slot]!) < slot) continue;
      ends[slot]! += sizes[task]!;
      give(task + 1);
      ends[slot]! -= sizes[task]!;
    }
  };
  give(0);
  return best;
}

test('the bound is never above the best of all ways to give tasks to slots, and knows that a task is not split', () => {
  const few = fc.record({
    sizes: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 9 }),
    slots: fc.integer({ min: 1, max: 4 }),
    policy: fc.constant('rts'),
  });
  fc.assert(
    fc.property(few, (drawn) => {
      expect(scheduled(drawn).bound).toBeLessThanOrEqual(shortest(drawn.sizes, drawn.slots) * 10 + 1e-6);
    }),
    { numRuns: 60 },
  );
  // Two of three share a slot, the smallest with a large one: (1 + 3) GB at 100 MB/s.
  expect(scheduled({ sizes: [3, 1, 3], slots: 2, policy: 'rts' }).bound).toBe(40);
  // Five equal ones on two slots take three rounds.
  expect(scheduled({ sizes: [2, 2, 2, 2, 2], slots: 2, policy: 'rts' }).bound).toBe(60);
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
    { numRuns: 20 },
  );
});

test('a datastore with its slots and disks takes as long as two halves of it, each with half the rate, the slots and the disks', () => {
  const window = (parts: number, sizes: readonly number[], slots: number) => {
    const each = Array.from({ length: parts }, (_, part) => part);
    // Every size is there twice, side by side: both in the whole, or one in either half.
    const vms = sizes.flatMap((size, n) =>
      [0, 1].map((twin) => vm(`v${n}x${twin}`, [size], `ds${parts === 1 ? 0 : twin}`)),
    );
    const { summary } = runText(
      night({
        policy: 'list',
        transport: '{}',
        datastores: `[${each.map((part) => `{ name: ds${part}, read: ${200 / parts} MB/s, maxSnapshots: unlimited }`)}]`,
        proxies: `[${each.map((part) => `{ name: px${part}, maxConcurrentTasks: ${(2 * slots) / parts} }`)}]`,
        vms: `[${vms}]`,
        jobs: `[${each.map((part) => `{ name: j${part}, vms: [{ datastore: ds${part} }], repository: repo, run: full, proxies: [px${part}] }`)}]`,
      }),
    );
    return summary.window!.seconds;
  };
  const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 4 }), (drawn, slots) => {
      const total = drawn.reduce((sum, size) => sum + size, 0);
      expect(window(2, drawn, slots)).toBe(window(1, drawn, slots));
      // The datastore is never idle: 2 x so many GB at 200 MB/s.
      expect(window(1, drawn, slots)).toBeCloseTo(total * 10, 4);
    }),
    { numRuns: 20 },
  );
});
