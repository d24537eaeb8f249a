import type { Diary } from './diary.ts';
import { seriesOf } from './series.ts';
import { sessionRow } from './session-figures.ts';
import { summaryOf } from './summary.ts';
import { faultRows, snapshotRows, transformRows, waitRows, workOf } from './tables.ts';
import { taskFigures } from './task-figures.ts';

/**
 * Every figure of a run that people read, from what the diary says of it; the shape is that of the product's results. `endUs`: when the
 * run was over, which is for the product to say where nothing more happens.
 */
export function accountOf(diary: Diary, endUs: number) {
  const { world, stretches } = diary;
  return {
    summary: { ...summaryOf(diary, endUs), faults: faultRows(world, endUs) },
    sessions: byName(
      world.sessions.map((session) => sessionRow(world, stretches, session)),
      ({ job, session }) => `${job} ${session}`,
    ),
    tasks: Object.fromEntries(
      world.tasks.map((task) => {
        const { session, attempt, vm } = task.vmRun;
        const name = `${task.job.name} ${session.number}.${attempt} ${vm.name}/${task.disk.name}`;
        return [name, taskFigures(task, stretches)];
      }),
    ),
    waits: byName(waitRows(diary), ({ job, cause }) => `${job} ${cause}`),
    snapshots: snapshotRows(world),
    transforms: transformRows(world),
    work: workOf(diary),
    series: seriesOf(diary, endUs),
  };
}

export type Account = ReturnType<typeof accountOf>;

export function byName<T>(rows: readonly T[], nameOf: (row: T) => string): Record<string, T> {
  return Object.fromEntries(rows.map((row) => [nameOf(row), row]));
}
