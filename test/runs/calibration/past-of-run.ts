import type { PastMode, PastSession, PastTask } from '../../../src/history/past-session.ts';
import type { TaskRow } from '../../../src/metrics/columns/task-rows.ts';
import type { RunResult } from '../../../src/metrics/run-result.ts';
import { SECOND_US } from '../../../src/units/civil-time.ts';

/** What a report would tell of a run: bytes of each VM, or of sessions alone. */
export function pastOf(result: RunResult, startUs: number, bytesOf: 'vms' | 'sessions'): PastSession[] {
  const tasks = result.tasks;
  return result.sessions.map((session): PastSession => {
    const own = tasks.filter((task) => task.job === session.job && task.session === session.session);
    const vms = [...new Set(own.map(({ vm }) => vm))];
    return {
      job: session.job,
      startUs: startUs + Math.round(session.startSeconds * SECOND_US),
      result: 'success',
      kind: session.kind,
      isRetry: false,
      dataBytes: session.readBytes,
      backupBytes: session.transferredBytes,
      tasks: vms.map((vm) =>
        taskOf(
          vm,
          own.filter((task) => task.vm === vm),
          session.kind,
          bytesOf,
        ),
      ),
    };
  });
}

function taskOf(
  vm: string,
  disks: readonly TaskRow[],
  kind: 'full' | 'incremental',
  bytesOf: 'vms' | 'sessions',
): PastTask {
  const from = Math.min(...disks.map(({ startSeconds }) => startSeconds!));
  const to = Math.max(...disks.map(({ endSeconds }) => endSeconds!));
  const readBytes = disks.reduce((sum, disk) => sum + disk.readBytes, 0);
  return {
    vm,
    result: 'success',
    kind,
    mode: disks[0]!.mode as PastMode,
    seconds: to - from,
    ...(bytesOf === 'vms' ? { readBytes } : {}),
  };
}
