import { WAIT_CAUSES } from '../../trace/wait-cause.ts';
import { TASK_RESULTS, type TaskRow } from '../summary.ts';
import { NEVER, TASK_BOTTLENECKS, type TaskFigures, waitsOf } from './task-columns.ts';

/** One by one. */
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
      interruptedSeconds: tasks.stoodStillSeconds[row]!,
    };
  }
}
