import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowsAsColumns } from '../../../src/bench/page/rows-as-columns.ts';
import type { TaskRow } from '../../../src/metrics/columns/task-rows.ts';
import { openVms } from '../../../src/report/data/open-vms.ts';
import { timelineOf } from '../../../src/report/data/timeline.ts';
import { taskRow } from '../sample-result.ts';

const task = (
  vm: string,
  startSeconds: number | null,
  endSeconds: number | null,
  more: Partial<TaskRow> = {},
) => taskRow({ vm, readySeconds: 0, startSeconds, endSeconds, ...more });

/** The spans of made-up tasks in a run of 100 s, `from-to`. */
function spansOf(...rows: TaskRow[]): string[] {
  const { from, to } = openVms(rowsAsColumns(rows), 100);
  return Array.from(from, (start, row) => `${start}-${to[row]}`);
}

describe('a VM is open', () => {
  test('from its first task to its last, also while all that is left waits', () => {
    expect(spansOf(task('a', 5, 10), task('b', 7, 9), task('a', 20, 30))).toEqual(['5-30', '7-9']);
  });

  test('until the task that ends last, not the one that starts last', () => {
    expect(spansOf(task('a', 5, 50), task('a', 6, 8))).toEqual(['5-50']);
  });

  test('once for each job, session, attempt and VM, whichever of them differ', () => {
    const rows = ['backup', 'copy'].flatMap((job) =>
      [1, 2, 3].flatMap((session) =>
        [1, 2, 3].flatMap((attempt) =>
          ['a', 'b', 'c'].map((vm, i) => task(vm, i, i + 1, { job, session, attempt })),
        ),
      ),
    );
    expect(spansOf(...rows)).toHaveLength(54);
  });

  test('anew in each attempt, in each session and for each job', () => {
    const spans = spansOf(
      task('a', 1, 2),
      task('a', 4, 5, { attempt: 2 }),
      task('a', 7, 8, { session: 2 }),
      task('a', 7, 9, { job: 'copy', session: 2 }),
    );
    expect(spans).toEqual(['1-2', '4-5', '7-8', '7-9']);
  });

  test('until the end of a run that cuts its task off; not at all if no task of it ever started', () => {
    expect(spansOf(task('a', 5, 10), task('a', 60, null), task('b', null, null))).toEqual(['5-100']);
  });
});

test('over time, open VMs add up to the time that they were open', () => {
  // a: 100 s to 400 s; b: 200 s to 600 s. A step is 2 s.
  const rows = [task('a', 100, 200), task('b', 200, 600), task('a', 300, 400)];
  const { openVms: curve, stepSeconds } = timelineOf(rowsAsColumns(rows), 600)!;
  const at = (seconds: number) => curve[seconds / stepSeconds];
  expect([50, 150, 250, 350, 450, 590].map(at)).toEqual([0, 1, 2, 2, 1, 1]);
  expect(curve.reduce((sum, vms) => sum + vms, 0) * stepSeconds).toBe(300 + 400);
});

test('with one disk per VM, open VMs are running tasks, whatever they do', () => {
  const row = fc.record({ start: fc.nat(50_000), work: fc.integer({ min: 1, max: 9000 }) });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (drawn) => {
      const rows = drawn
        .toSorted((a, b) => a.start - b.start)
        .map(({ start, work }, vm) => task(`vm${vm}`, start, start + work));
      const { running, openVms: curve } = timelineOf(rowsAsColumns(rows), 0)!;
      expect(curve).toEqual(running);
    }),
  );
});
