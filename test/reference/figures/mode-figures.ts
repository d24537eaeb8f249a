import type { Task } from '../simulator/task.ts';
import type { World } from '../simulator/world.ts';
import type { Stretch } from './diary.ts';
import { sumOf } from './spread.ts';
import { bytesOf } from './task-figures.ts';

/** What each mode of the first proxy cost the tasks that were done with their transfer. */
export function modeFigures({ tasks }: World, stretches: readonly Stretch[], endUs: number) {
  const done = tasks.filter((task) => task.transferEndUs !== undefined && modeOf(task) !== undefined);
  return Object.fromEntries(
    [...new Set(done.map(modeOf))].map((mode) => {
      const own = done.filter((task) => modeOf(task) === mode);
      const mean = (figure: (task: Task) => number) => sumOf(own.map(figure)) / own.length / 1e6;
      const transferSeconds = mean((task) => transferUs(task, stretches));
      const readBytes = sumOf(own.map((task) => bytesOf(task)[0]));
      return [
        mode,
        {
          tasks: own.length,
          readBytes,
          preparingSeconds: mean((task) => openingFromUs(task) - task.startUs!),
          openingSeconds: mean((task) => task.transferStartUs! - openingFromUs(task)),
          transferSeconds,
          closingSeconds: mean((task) => (task.endUs ?? endUs) - task.transferEndUs!),
          taskRate: transferSeconds === 0 ? 0 : readBytes / own.length / transferSeconds,
        },
      ];
    }),
  );
}

function modeOf({ reader, writer }: Task): string | undefined {
  return (reader ?? writer)?.mode;
}

/** Its VM's snapshot stands, made for it or for a disk before it. */
function openingFromUs({ vmRun, startUs }: Task): number {
  return Math.max(startUs!, vmRun.createdUs ?? 0);
}

function transferUs(task: Task, stretches: readonly Stretch[]): number {
  const flowing = stretches.filter(({ rates }) => rates.has(task));
  return sumOf(flowing.map(({ fromUs, toUs }) => toUs - fromUs));
}
