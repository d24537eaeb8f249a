import { WAIT_CAUSES, type WaitCause } from '../../trace/wait-cause.ts';
import { type Bottleneck, TASK_RESULTS, type TaskResult } from '../summary/summary.ts';
import { NEVER, TASK_BOTTLENECKS, type TaskFigures, waitsOf } from './task-columns.ts';

/** One row of `tasks.csv`: one attempt at one disk. Null: it did not happen. */
export interface TaskRow {
  readonly job: string;
  /** From 1. */
  readonly session: number;
  readonly attempt: number;
  readonly vm: string;
  readonly disk: string;
  readonly proxy: string | null;
  readonly mode: string | null;
  readonly repository: string;
  readonly readySeconds: number;
  /** When it got its slots. */
  readonly startSeconds: number | null;
  readonly transferStartSeconds: number | null;
  readonly transferEndSeconds: number | null;
  /** When it released its slots. */
  readonly endSeconds: number | null;
  readonly queueWaitSeconds: number;
  readonly readBytes: number;
  readonly transferredBytes: number;
  readonly result: TaskResult;
  readonly bottleneck: Bottleneck | null;
  /** Parts of the queue wait, in the order of WAIT_CAUSES; only causes above 0. */
  readonly waitedFor: readonly { readonly cause: WaitCause; readonly seconds: number }[];
  /**
   * The ranking key that set the chosen candidate apart from the next one. `declaration-order`: all keys were equal;
   * `only-candidate`: there was no other; `proxy-slot-at-the-best` and the like: the best one had no room, for this cause.
   */
  readonly decidedBy: string | null;
  /** The proxy that wrote what the first one read. */
  readonly secondProxy: string | null;
  readonly secondMode: string | null;
  /** How often a connection on its way was lost, and how long it was paused because of that. */
  readonly interruptions: number;
  readonly interruptedSeconds: number;
}

/** Yields row by row, so that the rows need not be in memory at once. */
export function* taskRows(tasks: TaskFigures): Generator<TaskRow> {
  const time = (at: number) => (at === NEVER ? null : at);
  for (let row = 0; row < tasks.count; row++) {
    yield {
      job: tasks.jobs[tasks.job[row]!]!,
      session: tasks.session[row]!,
      attempt: tasks.attempt[row]!,
      vm: tasks.vms[tasks.vm[row]!]!,
      disk: tasks.disks[tasks.disk[row]!]!,
      proxy: tasks.proxies[tasks.proxy[row]!] ?? null,
      mode: tasks.modes[tasks.mode[row]!] ?? null,
      repository: tasks.repositories[tasks.repository[row]!]!,
      readySeconds: tasks.ready[row]!,
      startSeconds: time(tasks.start[row]!),
      transferStartSeconds: time(tasks.transferStart[row]!),
      transferEndSeconds: time(tasks.transferEnd[row]!),
      endSeconds: time(tasks.end[row]!),
      queueWaitSeconds: tasks.queueWaitSeconds[row]!,
      readBytes: tasks.readBytes[row]!,
      transferredBytes: tasks.transferredBytes[row]!,
      result: TASK_RESULTS[tasks.result[row]!]!,
      bottleneck: TASK_BOTTLENECKS[tasks.bottleneck[row]!]!,
      waitedFor: waitsOf(tasks, row).map(({ cause, seconds: waited }) => ({
        cause: WAIT_CAUSES[cause]!,
        seconds: waited,
      })),
      decidedBy: tasks.reasons[tasks.decidedBy[row]!] ?? null,
      secondProxy: tasks.proxies[tasks.secondProxy[row]!] ?? null,
      secondMode: tasks.modes[tasks.secondMode[row]!] ?? null,
      interruptions: tasks.interruptions[row]!,
      interruptedSeconds: tasks.interruptedSeconds[row]!,
    };
  }
}
