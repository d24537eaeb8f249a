import { TRANSPORT_MODES } from '../../scenario/transport-modes.ts';
import { CONNECTION_MODES } from '../../trace/mode-number.ts';
import { SECOND_US } from '../../units/civil-time.ts';
import type { Collector } from '../collector.ts';
import type { ModeSummary } from './summary.ts';

/** Sums over the tasks of one mode; times in microseconds. */
interface ModeSums {
  tasks: number;
  readBytes: number;
  preparingUs: number;
  openingUs: number;
  transferUs: number;
  closingUs: number;
}

/**
 * What each transport mode cost the tasks that used it, best class first. A task with two proxies counts under the mode of
 * the first one in `tasks.csv`. Throws before the run has ended.
 */
export function modeSummaries(collector: Collector): Record<string, ModeSummary> {
  const sums = CONNECTION_MODES.map(
    (): ModeSums => ({ tasks: 0, readBytes: 0, preparingUs: 0, openingUs: 0, transferUs: 0, closingUs: 0 }),
  );
  const { tasks: log, snapshots } = collector;
  const { mode, vmRun, startUs, transferStartUs, transferEndUs, endUs, readBytes } = log.tasks;
  for (let task = 0; task < log.count; task++) {
    if (transferEndUs[task]! < 0 || mode[task]! < 0) continue;
    const sum = sums[mode[task]!]!;
    // The VM's snapshot may exist already, created for another disk.
    const preparedUs = Math.max(startUs[task]!, snapshots.createdUsOf(vmRun[task]!));
    sum.tasks++;
    sum.readBytes += readBytes[task]!;
    sum.preparingUs += preparedUs - startUs[task]!;
    sum.openingUs += transferStartUs[task]! - preparedUs;
    sum.transferUs += log.transferUs(task);
    // The run may have ended while the task was closing.
    sum.closingUs += (endUs[task]! < 0 ? collector.end.at : endUs[task]!) - transferEndUs[task]!;
  }
  const used = TRANSPORT_MODES.flatMap((name) => {
    const sum = sums[CONNECTION_MODES.indexOf(name)]!;
    return sum.tasks === 0 ? [] : [[name, summaryOf(sum)] as const];
  });
  return Object.fromEntries(used);
}

function summaryOf(sum: ModeSums): ModeSummary {
  const perTask = (us: number) => us / sum.tasks / SECOND_US;
  return {
    tasks: sum.tasks,
    readBytes: sum.readBytes,
    preparingSeconds: perTask(sum.preparingUs),
    openingSeconds: perTask(sum.openingUs),
    transferSeconds: perTask(sum.transferUs),
    closingSeconds: perTask(sum.closingUs),
    taskRate: sum.transferUs === 0 ? 0 : sum.readBytes / (sum.transferUs / SECOND_US),
  };
}
